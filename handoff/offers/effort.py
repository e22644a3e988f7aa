"""How much effort a conversation takes: 1, and more for an upset customer or a hard topic."""

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
"""How long an upset customer still counts after their conversation has ended."""

AFTERWARDS = 0.5
"""The share of the effort that counts during that time."""

FEWEST = 5
"""With fewer conversations on a topic, nothing is concluded from how long they took."""

WELL_ABOVE = 1.5
"""A topic is hard if it takes this many times the department's usual handling time."""


@dataclass(frozen=True, slots=True)
class Handled:
    """A finished conversation of an agent: how long it took and what it was about."""

    seconds: float
    topics: Sequence[str]


def effort_of(*, upset: bool, hard: bool) -> int:
    return LEAST + upset + hard


def requirements_of(handoff: Handoff) -> dict[str, Any]:
    """Returns what decides which agent should get the handoff, as staff see it."""
    return {
        "language": handoff.language,
        "skills": list(handoff.skills),
        "effort": effort_of(upset=handoff.upset, hard=handoff.hard),
        "upset": handoff.upset,
        "hard": handoff.hard,
    }


def takes_long(topics: Sequence[str], handled: Sequence[Handled]) -> bool:
    """Returns whether one of these topics usually takes much longer than others.

    It compares medians, so that one conversation left open for a day changes nothing.
    """
    if not topics or not handled:
        return False
    usual = median(each.seconds for each in handled)
    on: dict[str, list[float]] = defaultdict(list)
    for each in handled:
        for topic in each.topics:
            on[topic].append(each.seconds)
    return any(len(on[topic]) >= FEWEST and median(on[topic]) >= WELL_ABOVE * usual > 0 for topic in topics)
