"""Which agent a waiting handoff is offered to: a pure choice among those who could take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

Routing = Literal["pick", "least_busy", "longest_idle", "round_robin"]
"""How a department's handoffs find their agents; with `pick` nobody is offered anything, and everybody picks."""

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rules:
    """`capacity` is that of agents for whom nobody has set another; an offer stands for `offer_lasts`.

    `breather` is how long an agent is offered nothing after an abusive customer.
    """

    capacity: int
    offer_lasts: timedelta
    breather: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Offer:
    """An open offer of a handoff to an agent."""

    id: str
    handoff_id: str
    agent_id: str
    offered_at: datetime
    until: datetime

    def stands(self, now: datetime) -> bool:
        """Whether its time runs. One that would begin later was made before the clock was set back."""
        return self.offered_at <= now < self.until


@dataclass(frozen=True, slots=True)
class Candidate:
    """A present agent with room for one more.

    `passed` counts how often she let this handoff go by or gave it away herself; `given_at` is when something was
    offered to her or taken by her last, `busy_at` when she last had a conversation.
    """

    agent_id: str
    held: int
    passed: int = 0
    wanted: bool = False
    former: bool = False
    given_at: datetime = NEVER
    busy_at: datetime = NEVER


def choose(routing: Routing, candidates: Sequence[Candidate]) -> Candidate | None:
    """Who is next. Whoever let it go by comes after everybody else, but comes again: nobody is left out for good.

    Then whom a transfer names, then the agent whom the customer knows, then the department's way.
    """

    def order(candidate: Candidate) -> tuple[Any, ...]:
        first = candidate.passed, not candidate.wanted, not candidate.former
        return *first, *_way(routing, candidate), candidate.agent_id

    return min(candidates, key=order, default=None)


def _way(routing: Routing, candidate: Candidate) -> tuple[Any, ...]:
    if routing == "least_busy":
        return candidate.held, candidate.given_at
    if routing == "longest_idle":
        return candidate.held > 0, candidate.busy_at
    return (candidate.given_at,)
