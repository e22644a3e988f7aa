"""Transactions: grouped on SQLite, failing one by one, with events published only once they are durable."""

import asyncio
import shutil
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from kit.database import Database
from kit.errors import BadRequest, Conflict, StorageUnavailable
from kit.events import Event, tell
from kit.sql.engines import sqlite_engine
from staff.departments.service import add_department
from staff.people.repository import find_by_email
from staff.people.service import add_person
from tests.fixtures.callers import eventually
from tests.fixtures.databases import PostgresServer

NOW = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)


def count(connection: Connection) -> int:
    return int(connection.scalar(text("select count(*) from people")) or 0)


def email(number: int) -> str:
    return f"p{number}@example.com"


async def test_in_a_group_each_transaction_fails_alone(database: Database) -> None:
    def add(connection: Connection, number: int) -> str:
        person = add_person(connection, email(number % 40), "Ines", ["agent"], NOW)
        if number % 3 == 0:
            raise Conflict("no")
        return person.id

    outcomes = await asyncio.gather(*(database.write(add, number) for number in range(80)), return_exceptions=True)
    stored = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert all(isinstance(outcome, str | Conflict) for outcome in outcomes)
    assert len(stored) == await database.read(count)
    assert len(set(stored)) == len(stored) >= 26


async def test_what_a_transaction_tells_is_recorded_in_it_and_lost_with_it(database: Database) -> None:
    def record(connection: Connection, events: Sequence[Event]) -> None:
        for event in events:
            add_person(connection, f"{event.name}@example.com", "Ines", ["agent"], NOW)

    def says(connection: Connection, name: str, *, fails: bool) -> None:
        tell(connection, name)
        if fails:
            raise Conflict("no")

    recording = Database(database.address, record=record)
    told = (recording.write(says, f"event{number}", fails=number == 1) for number in range(3))
    outcomes = await asyncio.gather(*told, return_exceptions=True)
    assert [isinstance(outcome, Conflict) for outcome in outcomes] == [False, True, False]
    kept = [await database.read(find_by_email, f"event{number}@example.com") for number in range(3)]
    assert [person is not None for person in kept] == [True, False, True]
    recording.close()


def refuses(connection: Connection) -> None:
    """Writes something, and then fails by itself."""
    add_person(connection, email(1), "Jo", ["agent"], NOW)
    raise Conflict("no")


