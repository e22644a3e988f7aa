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
        site = self._site
        try:
            version = await self._database.read_few(repository.site_version)
        except (Busy, StorageUnavailable):
            if site is None:
                raise
            return site  # what was published a moment ago is better than no help at all
        if site is not None and site.version == version:
            return site
        async with self._loading:  # one loads; who waited for it looks again
            if self._site is None or self._site.version != version:
                self._site = await self._load()
            return self._site

    async def _load(self) -> Site:
        site = await self._database.read(repository.load_site)
        if any(not article.slug for article in site.articles.values()):
            await self._database.write(repository.claim_missing)
            site = await self._database.read(repository.load_site)
        return site
