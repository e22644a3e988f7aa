"""Which agent a waiting handoff is offered to: a pure choice among those who could take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from staff.departments.department import Routing

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rules:
    """`capacity` is that of agents for whom nobody has set another; an offer stands for `offer_lasts`.

    `breather` is how long an agent is offered nothing after an abusive customer, `match_within` how long a handoff
    waits for somebody busy who has its language and skills, `overload` the effort from which on an agent has too much.
    """

    capacity: int
    offer_lasts: timedelta
    breather: timedelta = timedelta(0)
    match_within: timedelta = timedelta(seconds=60)
    overload: float = 8


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


class Fit(NamedTuple):
    """How far an agent has what a handoff needs; the language first, then the more of its skills the better."""

    speaks: bool = True
    skills: int = 0

    @property
    def level(self) -> tuple[bool, bool]:
        """What is worth waiting for: the language, and any of the skills. The rest only decides who comes first."""
        return self.speaks, self.skills > 0


ANY_FIT = Fit()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A present agent who serves the department; `room` is whether she could take one more at this moment.

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
    fit: Fit = ANY_FIT
    effort: float = 0.0
    room: bool = True


def choose(routing: Routing, candidates: Sequence[Candidate], *, patient: bool = False) -> Candidate | None:
    """Who is next. Whoever let it go by comes after everybody else, but comes again: nobody is left out for good.

    Then whom a transfer names, then who has the language and the skills, then the agent whom the customer knows, then
    the department's way. A `patient` handoff waits for who is better suited and has no room just now; one that is not
    goes to anybody who has.
    """

    def order(candidate: Candidate) -> tuple[Any, ...]:
        lacks = not candidate.fit.speaks, -candidate.fit.skills
        first = candidate.passed, not candidate.wanted, *lacks, not candidate.former
        return *first, *_way(routing, candidate), candidate.agent_id

    found = min((each for each in candidates if each.room), key=order, default=None)
    return None if found is not None and patient and _better_is_busy(found, candidates) else found


def _better_is_busy(found: Candidate, candidates: Sequence[Candidate]) -> bool:
    """A colleague's own choice is waited behind nobody, and nobody waits for who let it go by more often."""
    return not found.wanted and any(
        not each.room and each.passed <= found.passed and each.fit.level > found.fit.level for each in candidates
    )


def _way(routing: Routing, candidate: Candidate) -> tuple[Any, ...]:
    if routing == "least_busy":
        return candidate.held, candidate.given_at
    if routing == "least_effort":
        return candidate.effort, candidate.given_at
    if routing == "longest_idle":
        return candidate.held > 0, candidate.busy_at
    return (candidate.given_at,)
