"""Wake-ups between processes: an event told here is heard by every worker, over one Redis subscription each.

Redis is a nerve, not a memory. In this process a wake-up arrives even with Redis gone; in others it is repaired by
their sweeps. So `publish` never waits, never fails and never holds anything back.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Callable

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from kit.events import Event

log = structlog.get_logger(__name__)

Listener = Callable[[Event], None]


class Bus:
    """Tells events to the listeners of this process at once, and to those of other processes through Redis."""

    LONGEST_BACKLOG = 10_000
    MOST_AT_ONCE = 100

    def __init__(self, redis: "Redis | None", *, channel: str, local: frozenset[str] = frozenset()) -> None:
        """Events named in `local` stay in this process."""
        self._local = local
        self._redis = redis
        self._channel = channel
        self._me = secrets.token_hex(8)
        self._listeners: list[Listener] = []
        self._outgoing: asyncio.Queue[Event] = asyncio.Queue(self.LONGEST_BACKLOG)
        self._tasks: list[asyncio.Task[None]] = []
        self.connected = False

    def listen(self, listener: Listener) -> None:
        """Adds a listener. It is called on the event loop and must not block."""
        self._listeners.append(listener)

    def publish(self, event: Event) -> None:
        """Tells the event. Called on the event loop."""
        self._deliver(event)
        if self._redis is not None and self.connected and event.name not in self._local:
            with contextlib.suppress(asyncio.QueueFull):  # the others' sweeps repair it
                self._outgoing.put_nowait(event)

    async def start(self) -> None:
        if self._redis is not None:
            self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._send())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _deliver(self, event: Event) -> None:
        for listener in self._listeners:
            listener(event)

    async def _send(self) -> None:
        assert self._redis is not None
        while True:
            events = [await self._outgoing.get()]
            while len(events) < self.MOST_AT_ONCE and not self._outgoing.empty():
                events.append(self._outgoing.get_nowait())
            told = [{"name": event.name, "details": event.details} for event in events]
            frame = orjson.dumps({"from": self._me, "events": told})
            try:
                await self._redis.publish(self._channel, frame)
            except (RedisError, OSError) as error:
                self._lost(error)

    async def _hear(self) -> None:
        """Subscribes, and subscribes again with a pause that grows to two seconds, for as long as the process lives."""
        assert self._redis is not None
        pause = 0.1
        while True:
            try:
                async with self._redis.pubsub() as subscription:
                    await subscription.subscribe(self._channel)
                    self.connected, pause = True, 0.1
                    async for frame in subscription.listen():
                        if frame["type"] == "message":
                            self._receive(frame["data"])
            except (RedisError, OSError) as error:
                self._lost(error)
            await asyncio.sleep(pause)
            pause = min(2.0, pause * 2)

    def _receive(self, data: bytes) -> None:
        frame = orjson.loads(data)
        if frame["from"] != self._me:
            for event in frame["events"]:
                self._deliver(Event(event["name"], event["details"]))

    def _lost(self, error: Exception) -> None:
        if self.connected:
            log.warning("redis.lost", error=type(error).__name__)
        self.connected = False
