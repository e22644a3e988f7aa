"""Counts in Redis, with limits on the waiting time and on the number of waiting calls."""

import asyncio
import time
from typing import Any

from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

MOST_IN_FLIGHT = 50
"""Above this number of waiting calls, Redis is too slow, and more calls would only pile up."""


class RedisUnavailable(Exception):
    """Redis did not count this one. `broken` is False if it was only too busy."""

    def __init__(self, reason: str, *, broken: bool) -> None:
        super().__init__(reason)
        self.broken = broken


class RedisWindows:
    """Sliding windows shared by all processes."""

    def __init__(self, address: str, prefix: str, longest_wait_seconds: float) -> None:
        # The pool has a connection for every call that can be in flight: a full pool would raise instead of waiting.
        # There are no retries here; the next check tries again.
        pool = ConnectionPool.from_url(
            address,
            max_connections=2 * MOST_IN_FLIGHT,
            socket_timeout=longest_wait_seconds,
            socket_connect_timeout=longest_wait_seconds,
            retry=Retry(NoBackoff(), 0),
        )
        options: dict[str, Any] = {"implementation": "redispy", "connection_pool": pool}
        # The address only says which kind of server this is; every connection comes from the pool.
        storage = RedisStorage("redis://", key_prefix=f"{prefix}:limits", **options)
        self._pool = pool
        self._moving = MovingWindowRateLimiter(storage)
        self._longest_wait_seconds = longest_wait_seconds
        self._in_flight = 0

    async def take(self, key: str, times: int, seconds: int) -> float | None:
        """Counts one and returns None, or the seconds until there is room again. Raises RedisUnavailable."""
        if self._in_flight >= MOST_IN_FLIGHT:
            raise RedisUnavailable("too many waiting calls", broken=False)
        self._in_flight += 1
        item = RateLimitItemPerSecond(times, seconds)
        try:
            async with asyncio.timeout(self._longest_wait_seconds):
                if await self._moving.hit(item, key):
                    return None
                return (await self._moving.get_window_stats(item, key)).reset_time - time.time()
        except (RedisError, OSError) as error:  # TimeoutError is a subclass of OSError
            raise RedisUnavailable(type(error).__name__, broken=True) from error
        finally:
            self._in_flight -= 1

    async def close(self) -> None:
        await self._pool.disconnect()
