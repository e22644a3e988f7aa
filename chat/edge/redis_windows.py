"""Counting in Redis, with a bound on how long and how many may wait for it."""

import asyncio
import time
from typing import Any

from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter
from redis.asyncio import ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

MOST_IN_FLIGHT = 50
"""Beyond this, Redis is not keeping up, and asking it more would only make a pile."""


class RedisUnavailable(Exception):
    """Redis did not count this one. `broken` unless it was merely too busy."""

    def __init__(self, reason: str, *, broken: bool) -> None:
        super().__init__(reason)
        self.broken = broken


class RedisWindows:
    """Windows that all processes share: fixed where an attempt can be given back, moving for the rest."""

    def __init__(self, address: str, prefix: str, longest_wait_seconds: float) -> None:
        # Its pool holds whatever can be in flight: a full one would raise instead of waiting. Trying again is the
        # business of the next check, not of this one.
        pool = ConnectionPool.from_url(
            address,
            max_connections=2 * MOST_IN_FLIGHT,
            socket_timeout=longest_wait_seconds,
            socket_connect_timeout=longest_wait_seconds,
            retry=Retry(NoBackoff(), 0),
        )
        options: dict[str, Any] = {"implementation": "redispy", "connection_pool": pool}
        # The address is there only to say which kind of server this is; every connection comes from the pool.
        storage = RedisStorage("redis://", key_prefix=f"{prefix}:limits", **options)
        self._pool = pool
        self._moving = MovingWindowRateLimiter(storage)
        self._fixed = FixedWindowRateLimiter(storage)
        self._longest_wait_seconds = longest_wait_seconds
        self._in_flight = 0

    async def take(self, key: str, times: int, seconds: int, *, returnable: bool) -> float | None:
        """Counts one and returns None, or the seconds until there is room again. Raises RedisUnavailable."""
        limiter: RateLimiter = self._fixed if returnable else self._moving
        return await self._bounded(limiter, key, times, seconds, cost=1)

    async def give_back(self, key: str, times: int, seconds: int) -> None:
        await self._bounded(self._fixed, key, times, seconds, cost=-1)

    async def close(self) -> None:
        await self._pool.disconnect()

    async def _bounded(self, limiter: RateLimiter, key: str, times: int, seconds: int, *, cost: int) -> float | None:
        if self._in_flight >= MOST_IN_FLIGHT:
            raise RedisUnavailable("too many at once", broken=False)
        self._in_flight += 1
        item = RateLimitItemPerSecond(times, seconds)
        try:
            async with asyncio.timeout(self._longest_wait_seconds):
                if await limiter.hit(item, key, cost=cost):
                    return None
                return (await limiter.get_window_stats(item, key)).reset_time - time.time()
        except (RedisError, OSError) as error:  # a TimeoutError is an OSError
            raise RedisUnavailable(type(error).__name__, broken=True) from error
        finally:
            self._in_flight -= 1
