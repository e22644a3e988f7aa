"""Statistics of many measurements: percentiles, and ratios of rounds measured next to each other."""

import math
import statistics
from collections.abc import Sequence

MILLISECONDS = 1000.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest measured value that at least `share` of the values do not exceed."""
    if not values:
        raise ValueError("there is no percentile of an empty list")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def ratio_of_rounds(values: Sequence[float], references: Sequence[float]) -> float:
    """The median of the rounds' own ratios, so that a minute with a busy machine counts once and for both sides."""
    return median([value / reference for value, reference in zip(values, references, strict=True)])
