"""Limits what one process accepts in total: connections, frames and calls of any kind.

Everything is counted in memory and decided at once, before SQL or Redis is asked: a flood must cost almost nothing. A
small excess is slowed down or rejected; a large one closes the connection.
"""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from chat.edge.limit_table import Totals
from kit.errors import Busy, RateLimited
from kit.web.client_address import ClientAddresses

SHUT_OUT_SECONDS = 30
"""How long a conversation gets no socket after one was closed for flooding."""

REFUSALS_PER_MINUTE = 30
"""Number of rejected calls of one caller that are answered at once; further ones are answered slowly."""

CALM_SECONDS = 1.0
"""A socket that was not slowed down for this long counts as calm again."""

LATE_HANDSHAKES = 3
"""Beyond this multiple of a conversation's limit, a handshake is rejected before the caller is looked up."""


class Buckets:
    """A token bucket per key: holds this many and refills evenly. 0 means no limit."""

    SWEEP_SECONDS = 10.0

    def __init__(self, times: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._size = float(times)
        self._seconds = seconds
        self._now = now
        self._left: dict[str, tuple[float, float]] = {}
        self._sweep_at = 0.0

    def take(self, key: str) -> float:
        """Takes one and returns 0, or takes none and returns the seconds until one is available."""
        if not self._size:
            return 0.0
        now = self._now()
        self._sweep(now)
        left, at = self._left.get(key, (self._size, now))
        left = min(self._size, left + (now - at) * self._size / self._seconds)
        if left < 1:
            return (1 - left) * self._seconds / self._size
        self._left[key] = (left - 1, now)
        return 0.0

    def _sweep(self, now: float) -> None:
        if now < self._sweep_at:
            return
        self._sweep_at = now + self.SWEEP_SECONDS
        for key in [key for key, (_, at) in self._left.items() if at <= now - self._seconds]:
            del self._left[key]


class Flooded(Exception):
    """A socket was slowed down for the maximum time and still sends too much."""

    def __init__(self) -> None:
        super().__init__()
        self.error = too_much(SHUT_OUT_SECONDS)


class Guard:
    """The totals of this process, and its open connections and sockets."""

    def __init__(
        self, totals: Totals, addresses: ClientAddresses, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.totals = totals
        self.address_of = addresses
        self.now = now
        self.frames_of_owner = Buckets(totals.frames_per_10_seconds, 10, now)
        self.frames_of_address = Buckets(totals.frames_per_10_seconds_per_address, 10, now)
        self._calls = Buckets(totals.calls_per_10_seconds, 10, now)
        self._calls_of_address = Buckets(totals.calls_per_10_seconds_per_address, 10, now)
        self._handshakes = Buckets(LATE_HANDSHAKES * totals.sockets_per_minute, 60, now)
        self._refusals = Buckets(REFUSALS_PER_MINUTE, 60, now)
        self._open = 0
        self._connections: Counter[str] = Counter()
        self._sockets: Counter[str] = Counter()
        self._shut_out: dict[str, float] = {}

    @property
    def connections(self) -> int:
        """How many connections are open, sockets included."""
        return self._open

    @property
    def sockets(self) -> int:
        """How many sockets are open."""
        return sum(number for key, number in self._sockets.items() if key.startswith("address "))

    def connected(self, peer: str) -> bool:
        """Counts a connection below HTTP; False if the limit is reached. Trusted proxies have no limit."""
        full = _reached(self._open, self.totals.sockets_at_once)
        crowded = _reached(self._connections[peer], self.totals.sockets_at_once_per_address)
        if full or (crowded and not self.address_of.trusts(peer)):
            return False
        self._connections[peer] += 1
        self._open += 1
        return True

    def disconnected(self, peer: str) -> None:
        self._open -= 1
        _one_less(self._connections, peer)

    @contextmanager
    def socket_from(self, address: str) -> Iterator[None]:
        """Reserves a socket for this client address (behind any proxies). Raises RateLimited."""
        with self._one_of(f"address {address}", self.totals.sockets_at_once_per_address):
            yield

    @contextmanager
    def socket_of(self, conversation_id: str) -> Iterator[None]:
        """Reserves a socket for this conversation. Raises RateLimited."""
        left = self._shut_out.get(conversation_id, 0.0) - self.now()
        if left > 0:
            raise too_much(left)
        with self._one_of(f"conversation {conversation_id}", self.totals.sockets_at_once_per_conversation):
            yield

    def check_call(self, address: str, caller: str | None, *, handshake: bool) -> None:
        """Counts a call. `caller` is the hash of a customer token. Raises RateLimited, or Busy for the address."""
        if wait := self._calls_of_address.take(address):
            raise Busy(retry_after=max(1, math.ceil(wait)))
        if caller is not None and (wait := (self._handshakes if handshake else self._calls).take(caller)):
            raise too_much(wait)

    def refuses_slowly(self, caller: str) -> bool:
        """Counts a call rejected by a limit. Returns whether the answer to this caller should be delayed."""
        return self._refusals.take(caller) > 0

    def shut_out(self, conversation_id: str) -> None:
        now = self.now()
        self._shut_out = {key: until for key, until in self._shut_out.items() if until > now}
        self._shut_out[conversation_id] = now + SHUT_OUT_SECONDS

    @contextmanager
    def _one_of(self, key: str, most: int) -> Iterator[None]:
        if _reached(self._sockets[key], most):
            raise too_much(SHUT_OUT_SECONDS)
        self._sockets[key] += 1
        try:
            yield
        finally:
            _one_less(self._sockets, key)


class FramePace:
    """Controls how fast the frames of one socket are consumed: an excess stays unread, so its sender has to wait."""

    def __init__(self, guard: Guard, owner: str, address: str) -> None:
        """`owner` is the conversation or person: all their sockets share one allowance."""
        totals = guard.totals
        self._of_socket = Buckets(totals.frames_per_10_seconds, 10, guard.now)
        self._guard, self._owner, self._address = guard, owner, address
        self._slow_since: float | None = None
        self._slowed_at = 0.0

    async def next(self) -> None:
        """Returns when the next frame may be read. Raises Flooded."""
        await asyncio.sleep(0)  # frames that are already there must not block the event loop
        slowed = await self._wait(self._of_socket, "") | await self._wait(self._guard.frames_of_owner, self._owner)
        self._notice(slowed)
        await self._wait(self._guard.frames_of_address, self._address)

    async def _wait(self, buckets: Buckets, key: str) -> bool:
        slowed = False
        while wait := buckets.take(key):
            slowed = True
            await asyncio.sleep(wait)
        return slowed

    def _notice(self, slowed: bool) -> None:
        now = self._guard.now()
        if slowed:
            self._slow_since, self._slowed_at = self._slow_since or now, now
        elif self._slow_since is not None and now - self._slowed_at > CALM_SECONDS:
            self._slow_since = None
        if self._slow_since is not None and now - self._slow_since > self._guard.totals.flood_seconds:
            raise Flooded


def too_much(wait: float) -> RateLimited:
    return RateLimited("Too many requests in a short time. Please wait a moment.", retry_after=max(1, math.ceil(wait)))


def _reached(number: int, most: int) -> bool:
    return 0 < most <= number


def _one_less(counts: Counter[str], key: str) -> None:
    counts[key] -= 1
    if counts[key] <= 0:
        del counts[key]
