"""The site as it is now. A look at one row says whether the snapshot still holds, so an edit is on the next page."""

import asyncio

from kit.database import Database
from kit.errors import Busy, StorageUnavailable
from knowledge_base.help_site import repository
from knowledge_base.help_site.site import Site


class CurrentSite:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._site: Site | None = None
        self._loading = asyncio.Lock()

    async def now(self) -> Site:
        try:
            return await self._newest()
        except (Busy, StorageUnavailable):
            if self._site is None:
                raise
            return self._site  # what was published a moment ago is better than no help at all

    async def _newest(self) -> Site:
        if (site := await self._held()) is not None:
            return site
        async with self._loading:  # one loads; who waited for it looks again
            self._site = await self._held() or await self._load()
            return self._site

    async def _held(self) -> Site | None:
        version = await self._database.read_few(repository.site_version)
        return self._site if self._site is not None and self._site.version == version else None

    async def _load(self) -> Site:
        site = await self._database.read(repository.load_site)
        if any(not article.slug for article in site.articles.values()):
            await self._database.write(repository.claim_missing)
            site = await self._database.read(repository.load_site)
        return site
