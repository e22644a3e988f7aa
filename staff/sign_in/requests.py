"""The request bodies of signing in. Lengths and characters are checked here, before any password is hashed."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError

from kit.passwords import LONGEST, SHORTEST
from kit.web.request_fields import Line, TypedEmail, without_controls
from staff.people.requests import Roles


def _long_enough(value: str) -> str:
    if len(value) < SHORTEST:
        raise PydanticCustomError(
            "baton.too_short", "A password must have at least {limit} characters.", {"limit": SHORTEST}
        )
    return value


TypedPassword = Annotated[str, Field(max_length=LONGEST), AfterValidator(without_controls)]

NewPassword = Annotated[TypedPassword, AfterValidator(_long_enough)]

Secret = Annotated[str, Field(max_length=256)]


class SignInRequest(BaseModel):
    email: TypedEmail
    password: TypedPassword


class SecondStepRequest(BaseModel):
    """`code` is one of the app, or a recovery code."""

    ticket: Annotated[str, Field(max_length=1_000)]
    code: Annotated[str, Field(min_length=1, max_length=64), AfterValidator(without_controls)]


class PasswordRequest(BaseModel):
    current: TypedPassword
    new: NewPassword


class AcceptRequest(BaseModel):
    token: Secret
    password: NewPassword


class TokenRequest(BaseModel):
    """Without `roles`, the token has all of its owner's. Without `expires_in_days`, it is valid until it is deleted."""

    name: Line
    roles: Roles | None = None
    expires_in_days: Annotated[int, Field(ge=1, le=3_650)] | None = None
