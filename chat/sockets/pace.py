"""Telling a change of the queue no faster than the process can serve beside it."""

import asyncio
from collections.abc import Awaitable, Callable

SHORTEST_PAUSE_SECONDS = 0.002
PAUSE_TO_TELLING = 2
"""So telling the queue takes a third of the time at most."""


class Paced:
    """Tells what is `stale`. `tell` returns about how many seconds it took; a pause in proportion follows.

    A long queue takes so long to tell that telling every change would leave no time to serve.
    """

    def __init__(self, tell: Callable[[], Awaitable[float]]) -> None:
        self.stale = asyncio.Event()
        self._tell = tell

    async def once(self) -> None:
        """Waits for a change and tells it. If that fails, the change stays to be told."""
        await self.stale.wait()
        self.stale.clear()
        took = None
        try:
            took = await self._tell()
        finally:
            if took is None:
                self.stale.set()
        await asyncio.sleep(max(SHORTEST_PAUSE_SECONDS, took * PAUSE_TO_TELLING))
