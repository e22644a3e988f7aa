"""How much a conversation asks of its agent, beyond being one: an upset customer, a hard topic."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from handoff.handoffs.handoff import Handoff

LEAST = 1
MOST = 3

LATELY = timedelta(minutes=30)
"""How long an upset customer counts after she has gone."""

AFTERWARDS = 0.5
"""What of her effort counts then."""

FEWEST = 5
"""Conversations on a topic below which nothing is concluded from how long they took."""

WELL_ABOVE = 1.5
"""How many times the department's usual handling time a topic takes that is hard."""


@dataclass(frozen=True, slots=True)
class Handled:
    """A conversation that an agent had, for how long and what it was about."""

    seconds: float
    topics: Sequence[str]


def effort_of(*, upset: bool, hard: bool) -> int:
    return LEAST + upset + hard


def asks_for(handoff: Handoff) -> dict[str, Any]:
    """What of a handoff decides who should have it, as staff read it."""
    return {
        "language": handoff.language,
        "skills": list(handoff.skills),
        "effort": effort_of(upset=handoff.upset, hard=handoff.hard),
        "upset": handoff.upset,
        "hard": handoff.hard,
    }


def takes_long(topics: Sequence[str], handled: Sequence[Handled]) -> bool:
    """Whether conversations on one of these topics took well above what is usual. Medians: one left open for a day
    says nothing.
    """
    if not topics or not handled:
        return False
    usual = median(each.seconds for each in handled)
    on: dict[str, list[float]] = defaultdict(list)
    for each in handled:
        for topic in each.topics:
            on[topic].append(each.seconds)
    return any(len(on[topic]) >= FEWEST and median(on[topic]) >= WELL_ABOVE * usual > 0 for topic in topics)
