"""Takes away pictures that were uploaded and never saved with an article."""

import asyncio
from datetime import timedelta

from chat.article_images.repository import settle
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database

UNUSED_LASTS = timedelta(days=1)
EVERY_SECONDS = 1_800.0
_AT_ONCE = 100


class ArticleImageSweep:
    """Every half hour, in every `chat` process: two that meet do the same."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.loop = Loop("article_images", self._round)

    async def sweep(self) -> int:
        """Returns how many pictures were deleted."""
        return await self._database.write(settle, self._clock() - UNUSED_LASTS, _AT_ONCE)

    async def _round(self) -> None:
        await asyncio.sleep(EVERY_SECONDS)
        await self.sweep()
