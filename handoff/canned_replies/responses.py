"""Canned replies as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class CannedReplyBody(ResponseBody):
    """A titled text, inserted by typing `/` and its shortcut."""

    id: str
    shortcut: str
    title: str
    text: str
    updated_at: Moment
    updated_by: str
    folder: str
    department: str | None = Field(description="Only for its conversations; null for all.")
    personal: bool = Field(description="The caller's own; nobody else sees it.")


class CannedReplyListBody(ResponseBody):
    canned_replies: list[CannedReplyBody]


class FilledReplyBody(ResponseBody):
    """A canned reply with this customer's values filled in; the missing ones stay in braces."""

    id: str
    shortcut: str
    title: str
    text: str
    missing: list[str]


class FilledReplyListBody(ResponseBody):
    canned_replies: list[FilledReplyBody]
