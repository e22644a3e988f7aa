"""Chooses which agent a waiting handoff is offered to. Pure functions, without SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from staff.departments.department import Routing

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rules:
    """`capacity` is the default for agents who have none of their own. An offer is open for `offer_lasts`.

    `cooldown` is how long an agent gets no offers after an abusive customer. `match_within` is how long a handoff waits
    for a busy agent who has its language and skills. `overload` is the effort at which an agent counts as overloaded.
    """

    capacity: int
    offer_lasts: timedelta
    cooldown: timedelta = timedelta(0)
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
        """Returns whether the offer is still valid. If it starts in the future, the clock was set back."""
        return self.offered_at <= now < self.until


class Fit(NamedTuple):
    """How well an agent matches what a handoff needs: first the language, then how many of its skills."""

    speaks: bool = True
    skills: int = 0

    @property
    def level(self) -> tuple[bool, bool]:
        """What is worth waiting for: the language, and at least one skill. More skills only affect the order."""
        return self.speaks, self.skills > 0


ANY_FIT = Fit()


@dataclass(frozen=True, slots=True)
class AgentCandidate:
    """A present agent who serves the department. `room` is whether they have capacity for one more right now.

    `declined` counts how often they let an offer of this handoff lapse or gave it away. `given_at` is when they last
    got an offer or took a conversation. `busy_at` is when they last had a conversation.
    """

    agent_id: str
    held: int
    declined: int = 0
    wanted: bool = False
    former: bool = False
    given_at: datetime = NEVER
    busy_at: datetime = NEVER
    fit: Fit = ANY_FIT
    effort: float = 0.0
    room: bool = True


def choose(routing: Routing, candidates: Sequence[AgentCandidate], *, patient: bool = False) -> AgentCandidate | None:
    """Returns the agent who is next. Agents who declined it come last, but do come again: nobody is excluded for good.

    Then come, in this order: the agent named by a transfer, language and skills, the customer's previous agent, and the
    department's routing. A `patient` handoff waits for a better match who has no capacity right now; any other goes to
    an agent who has capacity.
    """

    def order(candidate: AgentCandidate) -> tuple[Any, ...]:
        lacks = not candidate.fit.speaks, -candidate.fit.skills
        first = candidate.declined, not candidate.wanted, *lacks, not candidate.former
        return *first, *_routing_order(routing, candidate), candidate.agent_id

    found = min((each for each in candidates if each.room), key=order, default=None)
    return None if found is not None and patient and _better_is_busy(found, candidates) else found


def _better_is_busy(found: AgentCandidate, candidates: Sequence[AgentCandidate]) -> bool:
    """Returns whether to wait for a busy agent who is a better match than `found`.

    It never waits if a transfer named `found`, nor for agents who declined more often.
    """
    return not found.wanted and any(
        not each.room and each.declined <= found.declined and each.fit.level > found.fit.level for each in candidates
    )


def _routing_order(routing: Routing, candidate: AgentCandidate) -> tuple[Any, ...]:
    if routing == "least_busy":
        return candidate.held, candidate.given_at
    if routing == "least_effort":
        return candidate.effort, candidate.given_at
    if routing == "longest_idle":
        return candidate.held > 0, candidate.busy_at
    return (candidate.given_at,)
