"""All connectors of a process: finds one by its name, calls it, and records the call.

A call leaves an entry in the audit log with the connector's name, the outcome and the duration, and no value.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog

from chat.connectors.connector import Asked, Connector, Told, failed
from kit.audit import repository
from kit.audit.entry import Actor, Entry
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError

BOT = Actor("bot")
Record = Callable[[Entry], Awaitable[None]]

log = structlog.get_logger(__name__)


async def _record_nothing(_entry: Entry) -> None:
    """For commands that store nothing."""


def recording(database: Database, clock: Clock) -> Record:
    """Stores entries. If nothing can be stored, the log says so, and the customer still gets the reply."""

    async def record(entry: Entry) -> None:
        try:
            await database.write(repository.append, entry, clock())
        except BatonError as error:
            log.error("audit.not_written", action=entry.action, reason=error.code)

    return record


@dataclass
class Connectors:
    """`inside` are those of this process; `of_packs` returns the others, as the packs that are on describe them.

    With `changes_nothing`, no company's server is asked to change anything.
    """

    inside: Mapping[str, Connector]
    of_packs: Callable[[str], Awaitable[Connector | None]] | None = None
    record: Record = field(default=_record_nothing)
    changes_nothing: bool = False

    def store_nothing(self) -> None:
        """For commands: from now on nothing is changed at a company's, and nothing is recorded."""
        self.changes_nothing, self.record = True, _record_nothing

    async def call(self, name: str, asked: Asked, *, by: Actor = BOT) -> Told:
        """Never raises for a connector: an unknown one has failed, like one that does not answer.

        What changes something is only called if the customer has said yes.
        """
        outside = await self.of_packs(name) if self.of_packs is not None else None
        connector = outside or self.inside.get(name)
        if connector is None:
            log.error("connector.unknown", connector=name)
            return failed(name, "unknown_connector")
        if connector.changes and not (asked.confirmed and (outside is None or not self.changes_nothing)):
            return failed(name, "not_confirmed")
        return await self.perform(name, connector, asked, by=by)

    async def perform(self, name: str, connector: Connector, asked: Asked, *, by: Actor) -> Told:
        """Calls this connector, and records the call."""
        began = time.monotonic()
        told = await connector.call(asked)
        await self._note(name, told, round((time.monotonic() - began) * 1000), by)
        return told

    async def _note(self, name: str, told: Told, milliseconds: int, by: Actor) -> None:
        details = {"outcome": told.outcome, "milliseconds": milliseconds}
        details |= {"reason": told.reason} if told.reason else {}
        details |= {"status": told.status} if told.status else {}
        log.info("connector.called", connector=name, **details)
        await self.record(Entry(by, "connector.called", name, details))
