"""What the bot would do with questions at another target precision: plain counting, for the supervisors' Answers page.

No numpy here: `chat` counts stored decisions with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge_base.decision.decision import CLARIFY_AT, LEAST_CHOICE, TENTATIVE_AT

TARGET_PRECISIONS: Sequence[float] = tuple(number / 100 for number in range(50, 100))
"""Those that supervisors can choose from."""

WHATEVER_THE_THRESHOLD = frozenset({"sensitive_topic", "out_of_patience"})
"""Rules that hand over, however sure the bot is."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The part of a stored decision that another threshold could change."""

    rule: str
    probability: float
    among_three: float


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of all questions; they add up to 1, or to 0 if there are no questions."""

    answered: float = 0.0
    tentative: float = 0.0
    clarified: float = 0.0
    handed_over: float = 0.0

    def to_json(self) -> dict[str, Any]:
        return {name: round(getattr(self, name), 4) for name in self.__dataclass_fields__}


def action_at(weighed: Weighed, threshold: float) -> str:
    """As `decide` would, except for what the conversation adds: if it has just asked back, or was unsure."""
    if weighed.rule in WHATEVER_THE_THRESHOLD:
        return "handed_over"
    if weighed.probability >= threshold:
        return "answered"
    if weighed.probability >= TENTATIVE_AT:
        return "tentative"
    alternatives = weighed.among_three - weighed.probability >= LEAST_CHOICE
    return "clarified" if alternatives and weighed.among_three >= CLARIFY_AT else "handed_over"


def shares_at(decisions: Iterable[Weighed], threshold: float) -> Shares:
    actions = [action_at(weighed, threshold) for weighed in decisions]
    if not actions:
        return Shares()
    return Shares(*(actions.count(name) / len(actions) for name in Shares.__dataclass_fields__))
