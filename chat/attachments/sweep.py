"""Takes away what nobody sent, and files that no row names: left by a process that died, or by an erasure elsewhere."""

import asyncio
import time
from datetime import timedelta

from chat.attachments.storage import FileStore, FolderStore
from conversations.attachments import repository
from conversations.attachments.attachment import preview_key
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database

UNSENT_LASTS = timedelta(days=1)
EVERY_SECONDS = 600.0
YOUNG_SECONDS = 3_600.0
"""A younger file may be waiting for its row."""

_AT_ONCE = 500


class AttachmentSweep:
    """One round every ten minutes, in every `chat` process: two that meet delete the same."""

    def __init__(self, database: Database, store: FileStore, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self.loop = Loop("attachments", self._round)

    async def sweep(self) -> int:
        """Returns how many files were deleted."""
        before = self._clock() - UNSENT_LASTS
        keys = await self._database.write(repository.delete_unsent, before, _AT_ONCE)
        if isinstance(self._store, FolderStore):
            keys += await self._nobodys(self._store)
        for key in keys:
            await self._store.delete(key)
            await self._store.delete(preview_key(key))
        return len(keys)

    async def _nobodys(self, store: FolderStore) -> list[str]:
        old = time.time() - YOUNG_SECONDS
        stored = await asyncio.to_thread(lambda: [key for key, at in store.stored() if at < old])
        keys = sorted({key.removesuffix("-preview") for key in stored})
        known: set[str] = set()
        for start in range(0, len(keys), _AT_ONCE):
            known |= await self._database.read(repository.known_keys, keys[start : start + _AT_ONCE])
        return [key for key in keys if key not in known]

    async def _round(self) -> None:
        await asyncio.sleep(EVERY_SECONDS)
        await self.sweep()
