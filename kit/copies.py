"""Short-lived copies of what SQL says, for figures that may be a moment old: averages, never anybody's place or state.

A copy lies with its database connection, so threads share none, and it is gone with the connection.
"""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import Connection

_KEY = "baton.copies"

T = TypeVar("T")


def recently(
    connection: Connection,
    key: Hashable,
    seconds: float,
    read: Callable[[], T],
    worth_keeping: Callable[[T], bool] = lambda _: True,
) -> T:
    """What `read` returned at most so many seconds ago on this connection; it is called where that is longer ago."""
    copies: dict[Hashable, tuple[float, Any]] = connection.info.setdefault(_KEY, {})
    now = time.monotonic()
    if key in copies and now - copies[key][0] < seconds:
        value: T = copies[key][1]
        return value
    for stale in [each for each, (at, _) in copies.items() if now - at >= seconds]:
        del copies[stale]
    value = read()
    if worth_keeping(value):
        copies[key] = (now, value)
    return value
