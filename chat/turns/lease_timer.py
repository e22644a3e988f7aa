"""Leases a slow turn before a sweep finds it and runs it a second time.

Nearly all turns are answered sooner: they need no lease and make no call to Redis. The timer must end with its turn.
Otherwise it would lease a conversation that nobody works on, and the next turn would wait for no reason.
"""

import asyncio
from collections.abc import Awaitable, Callable


class LeaseTimer:
    """Starts at once. Its maker must call `end` in every case."""

    def __init__(self, after_seconds: float, lease: Callable[[str], Awaitable[bool]], conversation_id: str) -> None:
        self._begun = False
        self._task = asyncio.create_task(self._lease_if_slow(after_seconds, lease, conversation_id))

    async def end(self) -> bool:
        """Ends the timer. Returns whether the turn may hold a lease now, which must then be released."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if self._task.cancelled():
            return self._begun  # the call to Redis was interrupted: the lease may or may not exist
        return self._task.exception() is None and self._task.result()

    async def _lease_if_slow(
        self, after_seconds: float, lease: Callable[[str], Awaitable[bool]], conversation_id: str
    ) -> bool:
        await asyncio.sleep(after_seconds)
        self._begun = True
        return await lease(conversation_id)