def is_refused(connection: Connection) -> None:
    """Writes something that the database refuses; the group has to start again."""
    connection.execute(text("insert into departments (id) values ('without a name')"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("fails", "failure"), [(refuses, Conflict), (is_refused, IntegrityError)])
async def test_a_job_that_fails_spares_the_others_of_its_group(
    database: Database, fails: Callable[[Connection], None], failure: type[Exception]
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    in_a_group: list[bool] = []

    def hold(_connection: Connection) -> None:
        begun.set()
        assert go_on.wait(20)

    def add(connection: Connection, number: int) -> None:
        in_a_group.append(connection.in_nested_transaction())
        add_person(connection, email(number), "Ines", ["agent"], NOW)

    holding = asyncio.create_task(database.write(hold))
    await asyncio.to_thread(begun.wait, 20)
    group = asyncio.gather(
        database.write(add, 0), database.write(fails), database.write(add, 2), return_exceptions=True
    )
    await asyncio.sleep(0)  # now all of them are queued
    go_on.set()
    first, failed, last = await group
    await holding
    assert in_a_group[0]
    assert (first, type(failed), last) == (None, failure, None)
    assert await database.read(count) == 2, "nothing is left of the one that failed"


async def test_events_are_published_after_the_commit_in_order_and_never_after_a_rollback(
    open_database: Callable[..., Database],
) -> None:
    told: list[Event] = []
    database = open_database(told.append)
    seen: list[int] = []

    def note(connection: Connection, number: int) -> None:
        add_person(connection, email(number), "Ines", ["agent"], NOW)
        tell(connection, "person.noted", number=number)
        seen.append(len(told))
        if number == 7:
            raise Conflict("no")

    for number in range(10):
        if number == 7:
            with pytest.raises(Conflict):
                await database.write(note, number)
        else:
            await database.write(note, number)
    assert [event.details["number"] for event in told if event.name == "person.noted"] == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    assert seen[0] == 0, "not published before it was durable"
    database.write_now(note, 20)
    assert told[-1].details == {"number": 20}


async def test_a_cancelled_caller_does_not_cancel_its_transaction(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        begun.set()
        go_on.wait(10)
        add_person(connection, email(1), "Ines", ["agent"], NOW)

    task = asyncio.create_task(database.write(slowly))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()
    await eventually(lambda: database.read(count))


async def test_a_read_holds_no_lock_that_blocks_a_write(database: Database) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def write(connection: Connection) -> None:
        add_person(connection, email(1), "Ines", ["agent"], NOW)
        inside.set()
        go_on.wait(10)

    task = asyncio.create_task(database.write(write))
    await asyncio.to_thread(inside.wait, 10)
    assert await database.read(count) == 0
    go_on.set()
    await task
    assert await database.read(count) == 1


async def test_a_value_too_large_for_its_column_is_a_bad_request(database: Database) -> None:
    def ask(connection: Connection, value: int) -> None:
        question = "select count(*) from messages where seq = cast(:value as integer)"
        connection.execute(text(question), {"value": value})

    for value in (10**30, 2**70):
        with pytest.raises(BadRequest):
            await database.read(ask, value)
        with pytest.raises(BadRequest):
            await database.write(ask, value)


async def test_a_programming_error_is_raised_as_it_is_and_stops_nothing_else(database: Database) -> None:
    def wrong(connection: Connection) -> None:
        connection.execute(text("select * from nowhere"))

    for _ in range(3):
        for run in (database.read, database.write):
            with pytest.raises(Exception, match="nowhere"):
                await run(wrong)
    with pytest.raises(ZeroDivisionError):
        await database.write(lambda _connection: 1 // 0)
    await database.write(add_department, "Workshop", NOW)


async def test_times_are_read_back_as_written_in_utc(database: Database) -> None:
    elsewhere = datetime(2030, 6, 1, 14, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    await database.write(add_person, email(1), "Ines", ["agent"], elsewhere)

    def created(connection: Connection) -> datetime:
        person = find_by_email(connection, email(1))
        assert person is not None
        return person.created_at

    found = await database.read(created)
    assert (found, found.tzinfo) == (elsewhere, UTC)


async def test_an_unreachable_server_raises_an_api_error(postgres: PostgresServer) -> None:
    database = Database(postgres.address("nobody_made_this"))
    for run in (database.read, database.write):
        with pytest.raises(StorageUnavailable) as refused:
            await run(lambda _connection: None)
        assert refused.value.retry_after
    database.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_sqlite_uses_its_most_durable_settings(database: Database) -> None:
    def pragmas(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [connection.exec_driver_sql(f"pragma {name}").scalar() for name in names]

    assert database.write_now(pragmas) == ["wal", 2, 1, 5000]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_deadlock_is_reported_as_busy(database: Database) -> None:
    ids = [(await database.write(add_person, email(number), "Ines", ["agent"], NOW)).id for number in range(2)]
    both = threading.Barrier(2)

    def cross(connection: Connection, first: str, second: str) -> None:
        lock = text("select id from people where id = :id for update")
        connection.execute(lock, {"id": first})
        both.wait(10)
        connection.execute(lock, {"id": second})

    outcomes = await asyncio.gather(
        database.write(cross, *ids), database.write(cross, *reversed(ids)), return_exceptions=True
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Busy", "NoneType"]


async def test_closing_finishes_the_queued_transactions(
    open_database: Callable[..., Database], database: Database
) -> None:
    other = open_database()
    adding = (other.write(add_person, email(number), "Ines", ["agent"], NOW) for number in range(50))
    tasks = [asyncio.create_task(each) for each in adding]
    await asyncio.sleep(0)  # now all of them are queued
    await asyncio.to_thread(other.close)
    await asyncio.gather(*tasks)
    assert await database.read(count) == 50


async def test_a_few_rows_are_read_during_a_write_and_on_the_calling_thread_on_sqlite(database: Database) -> None:
    """A read sees committed rows, does not see uncommitted ones, and does not wait for the writer."""
    began, may_end = threading.Event(), threading.Event()
    await database.write(add_person, email(1), "Ines", ["agent"], NOW)

    def slow(connection: Connection) -> None:
        add_person(connection, email(2), "Jo", ["agent"], NOW)
        began.set()
        assert may_end.wait(30)

    writing = asyncio.create_task(database.write(slow))
    await asyncio.to_thread(began.wait, 30)
    assert await database.read_few(count) == 1
    may_end.set()
    await writing
    assert await database.read_few(count) == 2
    here = await database.read_few(lambda _connection: threading.current_thread() is threading.main_thread())
    assert here is database.is_sqlite


@pytest.mark.parametrize("attempt", range(5))
def test_a_new_file_can_be_opened_by_several_at_once(sqlite_template: Path, tmp_path: Path, attempt: int) -> None:
    """SQLite refuses one of two connections that give a new file its log at once; so every process starts."""

    def use(engine: Engine, together: threading.Barrier) -> None:
        together.wait(30)
        with engine.begin() as connection:
            connection.execute(text("select count(*) from people"))

    for number in range(60):
        file = shutil.copy(sqlite_template, tmp_path / f"{number}.sqlite3")
        engines = [sqlite_engine(f"sqlite:///{file}", begin) for begin in ("BEGIN", "BEGIN IMMEDIATE", "BEGIN")]
        together = threading.Barrier(len(engines))
        with ThreadPoolExecutor(len(engines)) as threads:
            opened = [threads.submit(use, engine, together) for engine in engines]
        for each in opened:
            each.result()
        for engine in engines:
            engine.dispose()
