"""Open sign-ins as the API sends them."""

from typing import Literal

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class OpenSignInBody(ResponseBody):
    id: str
    device: str = Field(description="Browser and system, such as `Firefox · Linux`; empty if unknown.")
    method: Literal["password", "link", "provider"]
    created_at: Moment
    last_seen_at: Moment = Field(description="At most five minutes old.")
    expires_at: Moment
    current: bool = Field(description="Whether this is the sign-in that asks.")


class OpenSignInListBody(ResponseBody):
    sign_ins: list[OpenSignInBody]
