"""Limits how often something may be done, counted in Redis for all processes together, and spreads bursts.

If Redis is down or slow, each process counts by itself: limits are then looser by the number of processes, and nobody
waits. So a check fails only because of a limit.
"""

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping

import structlog

from chat.edge.limit_table import Limit, LimitName, limits_of
from chat.edge.redis_windows import RedisUnavailable, RedisWindows
from kit.auth import Principal
from kit.errors import RateLimited
from kit.web.client_address import ClientAddresses

log = structlog.get_logger(__name__)

PAUSE_SECONDS = 1.0
"""How long Redis is not asked after a failure; checks in between cost nothing."""


class RateLimits:
    """The named limits. Safe for concurrent requests."""

    def __init__(
        self,
        redis_url: str | None = None,
        *,
        prefix: str = "baton",
        limits: Mapping[LimitName, Limit] | None = None,
        trusted_proxies: Iterable[str] = (),
        longest_wait_seconds: float = 0.25,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits_of() if limits is None else limits
        self.address_of = ClientAddresses(trusted_proxies)
        self._redis = RedisWindows(redis_url, prefix, longest_wait_seconds) if redis_url else None
        self._memory = MemoryWindows(now)
        self._spread = Spread(now)
        self._now = now
        self._redis_lost = False
        self._redis_again_at = 0.0

    async def check(self, name: LimitName, key: str) -> None:
        """Counts one, and returns when it may go on.

        Raises RateLimited with the seconds after which a retry makes sense.
        """
        limit = self._limits[name]
        if limit.times == 0:
            return
        wait = await self._take(f"{name}:{key}", limit)
        if wait is not None:
            raise RateLimited(
                "Too many requests in a short time. Please wait a moment.", retry_after=max(1, math.ceil(wait))
            )
        if pause := self._spread.wait(f"{name}:{key}", limit):
            await asyncio.sleep(pause)

    async def check_read(self, reader: Principal, conversation_id: str) -> None:
        """Counts a read of a conversation. People who work here have their own count: a customer's flood must not keep
        them from reading it.
        """
        await self.check("reads", f"{conversation_id} {reader.id}" if reader.is_person else conversation_id)

    async def close(self) -> None:
        if self._redis is not None:
            await self._redis.close()

    async def _take(self, key: str, limit: Limit) -> float | None:
        """Counts here first, then in Redis: what this process alone refuses need not be asked. So a burst of which
        Redis takes one part and is too busy for the other passes the limit once and not twice.
        """
        wait = self._memory.take(key, limit.times, limit.seconds)
        if wait is not None or self._redis is None or limit.local or self._now() < self._redis_again_at:
            return wait
        try:
            wait = await self._redis.take(key, limit.times, limit.seconds)
        except RedisUnavailable as error:
            self._leave_redis_alone(error)
            return None
        self._redis_lost = False
        if wait is not None:
            self._memory.give_back(key)
        return wait

    def _leave_redis_alone(self, error: RedisUnavailable) -> None:
        if not error.broken:
            return
        if not self._redis_lost:
            log.warning("rate_limits.without_redis", reason=str(error))
        self._redis_lost = True
        self._redis_again_at = self._now() + PAUSE_SECONDS


class MemoryWindows:
    """Sliding windows in this process: the times at which each key was counted, dropped once they no longer matter."""

    SWEEP_SECONDS = 10.0

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._taken: dict[str, deque[float]] = {}
        self._until: dict[str, float] = {}
        self._sweep_at = 0.0

    def __len__(self) -> int:
        return len(self._taken)

    def take(self, key: str, times: int, seconds: int) -> float | None:
        """Counts one and returns None, or the seconds until there is room again."""
        now = self._now()
        self._sweep(now)
        taken = self._taken.setdefault(key, deque())
        while taken and taken[0] <= now - seconds:
            taken.popleft()
        if len(taken) >= times:
            return taken[0] + seconds - now
        taken.append(now)
        self._until[key] = now + seconds
        return None

    def give_back(self, key: str) -> None:
        """Takes back the latest count of a key: somebody else refused it."""
        if taken := self._taken.get(key):
            taken.pop()

    def _sweep(self, now: float) -> None:
        if now < self._sweep_at:
            return
        self._sweep_at = now + self.SWEEP_SECONDS
        for key in [key for key, until in self._until.items() if until <= now]:
            del self._taken[key], self._until[key]


class Spread:
    """Spreads what one caller does in a burst, so that others pass between: when the next one of each key may pass.

    A limit says how many, not how close together: fifty reads in a row keep a process busy for a tenth of a second. The
    rule is a virtual schedule (ITU-T I.371, "generic cell rate algorithm"), with a wait in place of a refusal. Each
    process spreads by itself.
    """

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
