"""Erases what has been kept long enough, by the rules of the company, a few conversations at a time.

Every `chat` process does it. Two that meet erase the same, because a conversation is erased once. Each batch is in the
audit log with its proof, so a process that is killed leaves nothing unsaid but its last batch.
"""

import asyncio

from chat.attachments.storage import FileStore
from chat.people_data.expire import erase_expired
from chat.people_data.repository import rebuild_search
from chat.retention.repository import list_due, list_rules
from chat.retention.rules import due_by
from kit.audit.entry import BY_RULE
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database

EVERY_SECONDS = 600.0
BETWEEN_BATCHES_SECONDS = 1.0
BATCH = 20


class RetentionSweep:
    def __init__(self, database: Database, store: FileStore, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._pause = EVERY_SECONDS
        self._words_remain = False
        self.loop = Loop("retention", self._round)

    async def sweep(self) -> int:
        """Erases at most one batch, and returns how many conversations it had."""
        rules = await self._database.read(list_rules)
        for due in due_by(rules, self._clock()):
            old = await self._database.read_aside(list_due, due, BATCH)
            if old:
                self._words_remain = True
                await erase_expired(self._database, old, self._clock, self._store, by=BY_RULE)
                return len(old)
        if self._words_remain:  # once for all batches, because it rewrites the whole index
            await self._database.write(rebuild_search)
            self._words_remain = False
        return 0

    async def _round(self) -> None:
        await asyncio.sleep(self._pause)
        self._pause = BETWEEN_BATCHES_SECONDS if await self.sweep() else EVERY_SECONDS
