"""The customer panel as the API sends it."""

from typing import Literal

from pydantic import Field

from conversations.conversation import Status
from conversations.customer_records.responses import ContactBody, CustomerRecordBody
from handoff.resolutions.service import ResolutionOutcome
from kit.web.contract import Moment, ResponseBody, absent


class IdentityBody(ResponseBody):
    """What the host site has signed about the customer; empty for an anonymous customer."""

    id: str | None = absent()
    name: str | None = absent()
    email: str | None = absent()


class OrderBody(ResponseBody):
    number: str
    state: str
    detail: str
    placed_at: Moment


class RatingFactsBody(ResponseBody):
    """What the customer thought of a conversation, from 1 to 5."""

    score: int
    comment: str | None
    created_at: Moment


class PastConversationBody(ResponseBody):
    id: str
    status: Status
    created_at: Moment
    title: str | None = Field(description="The customer's first message, shortened.")
    outcome: ResolutionOutcome | None = Field(description="As the agent saw it.")
    rating: RatingFactsBody | None


class CustomerBody(ResponseBody):
    """What agents see about the customer beside a conversation."""

    identity: IdentityBody
    verified: bool
    contact: ContactBody | None
    page_url: str | None
    locale: str | None
    language: str | None = Field(description="What the customer writes, otherwise their widget's, such as `nl`.")
    rating: RatingFactsBody | None = Field(description="Of this conversation.")
    past: list[PastConversationBody]
    unavailable: list[Literal["orders", "record"]] = Field(description="The parts that could not be loaded.")
    orders: list[OrderBody]
    record: CustomerRecordBody | None = Field(description="Null if it could not be loaded.")
