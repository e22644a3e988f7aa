"""Takes away what nobody sent, and files that no row names: left by a process that died, or by an erasure elsewhere."""

import asyncio
import time
from datetime import timedelta

import structlog

from chat.attachments.storage import FileStore, FilesUnavailable, FolderStore, folder_of
from conversations.attachments import repository
from conversations.attachments.attachment import preview_key
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database

log = structlog.get_logger(__name__)

UNSENT_LASTS = timedelta(days=1)
EVERY_SECONDS = 600.0
YOUNG_SECONDS = 3_600.0
"""A younger file may be waiting for its row."""

_AT_ONCE = 500
_MOST_NAMED = 20


class AttachmentSweep:
    """One round every ten minutes, in every `chat` process: two that meet delete the same."""

    def __init__(self, database: Database, store: FileStore, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._left: list[str] = []
        self.loop = Loop("attachments", self._round)

    async def sweep(self) -> int:
        """Returns how many files were deleted."""
        before = self._clock() - UNSENT_LASTS
        self._left += await self._database.write(repository.delete_unsent, before, _AT_ONCE)
        deleted = await self._delete_left()
        if folder := folder_of(self._store):
            nobodys = await self._nobodys(folder)
            for key in nobodys:
                await _delete(folder, key)
            deleted += len(nobodys)
        return deleted

    async def _delete_left(self) -> int:
        """Their rows are gone. While the storage cannot be reached, they are kept in mind for the next round."""
        count = len(self._left)
        try:
            while self._left:
                await _delete(self._store, self._left[0])
                self._left.pop(0)
        except FilesUnavailable:
            log.warning("files.left", keys=self._left[:_MOST_NAMED], count=len(self._left))
            raise
        return count

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


async def _delete(store: FileStore, key: str) -> None:
    await store.delete(key)
    await store.delete(preview_key(key))
