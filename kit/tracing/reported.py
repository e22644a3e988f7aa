"""The spans of `bot`. It reaches no network and holds no library for them, so it says in its answer how long it took,
and its caller sends that on.
"""

import re

from kit.tracing.spans import past

REPORTED = "Baton-Span"
"""The header of the answer: when the process began, and how long it took, in nanoseconds. Only callers who send a
`traceparent` get it.
"""

_NANOSECONDS = re.compile(r"(\d{1,19}) (\d{1,15})")


def note_reported(process: str, said: str | None) -> None:
    """Anything else than two numbers is left out."""
    if said is not None and (found := _NANOSECONDS.fullmatch(said)) is not None:
        began, took = int(found[1]), int(found[2])
        past("turn", began, began + took, process=process)
