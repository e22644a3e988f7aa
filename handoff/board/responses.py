"""The live board as the API sends it."""

from pydantic import Field

from handoff.presence.responses import AgentPresenceBody
from handoff.queue.responses import QueueEntryBody
from handoff.timers.responses import ReachedTimerBody
from kit.web.contract import Moment, ResponseBody


class BoardConversationBody(ResponseBody):
    id: str
    customer: str | None
    unanswered_since: Moment | None
    snoozed_until: Moment | None


class BoardAgentBody(AgentPresenceBody):
    conversations: list[BoardConversationBody]
    effort: float
    overloaded: bool


class BoardBody(ResponseBody):
    """The desk at one moment."""

    at: Moment
    waiting: list[QueueEntryBody]
    longest_wait_since: Moment | None
    timers: list[ReachedTimerBody] = Field(description="Past their warning, broken ones first.")
    with_bot: int
    agents: list[BoardAgentBody]
