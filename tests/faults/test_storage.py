"""Storage that is full, locked or gone: a message is rejected with a reason and a time, and never half stored."""

import asyncio
import resource
import time
from datetime import datetime
from pathlib import Path
from sqlite3 import OperationalError

import pytest
from sqlalchemy import Connection, make_url, select, text

from chat.monitoring.storage_check import FRESH_SECONDS, PATIENCE_SECONDS, StorageCheck, in_words, storage_checks
from kit.clock import system_clock
from kit.database import Database
from kit.errors import Busy, StorageUnavailable
from tests.faults.test_killed import writing_held_up
from tests.fixtures.callers import eventually, ok, refusal
from tests.fixtures.chat_process import RunningChat, ServedChat, StartChat
from tests.fixtures.databases import PostgresServer
from tests.fixtures.neighbours import Neighbours, repeats

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NO_ANSWER = f"takes no writes: no answer within {PATIENCE_SECONDS:g} seconds"
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@on_sqlite
async def test_a_full_disk_rejects_messages_and_nothing_else(start_chat: StartChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    chat = await start_chat()
    customer = await chat.customer()
    async with customer.listen() as socket:
        await customer.say("before")
        await socket.until_text("You said: before")
        process = chat.process.pid
        _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (1, most))
        refused = await customer.say("while it is full", "one")
        assert refusal(refused) == (503, "storage_unavailable")
        assert int(refused.headers["Retry-After"]) >= 1
        await socket.say("two", "while it is full, too")
        error = await socket.until("error")
        assert (error["client_message_id"], error["error"]["code"]) == ("two", "storage_unavailable")
        assert error["error"]["retry_after"] >= 1
        assert [each["text"] for each in await customer.messages()] == ["before", "You said: before"]
        assert await eventually(lambda: unwell(chat)) == "takes no writes: the disk fails"
        resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))
        assert ok(await chat.anybody.get("/health"))["database"] == "ok", "at once, and with no restart"
        assert (await customer.say("while it is full", "one")).status_code == 201, "with no restart"
        await socket.until_text("You said: while it is full")
    assert [each["seq"] for each in await customer.messages()] == [1, 2, 3, 4]


@on_sqlite
async def test_with_a_locked_database_everybody_waits_once_and_not_one_after_the_other(
    chat: ServedChat, database_url: str
) -> None:
    customers = [await chat.customer() for _ in range(5)]
    with writing_held_up(database_url):
        began = time.monotonic()
        sent = [customer.say(f"text {number}", f"m{number}") for customer in customers for number in range(4)]
        answers = asyncio.gather(*sent)
        for customer in customers:
            assert (await customer.read())["last_seq"] == 0, "reading goes on"
        assert {refusal(answer) for answer in await answers} == {(503, "busy")}
        assert time.monotonic() - began < 14, "five seconds for what was begun, five for what came meanwhile"
    for customer in customers:
        assert (await customer.say("text 0", "m0")).status_code == 201
        assert (await customer.messages())[0]["seq"] == 1


async def unwell(chat: RunningChat) -> str | None:
    """Health's description of the database's problem, once there is one."""
    answer = await chat.anybody.get("/health")
    told: str = answer.json()["database"]
    assert (answer.status_code == 200) == (told == "ok")
    return None if told == "ok" else told


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        ("database or disk is full", "the disk is full"),
        ("could not extend file: No space left on device", "the disk is full"),
        ("attempt to write a readonly database", "it is read-only"),
        ("cannot execute UPDATE in a read-only transaction", "it is read-only"),
        ("disk I/O error", "the disk fails"),
        ("out of memory", "it fails"),
    ],
)
def test_the_description_of_a_problem_reveals_no_secret(failure: str, told: str) -> None:
    refused = StorageUnavailable()
    refused.__cause__ = OperationalError(f"/srv/secret/path: {failure} at 10.0.0.5")
    assert in_words(refused) == told


async def test_while_writes_are_blocked_health_and_metrics_report_it(chat: ServedChat, database_url: str) -> None:
    supervisor = await chat.person("supervisor")
    assert await unwell(chat) is None
    with writing_held_up(database_url):
        told = await eventually(lambda: unwell(chat))
        assert told in ("takes no writes: it is locked or overloaded", NO_ANSWER)
        metrics = await supervisor.get("/metrics")
        assert 'baton_service_up{service="database"} 0' in metrics.text
        assert 'baton_service_up{service="redis"} 1' in metrics.text
    assert await eventually(lambda: well(chat)), "with no restart"
    assert 'baton_service_up{service="database"} 1' in (await supervisor.get("/metrics")).text


