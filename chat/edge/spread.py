"""Spreads what one caller does in a burst, so that others pass between.

A limit says how many, not how close together: fifty reads in a row keep a process busy for a tenth of a second, and
everybody else waits as long. The rule is the one of a virtual schedule (ITU-T I.371, "generic cell rate algorithm"),
with a wait in place of a refusal.
"""

import time
from collections.abc import Callable

from chat.edge.limit_table import Limit


class Spread:
    """When the next one of each key may pass. Each process spreads by itself."""

    SWEEP_SECONDS = 10.0

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._next_at: dict[str, float] = {}
        self._sweep_at = 0.0

    def __len__(self) -> int:
        return len(self._next_at)

    def wait(self, key: str, limit: Limit) -> float:
        """Reserves the next place for this key and returns the seconds until it comes; 0.0 for the first `at_once`.

        Call it only for what the limit has accepted: so nobody waits longer than the limit's own period.
        """
        if not limit.times or limit.at_once is None:
            return 0.0
        now, apart = self._now(), limit.seconds / limit.times
        self._sweep(now)
        next_at = max(now, self._next_at.get(key, now))
        self._next_at[key] = next_at + apart
        return max(0.0, next_at - (limit.at_once - 1) * apart - now)

    def _sweep(self, now: float) -> None:
        if now < self._sweep_at:
            return
        self._sweep_at = now + self.SWEEP_SECONDS
        for key in [key for key, next_at in self._next_at.items() if next_at <= now]:
            del self._next_at[key]
