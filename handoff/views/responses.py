"""Conversations as the API sends them. `handoff.views.conversation` builds the bodies."""

from typing import Literal

from pydantic import Field

from conversations.conversation import Status, Visibility
from conversations.responses import AuthorBody
from handoff.handoffs.handoff import HandoffReason
from handoff.offers.responses import RequirementsBody
from handoff.queue.responses import QueueStateBody
from handoff.resolutions.responses import ResolutionBody
from handoff.timers.responses import TimerBody
from kit.web.contract import Moment, NamedBody, ResponseBody, absent, example
from staff.departments.responses import OfferedDepartmentBody


class ConversationAgentBody(ResponseBody):
    name: str


class ConversationBody(ResponseBody):
    """A conversation as its customer sees it."""

    model_config = example(
        id="conv_1",
        status="queued",
        last_seq=4,
        queue={
            "position": 1,
            "wait_seconds": [30, 90],
            "agents_available": 2,
            "long_wait": False,
            "closes_at": None,
            "time_zone": None,
            "opens_at": None,
        },
        agent=None,
        exits=["wait", "leave_contact", "back_to_bot"],
        departments=[],
    )

    id: str
    status: Status
    last_seq: int
    queue: QueueStateBody | None = Field(description="Null unless the status is `queued`.")
    agent: ConversationAgentBody | None
    exits: list[Literal["wait", "leave_contact", "back_to_bot"]] = absent("While queued: what the customer can do.")
    departments: list[OfferedDepartmentBody] = absent("While queued: the departments to choose from.")
    continues_elsewhere: bool = absent("True if it goes on in another one of theirs: `POST …/continue` leads there.")


class HandoffFactsBody(RequirementsBody):
    """The latest handoff of a conversation."""

    id: str
    reason: HandoffReason
    note: str | None
    priority: int
    waiting_since: Moment
    language_matched: bool | None = Field(description="Whether its agent speaks the customer's language.")


class LeftDraftBody(ResponseBody):
    """The text that the previous agent had not sent."""

    agent: NamedBody
    text: str
    drafted_at: Moment


class SeenBody(ResponseBody):
    """The last message that the customer has seen, and when they first saw it."""

    seq: int
    at: Moment


class StaffConversationBody(ConversationBody):
    """A conversation as staff see it."""

    agent_id: str | None
    snoozed_until: Moment | None
    tags: list[str] = Field(description="In the order in which they were given.")
    resolution: ResolutionBody | None = Field(description="The latest resolution by an agent.")
    left_draft: LeftDraftBody | None
    customer: str | None = Field(description="The name that the host site has signed.")
    department: str | None
    locale: str | None
    language: str | None = Field(description="What the customer writes, otherwise their widget's, such as `nl`.")
    page_url: str | None
    created_at: Moment
    updated_at: Moment
    handoff: HandoffFactsBody | None
    timers: list[TimerBody] = Field(description="First due first.")
    merged_into: str | None = Field(description="The conversation in which this one goes on.")
    seen: SeenBody | None = Field(description="Null if no client of the customer has reported it.")


class LastMessageBody(ResponseBody):
    seq: int
    text: str
    author: AuthorBody
    visibility: Visibility
    created_at: Moment


class SearchMatchBody(ResponseBody):
    seq: int
    text: str


class ListedConversationBody(StaffConversationBody):
    """A conversation in a list."""

    title: str | None = Field(description="The customer's first message, shortened.")
    last_message: LastMessageBody | None
    match: SearchMatchBody | None = Field(description="The part that matched a search.")


class ConversationPageBody(ResponseBody):
    """Newest first."""

    conversations: list[ListedConversationBody]
    next: str | None = Field(description="The cursor of the next page; null on the last one.")
