"""Typing events, sent no faster than people can follow: the first at once, then the latest after each pause."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from kit.errors import BatonError

PAUSE_SECONDS = 0.25

Tell = Callable[[], Awaitable[None]]


class TypingNews:
    """For each conversation and side, the latest event that has not been sent."""

    def __init__(self, pause_seconds: float = PAUSE_SECONDS) -> None:
        self._pause = pause_seconds
        self._latest: dict[str, Tell | None] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def heard(self, key: str, tell: Tell) -> None:
        """Sends the event now, or, after the pause, the latest one that arrives meanwhile."""
        if key in self._latest:
            self._latest[key] = tell
            return
        self._latest[key] = None
        task = asyncio.create_task(self._tell_on(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await _told(tell)

    def forget(self, key: str) -> None:
        """Drops the typed text, because it has been sent as a message meanwhile."""
        if key in self._latest:
            self._latest[key] = None

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _tell_on(self, key: str) -> None:
        try:
            await asyncio.sleep(self._pause)
            while (tell := self._latest[key]) is not None:
                self._latest[key] = None
                await _told(tell)
                await asyncio.sleep(self._pause)
        finally:
            del self._latest[key]


async def _told(tell: Tell) -> None:
    with suppress(BatonError):  # storage is unavailable: a typing event may be lost
        await tell()
