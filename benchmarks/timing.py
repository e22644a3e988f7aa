"""Numbers drawn from many measurements: percentiles, and ratios of rounds that were measured next to each other."""

import math
import statistics
from collections.abc import Sequence

MILLISECONDS = 1000.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed: one that was really measured."""
    if not values:
        raise ValueError("there is no percentile of nothing")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def ratio_of_rounds(values: Sequence[float], references: Sequence[float]) -> float:
    """The median of each round's own ratio, so that a minute in which the machine was busy counts once and for both."""
    return median([value / reference for value, reference in zip(values, references, strict=True)])
