"""A customer's place in the queue, as a value: how many are in front, and how long it may take."""

from dataclasses import dataclass
from typing import Any

from handoff.waits.closing import Closing
from handoff.waits.estimate import LONG_WAIT_SECONDS
from kit.clock import to_text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a customer stands in the queue; `wait_seconds` is an honest range or None where nothing is known.

    `closing` is there where her department may close before anybody gets to her. `by_formula` is the range before
    it was corrected by what came of earlier ones.
    """

    position: int
    wait_seconds: tuple[int, int] | None
    agents_available: int
    closing: Closing | None = None
    by_formula: tuple[int, int] | None = None

    @property
    def long_wait(self) -> bool:
        """Whether she is offered the other ways because of the wait alone."""
        return self.wait_seconds is not None and self.wait_seconds[1] > LONG_WAIT_SECONDS

    def body(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "wait_seconds": list(self.wait_seconds) if self.wait_seconds else None,
            "agents_available": self.agents_available,
            "long_wait": self.long_wait,
            "closes_at": to_text(self.closing.at) if self.closing else None,
            "time_zone": self.closing.time_zone if self.closing else None,
        }
