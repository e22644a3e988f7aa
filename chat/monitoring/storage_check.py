"""Checks that the database accepts writes, by writing: with a full disk or a lock, reads still work.

However often it is called, it writes only once every few seconds, never twice at the same time, and a caller never
waits for long. The result is public, so it names the kind of problem but no address, path or statement; the log
has the database's code.
"""

import asyncio
import time
from collections.abc import Callable

import structlog
from sqlalchemy import Column, Connection, Integer, Table, select, text
from sqlalchemy.exc import DBAPIError

from kit.background.failures import describe_failure
from kit.clock import Clock
from kit.database import Database, Instant, metadata
from kit.errors import BatonError, Busy
from kit.rows import upsert

log = structlog.get_logger(__name__)

FRESH_SECONDS = 3.0
"""How long a success is cached. A failure is not cached, so the next caller learns at once that it is over."""

PATIENCE_SECONDS = 2.0
"""How long a caller waits. The write itself may take longer; no other write starts until it has ended."""

storage_checks = Table(
    "storage_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("checked_at", Instant, nullable=False),
)

_REASONS = (
    (("full", "no space", "quota"), "the disk is full"),
    (("read-only", "readonly"), "it is read-only"),
    (("disk i/o", "input/output", "could not write"), "the disk fails"),
)


class StorageCheck:
    """One instance per process. `monotonic` returns seconds."""

    def __init__(self, database: Database, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._monotonic = monotonic
        self._well_until = monotonic()
        self._trial: asyncio.Task[str] | None = None

    async def state(self) -> str:
        """`ok`, or what is wrong."""
        if self._monotonic() < self._well_until:
            return "ok"
        if self._trial is None:
            self._trial = asyncio.create_task(self._try(), name="storage-check")
        trial = self._trial
        await asyncio.wait({trial}, timeout=PATIENCE_SECONDS)
        if not trial.done():
            return f"takes no writes: no answer within {PATIENCE_SECONDS:g} seconds"
        if (error := trial.exception()) is not None:
            log.error("storage_check.failed", **describe_failure(error))
            return "takes no writes: it fails"
        return trial.result()

    async def stop(self) -> None:
        if self._trial is not None:
            self._trial.cancel()
            await asyncio.wait({self._trial})

    async def _try(self) -> str:
        try:
            if not self._database.is_there():
                return "takes no writes: its file is gone"
            await self._database.write(_write, self._clock())
        except (BatonError, DBAPIError) as error:
            return await self._trouble(error)
        finally:
            self._trial = None
        self._well_until = self._monotonic() + FRESH_SECONDS
        return "ok"

    async def _trouble(self, error: BatonError | DBAPIError) -> str:
        try:
            await self._database.read(_read)
        except BatonError as also_unread:
            return also_unread.code
        return f"takes no writes: {in_words(error)}"


def _write(connection: Connection, now: object) -> None:
    """Writes what a message needs; on PostgreSQL it also takes the locks that storing a message takes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"set local lock_timeout = {PATIENCE_SECONDS * 500:.0f}"))
        connection.execute(text("lock table conversations, messages in row exclusive mode"))
    upsert(connection, storage_checks, {"id": 1}, {"checked_at": now})


def _read(connection: Connection) -> None:
    connection.execute(select(1))


def in_words(error: Exception) -> str:
    """The kind of problem, in our own words."""
    if isinstance(error, Busy):
        return "it is locked or overloaded"
    said = str(error.__cause__ or error).lower()
    return next((words for signs, words in _REASONS if any(sign in said for sign in signs)), "it fails")