async def well(chat: RunningChat) -> bool:
    return await unwell(chat) is None


async def test_many_health_checks_cause_one_write_at_a_time_and_nobody_waits_long(
    database: Database, database_url: str
) -> None:
    check = StorageCheck(database, system_clock)
    await database.write(lambda _connection: None)
    with writing_held_up(database_url):
        began = time.monotonic()
        told = await asyncio.gather(*(check.state() for _ in range(200)))
        assert time.monotonic() - began < 2 * PATIENCE_SECONDS
        assert all(each.startswith("takes no writes: ") for each in told)
        trials = [task for task in asyncio.all_tasks() if task.get_name() == "storage-check"]
        assert len(trials) <= 1
    await check.stop()


async def test_a_success_is_cached_for_a_few_seconds_and_a_failure_is_not(database: Database) -> None:
    now = 1000.0
    check = StorageCheck(database, system_clock, lambda: now)

    def last(connection: Connection) -> datetime:
        moment: datetime = connection.scalars(select(storage_checks.c.checked_at)).one()
        return moment

    assert await check.state() == "ok"
    first = await database.read(last)
    now += FRESH_SECONDS - 0.1
    assert await check.state() == "ok"
    assert await database.read(last) == first, "nothing was written"
    now += 0.2
    assert await check.state() == "ok"
    second = await database.read(last)
    assert second > first
    now += FRESH_SECONDS + 0.1
    await database.write(lambda connection: connection.execute(text("alter table storage_checks rename to away")))
    assert await check.state() == "takes no writes: it fails"
    await database.write(lambda connection: connection.execute(text("alter table away rename to storage_checks")))
    assert await check.state() == "ok"


@on_sqlite
async def test_a_deleted_database_file_is_reported(chat: ServedChat, database_url: str) -> None:
    """Open connections would keep writing to the file, and nobody could find the data again."""
    file = Path(str(make_url(database_url).database))
    elsewhere = file.rename(file.with_name("elsewhere"))
    assert await eventually(lambda: unwell(chat)) == "takes no writes: its file is gone"
    elsewhere.rename(file)
    assert await unwell(chat) is None


@on_sqlite
async def test_a_full_write_queue_is_reported_at_once(database_url: str) -> None:
    database = Database(database_url)
    await database.write(lambda _connection: None)
    more = database.LONGEST_QUEUE + 300
    with writing_held_up(database_url):
        waiting = [asyncio.create_task(database.write(lambda _connection: None)) for _ in range(more)]
        refused, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        assert refused
        assert all(isinstance(task.exception(), Busy) for task in refused)
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert outcomes.count(None) > database.LONGEST_QUEUE - 100, "what had a place in the line was done"
    database.close()


@on_postgresql
async def test_a_server_that_rejects_writes_can_still_be_read(
    chat: ServedChat, postgres: PostgresServer, database_url: str, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    name = make_url(database_url).database
    customer = await chat.customer()
    async with customer.listen() as socket:
        await customer.say("before")
        await socket.until_text("You said: before")
    postgres.execute(f'alter database "{name}" set default_transaction_read_only = on')
    postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
    assert refusal(await customer.say("while it is read-only", "one")) == (503, "storage_unavailable")
    assert len(await customer.messages()) == 2
    assert await eventually(lambda: unwell(chat)) == "takes no writes: it is read-only"
    postgres.execute(f'alter database "{name}" reset default_transaction_read_only')
    postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
    assert (await customer.say("while it is read-only", "one")).status_code == 201
    async with customer.listen() as socket:
        await socket.until_text("You said: while it is read-only")
    assert [each["seq"] for each in await customer.messages()] == [1, 2, 3, 4]


async def test_sockets_survive_a_database_that_is_away_for_a_moment(
    chat: ServedChat, database_url: str, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    customer, agent = await chat.customer(), await chat.person()
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        await customer_socket.say("one", "before")
        await customer_socket.until_text("You said: before")
        with writing_held_up(database_url):
            await customer_socket.say("two", "meanwhile")
            await customer_socket.heard()
        await customer_socket.until_text("You said: meanwhile")
        await agent_socket.until_text("You said: meanwhile")
        ok(await customer.post(f"{customer.path}/handoff"))
        await agent_socket.until("queue.changed", lambda frame: len(frame["queue"]) == 1)
