"""Statistics of a report: distributions from counted values, and how sure a share is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

FEW = 20
"""Fewer cases than this say little: the page says so beside the figure."""

Z_95 = 1.959964


def wilson(hits: int, of: int) -> tuple[float, float] | None:
    """The 95 % interval of a share, by E. B. Wilson (1927). It stays within 0 and 1 and is right for few cases too."""
    if of == 0:
        return None
    share, square = hits / of, Z_95**2
    middle = share + square / (2 * of)
    reach = Z_95 * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = (middle - reach) / (1 + square / of), (middle + reach) / (1 + square / of)
    return max(0.0, low), min(1.0, high)


@dataclass(frozen=True, slots=True)
class Distribution:
    """Whole values and how often each occurs. Exact: nothing is put into classes."""

    counts: Mapping[int, int]

    @property
    def of(self) -> int:
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        return sum(value * count for value, count in self.counts.items()) / self.of if self.counts else None

    def percentile(self, share: float) -> int | None:
        """The smallest value that at least `share` of the values do not exceed."""
        wanted, seen = math.ceil(share * self.of), 0
        for value in sorted(self.counts):
            seen += self.counts[value]
            if seen >= wanted:
                return value
        return None
