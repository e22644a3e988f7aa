"""How long this process's turns take, as a histogram in the Prometheus text format.

The bot imports no other room, so this is the one histogram that is written here and not in `kit.measures`.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from itertools import accumulate

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
NAME = "baton_bot_turn_seconds"
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
OUTCOMES = ("ok", "refused", "failed")

TRACEPARENT, REPORTED = "traceparent", "Baton-Span"


def report_span(asked: Mapping[str, str], answered: MutableMapping[str, str], began: int) -> None:
    """Tells a caller who traces this turn when it began and how long it took, in nanoseconds. The caller sends it on:
    this process reaches no network.
    """
    if TRACEPARENT in asked:
        answered[REPORTED] = f"{began} {time.time_ns() - began}"


class TurnTimes:
    """All turns run on one thread, so nothing is locked."""

    def __init__(self) -> None:
        self._counts = {outcome: [0] * (len(BOUNDS) + 1) for outcome in OUTCOMES}
        self._totals = dict.fromkeys(OUTCOMES, 0.0)

    @contextmanager
    def measured(self) -> Iterator[list[int]]:
        """Measures the block. The block appends the status of its answer; without one it counts as failed."""
        began = time.perf_counter()
        status: list[int] = []
        try:
            yield status
        finally:
            code = status[0] if status else 500
            self._observe(time.perf_counter() - began, "ok" if code < 400 else "refused" if code < 500 else "failed")

    def _observe(self, seconds: float, outcome: str) -> None:
        self._counts[outcome][bisect_left(BOUNDS, seconds)] += 1
        self._totals[outcome] += seconds

    def text(self, *, ready: bool) -> str:
        lines = [
            f"# HELP {NAME} How long the dialogue took for one call of chat.",
            f"# TYPE {NAME} histogram",
        ]
        ends = [*(f"{bound:.10g}" for bound in BOUNDS), "+Inf"]
        for outcome, counts in self._counts.items():
            label, sums = f'outcome="{outcome}"', list(accumulate(counts))
            lines += [f'{NAME}_bucket{{{label},le="{end}"}} {count}' for end, count in zip(ends, sums, strict=True)]
            lines += [f"{NAME}_sum{{{label}}} {self._totals[outcome]:.10g}", f"{NAME}_count{{{label}}} {sums[-1]}"]
        lines += [
            "# HELP baton_bot_ready 1 once the model answers, else 0.",
            "# TYPE baton_bot_ready gauge",
            f"baton_bot_ready {int(ready)}",
        ]
        return "\n".join(lines) + "\n"
