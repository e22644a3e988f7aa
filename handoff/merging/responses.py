"""Conversations of one person, and where one of them goes on, as the API sends them."""

from pydantic import Field

from conversations.conversation import Status
from conversations.merges.merge import SamePersonBy
from kit.web.contract import Moment, NamedBody, ResponseBody


class SamePersonConversationBody(ResponseBody):
    """Another conversation of the same person."""

    id: str
    status: Status
    title: str | None = Field(description="The customer's first message, shortened.")
    customer: str | None = Field(description="The name that the host site has signed.")
    agent: NamedBody | None = Field(description="Who has it.")
    created_at: Moment
    updated_at: Moment
    by: SamePersonBy = Field(
        description="How it is known. With `identity` it is proven, and a merge leads the customer to the other one."
    )


class SamePersonBody(ResponseBody):
    """Open ones first, then the latest."""

    conversations: list[SamePersonConversationBody]


class ContinuedBody(ResponseBody):
    """The conversation in which this one goes on, and a token for it."""

    conversation_id: str
    token: str
