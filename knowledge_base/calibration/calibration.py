"""From evidence to a probability, and from a target precision to a threshold.

A logistic regression over a few features gives the probability that the best article answers. Its weights are pulled
towards those of earlier knowledge bases (`prior_weights`), so a small one starts sensibly and a large one follows its
own data. A second regression gives the probability that a right article is among the first three: that is the value of
asking back.

The threshold reaches the target precision ("of 100 answers at most 5 are wrong") on new questions, and not by too much:
a target of .90 that is met at .98 leaves customers without answers. So each probability comes from a fit that has not
seen the question's article. The share of right answers above a cut is what the probabilities expect, moved towards what
was seen. Questions about one article count as fewer than they are, because they fail together.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

from knowledge_base.calibration.curve import Bin, Cut
from knowledge_base.calibration.regression import linear, sigmoid
from knowledge_base.decision.target_precision import Shares

NEVER = 1.01  # a threshold that no probability reaches


@dataclass(frozen=True)
class Calibration:
    """Fitted weights (bias first) and the curve that turns a target precision into a threshold."""

    answer: tuple[float, ...]
    among_three: tuple[float, ...]
    curve: tuple[Cut, ...]
    questions: int
    source: str
    topics: str = ""  # the name of the topics it was fitted with
    outcomes: int = 0  # number of labels from use when it was fitted
    reliability: tuple[Bin, ...] = ()
    clarified_at_most: float = 0.0  # share for which the bot would ask back if it answered nothing
    tentative_at_most: float = 0.0  # and share that would be shown as a guess

    @cached_property
    def id(self) -> str:
        """Named by its content: a decision that names its calibration can be repeated."""
        return hashlib.sha256(json.dumps(self.as_dict(), sort_keys=True).encode()).hexdigest()[:12]

    def probability(self, row: Sequence[float]) -> float:
        return sigmoid(linear(self.answer, row))

    def probability_among_three(self, row: Sequence[float]) -> float:
        """Never below the probability of the best one alone, which is one of the three."""
        return max(self.probability(row), sigmoid(linear(self.among_three, row)))

    def threshold(self, target_precision: float) -> float:
        """The lowest cut where it and every cut above it are expected to reach it; NEVER if the first fails."""
        threshold = NEVER
        for cut in self._kept(target_precision):
            threshold = cut.threshold
        return threshold

    def shares(self, target_precision: float) -> Shares:
        """What would have happened to the questions that it was made from."""
        kept = self._kept(target_precision)
        if not self.curve:
            return Shares()
        answered = kept[-1].coverage if kept else 0.0
        tentative = kept[-1].tentative if kept else self.tentative_at_most
        clarified = kept[-1].clarified if kept else self.clarified_at_most
        return Shares(answered, tentative, clarified, 1 - answered - tentative - clarified)

    def _kept(self, target_precision: float) -> list[Cut]:
        return list(takewhile(lambda cut: cut.counted_on >= target_precision, self.curve))

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "Calibration":
        curve = tuple(Cut(**cut) for cut in raw["curve"])
        return cls(
            tuple(raw["answer"]),
            tuple(raw["among_three"]),
            curve,
            raw["questions"],
            raw["source"],
            raw.get("topics", ""),
            raw.get("outcomes", 0),
            tuple(Bin(**one) for one in raw.get("reliability", ())),
            raw.get("clarified_at_most", 0.0),
            raw.get("tentative_at_most", 0.0),
        )
