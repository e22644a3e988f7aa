"""Counts how long things take in this process, for a monitoring system: cheap enough for every transaction.

A label has only values that were declared. Whatever else comes is counted as `other`, so neither a customer's data nor
an endless list of addresses can get into the metrics.
"""

import threading
import time
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain

from kit.measures.prometheus_text import Distribution, Labels, Observed

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Bounds for what a process does: from a statement in memory to the longest time-out."""

OTHER = "other"


class Histogram:
    """Any thread may observe. The values are those of this process since its start."""

    def __init__(
        self,
        name: str,
        meaning: str,
        labels: Mapping[str, Collection[str]] | None = None,
        *,
        bounds: tuple[float, ...] = SECONDS,
    ) -> None:
        self.name = name
        self.meaning = meaning
        self.labels = {label: frozenset(values) for label, values in (labels or {}).items()}
        self._bounds = bounds
        self._lock = threading.Lock()
        self._counts: dict[tuple[str, ...], list[int]] = {}
        self._totals: dict[tuple[str, ...], float] = {}

    def observe(self, value: float, *labels: str) -> None:
        """`labels` are the values of the declared labels, in their order."""
        place = bisect_left(self._bounds, value)
        with self._lock:
            counts = self._counts.get(labels)
            if counts is None:
                labels = self._declared(labels)
                counts = self._counts.setdefault(labels, [0] * (len(self._bounds) + 1))
            counts[place] += 1
            self._totals[labels] = self._totals.get(labels, 0.0) + value

    @contextmanager
    def timing(self, *labels: str) -> Iterator[None]:
        """Observes how many seconds the block took, also if it failed."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.observe(time.perf_counter() - began, *labels)

    def read(self, *also: tuple[str, str]) -> Distribution:
        """What was observed until now. `also` are further labels of every value, such as the process."""
        with self._lock:
            found = {labels: Observed(tuple(counts), self._totals[labels]) for labels, counts in self._counts.items()}
        named = {self._named(labels, also): observed for labels, observed in sorted(found.items())}
        return Distribution(self.name, self.meaning, self._bounds, named)

    def _declared(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        pairs = zip(labels, self.labels.values(), strict=True)
        return tuple(value if value in values else OTHER for value, values in pairs)

    def _named(self, labels: tuple[str, ...], also: Collection[tuple[str, str]]) -> Labels:
        return tuple(chain(zip(self.labels, labels, strict=True), also))
