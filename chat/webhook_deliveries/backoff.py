"""When a delivery that was not taken is tried again: at once, then ever more rarely, for about three days."""

import random
from datetime import timedelta

PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 72_000, 86_400)
)
"""After the first failed attempt, after the second, …: 71 hours and 42 minutes in all. Then it is given up."""

JITTER = 0.2
"""How far a pause may be off, so that what failed together is not tried together."""

LONGEST_ASKED = timedelta(days=1)


def pause_after(tries: int, asked: timedelta | None, chance: random.Random) -> timedelta | None:
    """The pause after this many failed attempts; None: give up. `asked` is what the receiver wants (`Retry-After`)."""
    if tries > len(PAUSES):
        return None
    pause = PAUSES[tries - 1] * chance.uniform(1 - JITTER, 1 + JITTER)
    return pause if asked is None else max(pause, min(asked, LONGEST_ASKED))
