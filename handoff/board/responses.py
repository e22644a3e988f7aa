"""The live board as the API sends it."""

from pydantic import Field

from handoff.presence.responses import AgentPresenceBody
from handoff.queue.responses import QueueEntryBody
from handoff.timers.responses import ReachedTimerBody
from kit.web.contract import Moment, ResponseBody


class HourBody(ResponseBody):
    """One hour of the desk. A wait counts in the hour in which it ended."""

    since: Moment
    requested: int
    accepted: int
    wait_seconds: int | None = Field(description="The median of those who were accepted.")
    closed: int


class DeskHoursBody(ResponseBody):
    """The last 24 hours, the current one last."""

    hours: list[HourBody]


class SteeredBody(ResponseBody):
    """A waiting handoff after a change."""

    handoff_id: str
    conversation_id: str
    department: str | None
    wanted_agent_id: str | None
    priority: int


class BoardConversationBody(ResponseBody):
    id: str
    customer: str | None
    unanswered_since: Moment | None
    snoozed_until: Moment | None


class BoardAgentBody(AgentPresenceBody):
    since: Moment | None = Field(description="When they set this state; null if they never did, or it has run out.")
    at_most: int = Field(description="How many conversations they take.")
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
