"""The queue as the API sends it."""

from pydantic import Field

from handoff.handoffs.handoff import HandoffReason
from handoff.offers.responses import OfferBody, RequirementsBody
from handoff.timers.responses import TimerBody
from kit.web.contract import Moment, ResponseBody, example
from staff.departments.department import Routing


class QueueStateBody(ResponseBody):
    """A customer's position in the queue."""

    position: int
    wait_seconds: tuple[int, int] | None = Field(description="The expected range; null if it cannot be estimated.")
    agents_available: int
    long_wait: bool = Field(description="The wait is so long that other ways are offered.")
    closes_at: Moment | None = Field(description="When the department closes, if the customer may still wait then.")
    time_zone: str | None
    opens_at: Moment | None = Field(description="When the department opens; null while it is open.")


class QueueEntryBody(RequirementsBody):
    """A handoff that waits. Unless `routing` is `pick`, only the agent of the offer is alerted."""

    handoff_id: str
    conversation_id: str
    reason: HandoffReason
    note: str | None
    department: str | None
    wanted_agent_id: str | None
    priority: int
    waiting_since: Moment
    routing: Routing
    offer: OfferBody | None
    timers: list[TimerBody] = Field(description="First due first.")
    tags: list[str]
    customer: str | None = Field(description="The name that the host site has signed.")
    title: str | None = Field(description="The customer's first message, shortened.")
    also_waiting: list[str] = Field(description="Other conversations in which the same person waits.")


class QueueListBody(ResponseBody):
    """Everybody who waits, in serving order."""

    model_config = example(
        queue=[
            {
                "handoff_id": "ho_1",
                "conversation_id": "conv_1",
                "reason": "asked_for_person",
                "note": None,
                "department": None,
                "wanted_agent_id": None,
                "priority": 0,
                "waiting_since": "2030-03-04T09:00:00.000Z",
                "routing": "pick",
                "offer": None,
                "language": "en",
                "skills": [],
                "effort": 1,
                "upset": False,
                "hard": False,
                "timers": [],
                "tags": [],
                "customer": "Mara Janssens",
                "title": "Where is my order?",
                "also_waiting": [],
            }
        ],
        total=1,
        next=None,
    )

    queue: list[QueueEntryBody] = Field(description="At most a thousand of them.")
    total: int = Field(description="How many wait, also beyond those in the list.")
    next: str | None = Field(description="`cursor` for those behind; null on the last page.")
