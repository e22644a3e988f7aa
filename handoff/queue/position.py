"""A customer's queue position: how many customers are ahead, and how long the wait may be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handoff.waits.closing import ClosingTime
from handoff.waits.estimate import LONG_WAIT_SECONDS
from kit.clock import to_text


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """A customer's position in the queue. `wait_seconds` is the expected range, or None if it cannot be estimated.

    `closing` is set if the department may close before an agent accepts. `by_formula` is the range before it was
    corrected by how earlier estimates turned out. `opens` is when the department opens, if it is closed now.
    """

    position: int
    wait_seconds: tuple[int, int] | None
    agents_available: int
    closing: ClosingTime | None = None
    by_formula: tuple[int, int] | None = None
    opens: datetime | None = None

    @property
    def long_wait(self) -> bool:
        """Whether the wait is long enough to offer the customer other options."""
        return self.wait_seconds is not None and self.wait_seconds[1] > LONG_WAIT_SECONDS

    def body(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "wait_seconds": list(self.wait_seconds) if self.wait_seconds else None,
            "agents_available": self.agents_available,
            "long_wait": self.long_wait,
            "closes_at": to_text(self.closing.at) if self.closing else None,
            "time_zone": self.closing.time_zone if self.closing else None,
            "opens_at": to_text(self.opens) if self.opens else None,
        }
