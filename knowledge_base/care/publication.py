"""Publishes what is scheduled when its time has come: in every `chat` process, and each version exactly once.

Taking the schedule away and publishing are one transaction, and only one process can take it. So a process that is
killed in between has done neither, and another one does both.
"""

import asyncio

from sqlalchemy import Connection

from kit.audit.entry import Actor, Entry
from kit.audit.log import audited
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from knowledge_base.articles.care import Scheduled
from knowledge_base.care import repository
from knowledge_base.care.service import publish_due

EVERY_SECONDS = 5.0
SCHEDULE = Actor("schedule")
_AT_ONCE = 50


class ScheduledPublication:
    """Looks every few seconds."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.loop = Loop("publication", self._round)

    async def publish_all_due(self) -> int:
        """Returns how many articles were published here. One that cannot be published does not stop the others."""
        published = 0
        for article_id in await self._database.read(repository.list_due, self._clock(), _AT_ONCE):
            with self.loop.spare("publish", article_id):
                done = await self._database.write(self._publish, article_id)
                published += done is not None
        return published

    def _publish(self, connection: Connection, article_id: str) -> Scheduled | None:
        def entry(done: Scheduled | None) -> Entry | None:
            return Entry(SCHEDULE, "article.published", article_id, {"version": done.version}) if done else None

        return audited(publish_due, self._clock, entry)(connection, article_id, self._clock())

    async def _round(self) -> None:
        await asyncio.sleep(EVERY_SECONDS)
        await self.publish_all_due()
