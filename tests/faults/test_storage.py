"""Storage that is full, locked or gone: a message is refused with a reason and a time, and never half stored."""

import asyncio
import resource
import time

import pytest
from sqlalchemy import make_url

from kit.database import Database
from kit.errors import Busy
from tests.faults.test_killed import writing_held_up
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat, StartChat
from tests.fixtures.databases import PostgresServer
from tests.fixtures.neighbours import Neighbours, repeats

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@on_sqlite
async def test_a_full_disk_refuses_messages_and_nothing_else(start_chat: StartChat, neighbours: Neighbours) -> None:
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
        assert (await chat.anybody.get("/health")).status_code == 200
        resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))
        assert (await customer.say("while it is full", "one")).status_code == 201, "with no restart"
        await socket.until_text("You said: while it is full")
    assert [each["seq"] for each in await customer.messages()] == [1, 2, 3, 4]


@on_sqlite
async def test_a_locked_database_makes_everybody_wait_once_not_one_by_one(chat: ServedChat, database_url: str) -> None:
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


@on_sqlite
async def test_too_long_a_line_is_told_at_once(database_url: str) -> None:
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
async def test_a_server_that_takes_no_writes_can_still_be_read(
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
    postgres.execute(f'alter database "{name}" reset default_transaction_read_only')
    postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
    assert (await customer.say("while it is read-only", "one")).status_code == 201
    async with customer.listen() as socket:
        await socket.until_text("You said: while it is read-only")
    assert [each["seq"] for each in await customer.messages()] == [1, 2, 3, 4]


async def test_sockets_outlive_a_database_that_is_away_for_a_moment(
    chat: ServedChat, database_url: str, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    customer, agent = await chat.customer(), await chat.person()
    async with customer.listen() as hers, agent.listen() as theirs:
        await theirs.until("snapshot")
        await hers.say("one", "before")
        await hers.until_text("You said: before")
        with writing_held_up(database_url):
            await hers.say("two", "meanwhile")
            await hers.heard()
        await hers.until_text("You said: meanwhile")
        await theirs.until_text("You said: meanwhile")
        ok(await customer.post(f"{customer.path}/handoff"))
        await theirs.until("queue.changed", lambda frame: len(frame["queue"]) == 1)
