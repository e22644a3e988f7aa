"""The request bodies about second factors."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from kit.web.request_fields import without_controls
from staff.people.person import Role

Code = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(without_controls)]


class CodeRequest(BaseModel):
    """A code of the app, or a recovery code."""

    code: Code


class SignInRulesRequest(BaseModel):
    second_factor_roles: Annotated[list[Role], Field(max_length=4)]
