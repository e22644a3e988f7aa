"""An agent of the simulation: they race colleagues for waiting customers, and may vanish without warning."""

import asyncio
import contextlib
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.callers.patient import Body, PatientCaller

IN_FRONT = 3
"""A free agent takes one of this many at the front: few enough that agents race."""

LOOKS_AGAIN_SECONDS = 1.0
NEVER = 1e9


@dataclass(frozen=True)
class Win:
    """An accept call that returned the conversation."""

    conversation_id: str
    agent: str


class SimulatedAgent:
    def __init__(
        self,
        caller: PatientCaller,
        name: str,
        chance: random.Random,
        *,
        handling_seconds: float,
        vanishes_at: int | None = None,
    ) -> None:
        self.name = name
        self.wins: list[Win] = []
        self.lost_races = 0
        self.vanished = False
        self._caller = caller
        self._chance = chance
        self._handling_seconds = handling_seconds
        self._vanishes_at = vanishes_at
        self._queue: Sequence[Body] = ()
        self._changed = asyncio.Event()

    async def run(self) -> None:
        """Works until it is cancelled, or until the agent vanishes in the middle of a conversation."""
        await self._caller.ok("PUT", "/presence", {"state": "online"})
        listening = asyncio.create_task(self._listen())
        try:
            while not self.vanished:
                await self._take_next()
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)

    async def _take_next(self) -> None:
        if not self._queue:
            await self._wait_for_queue()
            return
        row = self._chance.choice(self._queue[:IN_FRONT])
        self._queue = [each for each in self._queue if each is not row]
        if not await self._caller.unless_conflict("POST", f"/handoffs/{row['handoff_id']}/accept"):
            self.lost_races += 1
            return
        self.wins.append(Win(row["conversation_id"], self.name))
        await self._handle(row["conversation_id"])
        await self._look()

    async def _handle(self, conversation_id: str) -> None:
        """A reply, the handling time, and the end. If a call is rejected meanwhile, the agent has lost the
        conversation.
        """
        reply = {"client_message_id": str(uuid.uuid4()), "text": "Hello, I am looking into it."}
        if not await self._caller.unless_conflict("POST", f"/conversations/{conversation_id}/reply", reply):
            return
        await asyncio.sleep(self._chance.gammavariate(4, self._handling_seconds / 4))
        if len(self.wins) == self._vanishes_at:
            self.vanished = True
            return
        await self._caller.unless_conflict("POST", f"/conversations/{conversation_id}/resolve", {})

    async def _listen(self) -> None:
        while True:
            await self._caller.hear("/agents/socket", self._hear, NEVER)
            await asyncio.sleep(self._chance.random())

    def _hear(self, frame: Body) -> None:
        if "queue" in frame:
            self._queue = frame["queue"]
            self._changed.set()

    async def _wait_for_queue(self) -> None:
        self._changed.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOKS_AGAIN_SECONDS):
                await self._changed.wait()
                return
        await self._look()

    async def _look(self) -> None:
        self._queue = (await self._caller.ok("GET", "/queue"))["queue"]
