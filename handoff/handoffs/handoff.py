"""The values of a handoff: why, how urgent, and what the customer is told of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from handoff.offers.effort import effort_of
from handoff.waits.closing import Closing
from handoff.waits.estimate import LONG_WAIT_SECONDS
from kit.clock import to_text

State = Literal["waiting", "taken", "cancelled", "closed"]

REASONS: Mapping[str, int] = {
    "asked_for_person": 0,
    "nothing_found": 0,
    "contradictory": 0,
    "out_of_scope": 0,
    "repeated_misunderstanding": 1,
    "bot_unavailable": 1,
    "follow_up": 1,
    "frustration": 2,
    "sensitive_topic": 3,
}
"""Each reason's code with the priority it gives; higher waits in front."""

EXITS = ("wait", "leave_contact", "back_to_bot")
"""What a waiting customer can always do instead, so that no queue is a dead end."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A request that a person take over, with what was found of it when it was queued last.

    `skills` are those that its `topics` call for, each with `id` and `name`; `language_matched` is whether the agent
    who has it speaks its language.
    """

    id: str
    conversation_id: str
    reason: str
    note: str | None
    department_id: str | None
    wanted_agent_id: str | None
    priority: int
    state: State
    agent_id: str | None
    agent_name: str | None
    requested_at: datetime
    waiting_since: datetime
    taken_at: datetime | None
    closed_at: datetime | None
    language: str | None = None
    topics: Sequence[str] = ()
    skills: Sequence[Mapping[str, str]] = ()
    upset: bool = False
    hard: bool = False
    language_matched: bool | None = None

    @property
    def effort(self) -> int:
        return effort_of(upset=self.upset, hard=self.hard)

    def asks_for(self) -> dict[str, Any]:
        """What of it decides who should have it, as staff read it."""
        return {
            "language": self.language,
            "skills": list(self.skills),
            "effort": self.effort,
            "upset": self.upset,
            "hard": self.hard,
        }


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """What an agent had begun to write when the conversation left her."""

    agent_id: str
    agent_name: str
    text: str
    drafted_at: datetime


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
