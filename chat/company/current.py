"""The company's settings in this process: always at hand, and never older than a second.

An event announces a change. Events can be lost, so the version in SQL is also read every second; that is one row.
Code that must know of every change listens here, not on the bus.
"""

import asyncio
import contextlib
from collections.abc import Callable

from sqlalchemy import Connection

from chat.company import repository
from chat.company.company import Company, Fallbacks
from chat.company.stored import Stored
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from kit.events import Event
from staff.departments.department import Hours
from staff.departments.service import hours_of

LOOK_SECONDS = 1.0
CHANGES = frozenset({"company.changed", "department.changed"})


class CurrentCompany:
    """Keeps the snapshot. Until the first one is read, the fallbacks apply."""

    def __init__(
        self, database: Database, fallbacks: Fallbacks, clock: Clock, *, look_seconds: float = LOOK_SECONDS
    ) -> None:
        self._database = database
        self._fallbacks = fallbacks
        self._clock = clock
        self._look_seconds = look_seconds
        self._told = asyncio.Event()
        self._listeners: list[Callable[[int], None]] = []
        self._reading = asyncio.Lock()
        self.now = Company(fallbacks=fallbacks, clock=clock)
        self.loop = Loop("company", self._look)

    def listen(self, listener: Callable[[int], None]) -> None:
        """Adds a listener, which is called with the version of each change."""
        self._listeners.append(listener)

    def on_event(self, event: Event) -> None:
        """Listens on the bus."""
        if event.name in CHANGES:
            self._told.set()

    async def start(self) -> None:
        self._told.set()
        self.loop.start()

    async def stop(self) -> None:
        await self.loop.stop()

    async def refresh(self) -> Company:
        """Reads everything again, after a change in this process."""
        async with self._reading:
            stored, hours = await self._database.read(_read)
            before, self.now = self.now, Company(stored, self._fallbacks, hours, self._clock)
            if before.version != self.now.version:
                for listener in self._listeners:
                    listener(self.now.version)
        return self.now

    async def _look(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._look_seconds):
                await self._told.wait()
        if self._told.is_set() or await self._database.read_few(repository.find_version) != self.now.version:
            self._told.clear()
            await self.refresh()


def _read(connection: Connection) -> tuple[Stored, Hours | None]:
    return repository.find_stored(connection), hours_of(connection, None)
