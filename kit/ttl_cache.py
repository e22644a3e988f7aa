"""A TTL cache for figures read from SQL that may be slightly old: averages, never a queue position or a state.

The cache lives on its database connection, so threads share nothing and it disappears with the connection.
"""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import Connection

_CACHE_KEY = "baton.ttl_cache"

T = TypeVar("T")


def cached(
    connection: Connection,
    key: Hashable,
    ttl_seconds: float,
    read: Callable[[], T],
    worth_keeping: Callable[[T], bool] = lambda _: True,
) -> T:
    """Returns this connection's cached value for `key` if it is younger than `ttl_seconds`; otherwise calls `read`.

    A new value is cached only if `worth_keeping` accepts it.
    """
    entries: dict[Hashable, tuple[float, Any]] = connection.info.setdefault(_CACHE_KEY, {})
    now = time.monotonic()
    if key in entries and now - entries[key][0] < ttl_seconds:
        value: T = entries[key][1]
        return value
    for expired in [each for each, (at, _) in entries.items() if now - at >= ttl_seconds]:
        del entries[expired]
    value = read()
    if worth_keeping(value):
        entries[key] = (now, value)
    return value
