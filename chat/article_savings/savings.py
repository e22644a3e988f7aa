"""Minutes saved = conversations that the article settled x the median time of an agent's conversation.

It is an upper estimate, and the page says so: some of these customers would have asked nobody. A conversation that
several articles settled counts for each in equal shares, so that the articles' sum is no more than the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FEWEST_CONVERSATIONS = 20
"""Of agents; with fewer a median says nothing."""


@dataclass(frozen=True, slots=True)
class Savings:
    """`minutes` and `conversation_minutes` are None while agents had too few conversations."""

    settled: float
    agents_conversations: int
    conversation_minutes: float | None
    minutes: int | None


def savings(shared_among: Sequence[int], agents_seconds: Sequence[int]) -> Savings:
    """`shared_among` is, for each settled conversation, the number of articles that settled it."""
    settled = round(sum(1 / count for count in shared_among), 1)
    if len(agents_seconds) < FEWEST_CONVERSATIONS:
        return Savings(settled, len(agents_seconds), None, None)
    each = round(median(agents_seconds) / 60, 1)
    return Savings(settled, len(agents_seconds), each, round(settled * each))
