"""The bodies of requests about people. Lengths and characters are checked here, before any password is hashed."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictBool
from pydantic_core import PydanticCustomError

from kit.passwords import LONGEST, SHORTEST
from staff.people.person import Role


def _without_controls(value: str) -> str:
    """NUL and its kin end up in logs, in cookies and in databases that refuse them: here they end."""
    if any(unicodedata.category(character) == "Cc" for character in value):
        raise PydanticCustomError("baton.bad_unicode", "This text contains control characters.")
    return value


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    if not line:
        raise PydanticCustomError("baton.empty_text", "This text is empty.")
    return line


def _address(value: str) -> str:
    """No more than the shape: whether mail arrives there is seen when the link is used."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", value.strip()):
        raise PydanticCustomError("baton.bad_type", "This is not an e-mail address.")
    return value.strip()


def _long_enough(value: str) -> str:
    if len(value) < SHORTEST:
        raise PydanticCustomError("baton.too_short", "A password has {limit} characters at least.", {"limit": SHORTEST})
    return value


TypedEmail = Annotated[str, Field(max_length=254), AfterValidator(_without_controls)]
"""What somebody types at sign-in: anything, for a wrong shape is only a wrong address."""

Email = Annotated[TypedEmail, AfterValidator(_address)]

Line = Annotated[str, Field(max_length=200), AfterValidator(_without_controls), AfterValidator(_one_line)]

ShortLine = Annotated[str, Field(max_length=100), AfterValidator(_without_controls), AfterValidator(_one_line)]

TypedPassword = Annotated[str, Field(max_length=LONGEST), AfterValidator(_without_controls)]

NewPassword = Annotated[TypedPassword, AfterValidator(_long_enough)]

Secret = Annotated[str, Field(max_length=256)]

Roles = Annotated[list[Role], Field(min_length=1, max_length=4)]

DepartmentIds = Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=200)]


class SignInRequest(BaseModel):
    email: TypedEmail
    password: TypedPassword


class PasswordRequest(BaseModel):
    current: TypedPassword
    new: NewPassword


class AcceptRequest(BaseModel):
    token: Secret
    password: NewPassword


class PersonRequest(BaseModel):
    email: Email
    name: Line
    roles: Roles
    departments: DepartmentIds = []


class PersonChanges(BaseModel):
    """What is absent stays as it is."""

    name: Line = ""
    roles: Roles = []
    departments: DepartmentIds = []
    active: StrictBool = True


class TokenRequest(BaseModel):
    """Without `roles` the token has all of its owner's; without `expires_in_days` it holds until it is deleted."""

    name: Line
    roles: Roles | None = None
    expires_in_days: Annotated[int, Field(ge=1, le=3_650)] | None = None
