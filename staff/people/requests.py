"""The request bodies about people."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictBool

from kit.web.request_fields import Email, Line
from staff.people.person import Role

Roles = Annotated[list[Role], Field(min_length=1, max_length=4)]

DepartmentIds = Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=200)]


class PersonRequest(BaseModel):
    email: Email
    name: Line
    roles: Roles
    departments: DepartmentIds = []


class PersonChanges(BaseModel):
    """Omitted fields stay unchanged."""

    name: Line = ""
    roles: Roles = []
    departments: DepartmentIds = []
    active: StrictBool = True
