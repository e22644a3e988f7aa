"""What came of the ranges that were told: when all were too early or too late, the next ones are moved and widened.

The formula of `handoff.waits.estimate` knows the queue's length and the pace of the last hours. It does not know that
agents do other things between two customers, or that a day is turning: then every range misses on the same side. So
each is corrected by the last ones whose end is known: moved by the median of true wait to told middle, and widened to
what covered the promised share of them, as split conformal prediction does (Papadopoulos and others, ECML 2002; Vovk,
Gammerman and Shafer, Algorithmic Learning in a Random World, 2005). It is never narrower than the formula.

A little of the formula's own belief stands among the observations, so that few of them change little.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

from handoff.waits.estimate import SHARE

MOST_OBSERVED = 60
FEWEST_OBSERVED = 10

_BELIEVED = 20
"""As how many observations the formula counts."""

_AS_BELIEVED = tuple(
    abs(NormalDist().inv_cdf((n + 0.5) / _BELIEVED)) / NormalDist().inv_cdf((1 + SHARE) / 2) for n in range(_BELIEVED)
)
"""How far from the middle waits lie if the formula is right, in halves of its range."""


@dataclass(frozen=True, slots=True)
class CameTrue:
    """A range of the formula, in seconds, and the wait that it was of."""

    low: float
    high: float
    waited: float

    @property
    def middle(self) -> float:
        return max((self.low + self.high) / 2, 1.0)

    @property
    def half(self) -> float:
        return max((self.high - self.low) / 2, 1.0)


@dataclass(frozen=True, slots=True)
class Correction:
    """`shift` multiplies a range, `widening` its width alone."""

    shift: float = 1.0
    widening: float = 1.0

    def applied_to(self, low: float, high: float) -> tuple[int, int]:
        middle, half = self.shift * (low + high) / 2, self.shift * self.widening * (high - low) / 2
        return round(max(0.0, middle - half)), round(middle + half)


def correction_by(observed: Sequence[CameTrue]) -> Correction:
    """None at all where too few have come true."""
    if len(observed) < FEWEST_OBSERVED:
        return Correction()
    shift = median([*(each.waited / each.middle for each in observed), *[1.0] * _BELIEVED])
    missed = [abs(each.waited - shift * each.middle) / max(shift * each.half, 1.0) for each in observed]
    ordered = sorted([*missed, *_AS_BELIEVED])
    covering = ordered[min(len(ordered), math.ceil(SHARE * (len(ordered) + 1))) - 1]
    return Correction(shift, max(1.0, covering))
