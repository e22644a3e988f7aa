"""Second factors as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody
from staff.people.person import Role


class SecondFactorBody(ResponseBody):
    enabled: bool
    since: Moment | None
    recovery_codes_left: int
    required: bool = Field(description="Whether a role of the person must have a second factor.")


class EnrolmentBody(ResponseBody):
    """What an app needs. It is sent once."""

    secret: str = Field(description="In base 32, to be typed in.")
    address: str = Field(description="The same as an `otpauth:` address.")
    qr: str = Field(description="The same as a QR code: an SVG image as a `data:` address.")


class RecoveryCodesBody(ResponseBody):
    """The only response that contains them."""

    recovery_codes: list[str]


class SignInRulesBody(ResponseBody):
    second_factor_roles: list[Role] = Field(description="Roles whose people must have a second factor.")
