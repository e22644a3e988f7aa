"""Takes the lease of a turn that turns out slow, before a sweep would find it.

A turn that is answered sooner, as nearly all are, needs no lease and costs Redis nothing. A timer that outlived its
turn would lease a conversation that nobody works on, and its next turn would wait for nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable


class LeaseTimer:
    """Begins to run at once. Whoever makes one must `end` it in every case."""

    def __init__(self, after_seconds: float, lease: Callable[[str], Awaitable[bool]], conversation_id: str) -> None:
        self._begun = False
        self._task = asyncio.create_task(self._lease_if_slow(after_seconds, lease, conversation_id))

    async def end(self) -> bool:
        """Ends the timer; whether the turn may have a lease now, which has to be given back."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if self._task.cancelled():
            return self._begun  # it was asking Redis: nobody knows whether that was done
        return self._task.exception() is None and self._task.result()

    async def _lease_if_slow(
        self, after_seconds: float, lease: Callable[[str], Awaitable[bool]], conversation_id: str
    ) -> bool:
        await asyncio.sleep(after_seconds)
        self._begun = True
        return await lease(conversation_id)
