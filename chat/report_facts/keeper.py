"""Keeps the report facts current: in the background, and once more before a report is read.

Facts are derived, so nothing is lost if this stops, and several processes may do it at once: each writes the same rows.
`docs/decisions/0051-reports-from-facts.md` says why there are facts at all.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from chat.report_facts import repository
from chat.report_facts.facts import Facts, facts_of, uncounted
from chat.report_facts.history import Basis, History
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database

AT_ONCE = 100
"""Conversations in one transaction: few enough that a customer's message behind it waits for milliseconds."""


class FactsKeeper:
    INTERVAL_SECONDS = 5.0
    PAUSE_SECONDS = 0.05

    EVERYTHING_EVERY = timedelta(minutes=10)
    """How often all conversations are looked at, and not only those that changed of late."""

    BEFORE_A_REPORT = 10
    """How many batches are made while somebody waits for a report. Until more is done, the report says what is left."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._busy = asyncio.Lock()
        self._looked_at_all: datetime | None = None
        self._digest = ""
        self.loop = Loop("report_facts", self._round)

    async def start(self) -> None:
        self.loop.start()

    async def stop(self) -> None:
        await self.loop.stop()

    async def catch_up(self) -> None:
        """Makes the facts that are out of date, whenever that happened, so that a report counts everything."""
        self._looked_at_all = None
        await self._make(self.BEFORE_A_REPORT)

    async def look_once(self) -> int:
        """Makes all facts that are out of date, with pauses. Returns how many."""
        made = 0
        while batch := await self._make(1):
            made += batch
            await asyncio.sleep(self.PAUSE_SECONDS)
        return made

    async def _make(self, batches: int) -> int:
        """Makes at most so many batches. Returns how many conversations there were in them."""
        made = 0
        async with self._busy:
            for _ in range(batches):
                batch = await self._make_batch()
                made += batch
                if batch < AT_ONCE:
                    break
        return made

    async def _make_batch(self) -> int:
        now = self._clock()
        basis = await self._database.read_aside(repository.read_basis)
        since = self._since(now, basis.digest)
        stale = await self._database.read_aside(repository.list_stale, basis.digest, since, AT_ONCE)
        if since is None and len(stale) < AT_ONCE:
            self._looked_at_all, self._digest = now, basis.digest
        if stale:
            histories = await self._database.read_aside(repository.read_histories, stale)
            made = await asyncio.to_thread(self._facts_of, histories, basis)
            await self._database.write(repository.put_facts, made, now)
        return len(stale)

    def _facts_of(self, histories: Sequence[History], basis: Basis) -> list[Facts]:
        """One that fails is noted and counted nowhere, and keeps none of the others from being counted."""
        made = {history.id: uncounted(history, basis) for history in histories}
        for history in histories:
            with self.loop.spare("make_facts", history.id):
                made[history.id] = facts_of(history, basis)
        return list(made.values())

    def _since(self, now: datetime, digest: str) -> datetime | None:
        """From when on conversations are looked at; None for all of them."""
        last = self._looked_at_all
        if last is None or digest != self._digest or not last <= now < last + self.EVERYTHING_EVERY:
            return None
        return last - self.EVERYTHING_EVERY

    async def _round(self) -> None:
        await asyncio.sleep(self.INTERVAL_SECONDS)
        await self.look_once()
