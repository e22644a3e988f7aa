"""Events between processes: an event published in one worker reaches every worker through Redis publish/subscribe.

Redis only delivers hints and stores nothing. If Redis is down, events still reach the listeners of this process, and
the other processes catch up with their sweeps. So `publish` never waits and never fails.

If no other process is subscribed, publishing is skipped: Redis returns the number of subscribers with each publish, and
a process that subscribes greets the others.
"""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable
from typing import Any

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from kit.background.loops import Loop
from kit.events import Event

log = structlog.get_logger(__name__)

Listener = Callable[[Event], None]

FIRST_RECONNECT_SECONDS = 0.1
LONGEST_RECONNECT_SECONDS = 2.0


class Bus:
    """Delivers events to the listeners of this process at once, and to other processes through Redis."""

    LONGEST_BACKLOG = 10_000
    MOST_AT_ONCE = 100
    ALONE_SECONDS = 1.0
    """After Redis counted no other subscriber, publishing is skipped for this long. Covers a greeting that was lost."""

    def __init__(self, redis: "Redis | None", *, channel: str, local: frozenset[str] = frozenset()) -> None:
        """Events named in `local` stay in this process."""
        self._local = local
        self._redis = redis
        self._channel = channel
        self._me = secrets.token_hex(8)
        self._listeners: list[Listener] = []
        self._outgoing: asyncio.Queue[Event] = asyncio.Queue(self.LONGEST_BACKLOG)
        self._hear_loop = Loop("bus.hear", self._hear)
        self._send_loop = Loop("bus.send", self._send)
        self.loops = (self._hear_loop, self._send_loop)
        self._reconnect_seconds = FIRST_RECONNECT_SECONDS
        self._greeted = 0
        self._alone_until = 0.0
        self.connected = False

    def listen(self, listener: Listener) -> None:
        """Adds a listener. It is called on the event loop and must not block."""
        self._listeners.append(listener)

    def publish(self, event: Event) -> None:
        """Publishes the event. Must be called on the event loop."""
        self._deliver(event)
        if self._redis is not None and self.connected and not self._alone and event.name not in self._local:
            with contextlib.suppress(asyncio.QueueFull):  # the other processes' sweeps repair it
                self._outgoing.put_nowait(event)

    async def start(self) -> None:
        if self._redis is not None:
            for loop in self.loops:
                loop.start()

    async def stop(self) -> None:
        for loop in self.loops:
            await loop.stop()

    @property
    def _alone(self) -> bool:
        return time.monotonic() < self._alone_until

    def _deliver(self, event: Event) -> None:
        for listener in self._listeners:
            with self._hear_loop.spare("listen", event.name):  # a listener's failure is not the publisher's
                listener(event)

    async def _send(self) -> None:
        events = [await self._outgoing.get()]
        while len(events) < self.MOST_AT_ONCE and not self._outgoing.empty():
            events.append(self._outgoing.get_nowait())
        told = [{"name": event.name, "details": event.details} for event in events]
        try:
            await self._tell(told)
        except (RedisError, OSError) as error:
            self._lost(error)

    async def _tell(self, told: list[dict[str, Any]]) -> None:
        assert self._redis is not None
        greeted = self._greeted
        heard_by = await self._redis.publish(self._channel, orjson.dumps({"from": self._me, "events": told}))
        # A process that subscribed meanwhile has already greeted us, whatever number Redis returned.
        if heard_by <= 1 and greeted == self._greeted:
            self._alone_until = time.monotonic() + self.ALONE_SECONDS

    async def _hear(self) -> None:
        """One subscription, until it is lost. The pause before the next one grows to two seconds."""
        assert self._redis is not None
        try:
            async with self._redis.pubsub() as subscription:
                await subscription.subscribe(self._channel)
                async for frame in subscription.listen():
                    if frame["type"] == "subscribe":
                        await self._tell([])  # a greeting: from now on, the others must publish to this process
                        self.connected, self._reconnect_seconds = True, FIRST_RECONNECT_SECONDS
                    elif frame["type"] == "message":
                        with self._hear_loop.spare("receive"):
                            self._receive(frame["data"])
        except (RedisError, OSError) as error:
            self._lost(error)
        await asyncio.sleep(self._reconnect_seconds)
        self._reconnect_seconds = min(LONGEST_RECONNECT_SECONDS, self._reconnect_seconds * 2)

    def _receive(self, data: bytes) -> None:
        frame = orjson.loads(data)
        if frame["from"] != self._me:
            self._greeted += 1
            self._alone_until = 0.0
            for event in frame["events"]:
                self._deliver(Event(event["name"], event["details"]))

    def _lost(self, error: Exception) -> None:
        if self.connected:
            log.warning("redis.lost", error=type(error).__name__)
        self.connected = False
