"""The only access to SQL: short synchronous functions that run on threads, one transaction each.

A transaction is a plain function of a connection, so it cannot await anything: no lock is held while Rasa, an encoder
or a network is slow. On SQLite, one writer thread takes all waiting functions and commits them together, each in its
own savepoint; this makes `synchronous=FULL` cheap. On PostgreSQL, each function has its own connection.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

from kit.errors import Busy, StorageUnavailable
from kit.events import Event, gather_events
from kit.measures.histogram import Histogram
from kit.sql.aside import Aside
from kit.sql.engines import server_engine, sqlite_engine
from kit.sql.failures import translate
from kit.tracing.spans import carried, span

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables of Baton. Each room declares its own tables in its `models.py`."""

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]
Record = Callable[[Connection, Sequence[Event]], None]


class Instant(TypeDecorator[datetime]):
    """A point in time: aware UTC in Python, whatever the database stores."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@dataclass
class _Job:
    """A transaction that waits for the writer, and the future for its result."""

    run: Callable[[Connection], Any]
    done: Future[tuple[Any, list[Event]]]


class Database:
    """Runs transactions. `publish` receives each transaction's events after its commit, in commit order.

    `record` receives them at the end of the transaction and inside it: what it writes is stored with them, or not.
    """

    LONGEST_QUEUE = 2_000
    LARGEST_GROUP = 64

    def __init__(
        self,
        address: str,
        *,
        publish: Callable[[Event], None] | None = None,
        record: Record | None = None,
        readers: int = 4,
        writers: int = 8,
        aside: int = 2,
    ) -> None:
        self.address = address
        self.seconds = Histogram(
            "baton_sql_seconds",
            "How long a transaction took, waiting for its thread or for the writer included.",
            {"kind": ("read", "read_in_place", "read_aside", "write")},
        )
        self.is_sqlite = make_url(address).get_backend_name() == "sqlite"
        self.publish = publish or (lambda _event: None)
        self._record = record or (lambda _connection, _events: None)
        self._reading = sqlite_engine(address, "BEGIN") if self.is_sqlite else server_engine(address, readers + writers)
        self._writing = sqlite_engine(address, "BEGIN IMMEDIATE") if self.is_sqlite else self._reading
        self._in_place = sqlite_engine(address, "BEGIN", patience_seconds=0) if self.is_sqlite else None
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="sql-read")
        self._aside = Aside(address, aside)
        self._jobs: queue.Queue[_Job | None] = queue.Queue(self.LONGEST_QUEUE)
        self._writers = [
            threading.Thread(target=self._write_forever, name=f"sql-write-{n}", daemon=True)
            for n in range(1 if self.is_sqlite else writers)
        ]
        for thread in self._writers:
            thread.start()

    @property
    def engine(self) -> Engine:
        """Only for migrations and checks; all other code uses `read` and `write`."""
        return self._writing

    def is_there(self) -> bool:
        """False if the SQLite file was deleted. Open connections would keep writing to a file that nobody can open
        again.
        """
        name = make_url(self.address).database
        return not self.is_sqlite or not name or Path(name).exists()

    async def read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in a read-only snapshot. Raises StorageUnavailable if the database cannot be reached."""
        loop = asyncio.get_running_loop()
        with self.seconds.timing("read"), span("read"):
            run = carried(lambda: _in_view(self._reading, work, *args, **kwargs))
            return await loop.run_in_executor(self._readers, run)

    def read_now(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for callers without an event loop."""
        with self.seconds.timing("read"):
            return _in_view(self._reading, work, *args, **kwargs)

    async def read_few(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for a few rows found by key. SQLite returns them faster than a thread could be woken.

        On SQLite, `work` runs on the calling thread if no writer blocks it. A database server is always read from a
        thread.
        """
        if self._in_place is not None:
            with contextlib.suppress(Busy), self.seconds.timing("read_in_place"), span("read in place"):
                return _in_view(self._in_place, work, *args, **kwargs)
        return await self.read(work, *args, **kwargs)

    async def read_aside(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for what may take long and no customer waits for, such as reports. It has its own few threads and
        connections, so it never keeps a customer's read waiting, and raises Busy after `Aside.LONGEST_SECONDS`.
        """
        loop = asyncio.get_running_loop()
        with self.seconds.timing("read_aside"), span("read aside"):
            run = carried(lambda: self._aside.run(work, *args, **kwargs))
            return await loop.run_in_executor(self._aside.threads, run)

    async def write(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in a transaction and returns its value once it is durable. An exception rolls it back.

        `work` may run again from the start if the database requires it, so it must change nothing but the database.
        Raises Busy when the queue of transactions is full or the lock is not available.
        """
        with self.seconds.timing("write"), span("write"):
            future = self._enqueue(carried(lambda connection: work(connection, *args, **kwargs)))
            # Shielded: if the caller is cancelled (a closed socket), the job that the writer may already hold must not
            # be cancelled.
            value, events = await asyncio.shield(asyncio.wrap_future(future))
        self._tell(events)
        return value  # type: ignore[no-any-return]

    def write_now(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`write` for callers without an event loop."""
        with self.seconds.timing("write"):
            value, events = self._enqueue(lambda connection: work(connection, *args, **kwargs)).result()
        self._tell(events)
        return value  # type: ignore[no-any-return]

    def close(self) -> None:
        """Finishes the queued transactions, then closes every connection."""
        for _ in self._writers:
            self._jobs.put(None)
        for thread in self._writers:
            thread.join()
        self._readers.shutdown()
        self._aside.close()
        self._reading.dispose()
        if self._in_place is not None:
            self._in_place.dispose()
        self._writing.dispose()

    def _tell(self, events: list[Event]) -> None:
        for each in events:
            self.publish(each)

    def _enqueue(self, run: Callable[[Connection], Any]) -> Future[tuple[Any, list[Event]]]:
        job = _Job(run, Future())
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise Busy() from None
        return job.done

    def _write_forever(self) -> None:
        while (job := self._jobs.get()) is not None:
            group = [job]
            last = False
            while self.is_sqlite and len(group) < self.LARGEST_GROUP and not self._jobs.empty():
                following = self._jobs.get()
                if following is None:
                    last = True
                    break
                group.append(following)
            try:
                self._commit(group)
            except Exception as error:  # noqa: BLE001 - any error: this thread is the only writer and must go on
                for each in group:
                    if not each.done.done():
                        each.done.set_exception(error)
            if last:
                return

    def _commit(self, group: list[_Job]) -> None:
        """One commit for the group. Each job fails alone, unless the commit itself fails."""
        outcomes: list[tuple[_Job, Any, list[Event]]] = []
        failures: list[tuple[_Job, Exception]] = []
        try:
            with self._writing.begin() as connection:
                for job in group:
                    try:
                        with (
                            connection.begin_nested() if len(group) > 1 else _Nothing(),
                            gather_events(connection) as events,
                        ):
                            value = job.run(connection)
                            self._record(connection, tuple(events))
                            outcomes.append((job, value, events))
                    except DBAPIError:
                        raise
                    except Exception as error:  # noqa: BLE001 - a job's own error goes to its caller
                        failures.append((job, translate(error) if isinstance(error, OverflowError) else error))
                        if len(group) == 1:
                            connection.rollback()
        except DBAPIError as error:
            translated = translate(error)
            if len(group) > 1 and not isinstance(translated, Busy | StorageUnavailable):
                for job in group:  # one job may be the cause: run each again, alone
                    self._commit([job])
                return
            # A locked or missing database fails every job: run one by one, each would wait for its own timeout.
            failures, outcomes = [(job, translated) for job in group], []
        for job, value, events in outcomes:
            job.done.set_result((value, events))
        for job, failure in failures:
            job.done.set_exception(failure)


def _in_view(engine: Engine, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        with engine.begin() as connection:
            return work(connection, *args, **kwargs)
    except (DBAPIError, OverflowError) as error:
        raise translate(error) from error


class _Nothing:
    """A context manager that does nothing. A job that runs alone needs no savepoint."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...
