"""Follow-ups as the API sends them."""

from pydantic import Field

from conversations.conversation import Status
from handoff.follow_ups.follow_up import Kind, State
from kit.web.contract import Moment, NamedBody, ResponseBody


class FollowUpBody(ResponseBody):
    """Something to come back to."""

    id: str
    conversation_id: str
    kind: Kind
    note: str
    email: str | None
    phone: str | None
    agent: NamedBody | None
    due_at: Moment
    due: bool = Field(description="Whether it is open and its time has come.")
    state: State
    created_at: Moment
    closed_at: Moment | None
    closed_by: str | None


class ListedFollowUpBody(FollowUpBody):
    customer: str | None
    status: Status = Field(description="The conversation's.")


class FollowUpPageBody(ResponseBody):
    follow_ups: list[ListedFollowUpBody]
    next: str | None
