"""Corrects wait estimates by how earlier ones turned out: if all were too early or late, later ones shift and widen.

The formula in `handoff.waits.estimate` knows the queue's length and the recent pace. It does not know that agents do
other things between two customers, or that the day is changing; then every range misses on the same side. So each range
is corrected by the latest ones with a known result. It is shifted by the median ratio of the true wait to the range's
middle. It is widened to what covered the intended share of them, as in split conformal prediction (Papadopoulos and
others, ECML 2002; Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005). It is never narrower than
the formula's.

The observations include some pseudo-observations that agree with the formula, so that a few real ones change little.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

from handoff.waits.estimate import SHARE

MOST_OBSERVED = 60
FEWEST_OBSERVED = 10

_BELIEVED = 20
"""How many observations the formula counts as."""

_AS_BELIEVED = tuple(
    abs(NormalDist().inv_cdf((n + 0.5) / _BELIEVED)) / NormalDist().inv_cdf((1 + SHARE) / 2) for n in range(_BELIEVED)
)
"""How far waits lie from the middle if the formula is right, in half-widths of its range."""


@dataclass(frozen=True, slots=True)
class ObservedWait:
    """A range from the formula, in seconds, and the true wait."""

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
    """`shift` multiplies the whole range, `widening` only its width."""

    shift: float = 1.0
    widening: float = 1.0

    def applied_to(self, low: float, high: float) -> tuple[int, int]:
        middle, half = self.shift * (low + high) / 2, self.shift * self.widening * (high - low) / 2
        return round(max(0.0, middle - half)), round(middle + half)


def correction_by(observed: Sequence[ObservedWait]) -> Correction:
    """Returns the correction. With too few observations, it changes nothing."""
    if len(observed) < FEWEST_OBSERVED:
        return Correction()
    shift = median([*(each.waited / each.middle for each in observed), *[1.0] * _BELIEVED])
    missed = [abs(each.waited - shift * each.middle) / max(shift * each.half, 1.0) for each in observed]
    ordered = sorted([*missed, *_AS_BELIEVED])
    covering = ordered[min(len(ordered), math.ceil(SHARE * (len(ordered) + 1))) - 1]
    return Correction(shift, max(1.0, covering))
