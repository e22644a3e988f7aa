"""Mentions as the API sends them."""

from kit.web.contract import Moment, NamedBody, ResponseBody


class ColleagueListBody(ResponseBody):
    """Who can be mentioned in a conversation."""

    colleagues: list[NamedBody]


class MentionBody(ResponseBody):
    """A note that mentions the caller."""

    id: str
    conversation_id: str
    customer: str | None
    seq: int
    by: str
    text: str
    created_at: Moment
    read: bool


class MentionListBody(ResponseBody):
    """Unread first."""

    mentions: list[MentionBody]
