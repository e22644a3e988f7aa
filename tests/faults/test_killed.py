"""A `chat` that dies, hangs or is asked to stop: nothing is lost or duplicated, and another process takes over."""

import asyncio
import random
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import make_url

from tests.fixtures.callers import Caller, Customer, eventually
from tests.fixtures.chat_process import RunningChat, ServeChat, StartChat
from tests.fixtures.neighbours import Held, Neighbours, repeats


@contextmanager
def writing_held_up(database_url: str) -> Iterator[None]:
    """No message can be stored inside the block: another connection holds a lock that every message needs."""
    address = make_url(database_url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(address.database), isolation_level=None)) as connection:
            connection.execute("begin immediate")
            yield
            connection.execute("rollback")
        return
    with psycopg.connect(host=str(address.query["host"]), user="baton", dbname=address.database) as connection:
        connection.execute("lock table conversations in exclusive mode")
        yield
        connection.rollback()


def at(chat: RunningChat, customer: Customer) -> Customer:
    """The same customer, calling this process."""
    return Customer(chat.http, customer.id, str(customer.token))


async def test_killed_before_the_commit_nothing_was_acknowledged_and_the_resend_is_stored_once(
    start_chat: StartChat, serve_chat: ServeChat, database_url: str, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    first, second = await start_chat(), await serve_chat()
    customer = await first.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        with writing_held_up(database_url):
            await socket.say("one", "hello")
            await socket.heard()
            await first.kill()
        await socket.closed()
        assert socket.of("message.accepted") == []
    again = at(second, customer)
    assert await again.messages() == []
    async with again.listen(0) as socket:
        for _ in range(2):
            await socket.say("one", "hello")
            assert (await socket.until("message.accepted"))["message"]["seq"] == 1
        await socket.until_text("You said: hello")
    assert [each["text"] for each in await again.messages()] == ["hello", "You said: hello"]


async def test_killed_after_the_commit_the_resend_gets_the_same_seq(
    start_chat: StartChat, serve_chat: ServeChat, neighbours: Neighbours
) -> None:
    neighbours.bot = held = Held(repeats)
    first, second = await start_chat(), await serve_chat()
    customer = await first.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        await socket.say("one", "hello")
        stored = await eventually(at(second, customer).messages)
        await first.kill()
    held.let_go.set()
    again = at(second, customer)
    resent = await again.say("hello", "one")
    assert (resent.status_code, resent.json()) == (200, stored[0])
    async with again.listen(1) as socket:
        await socket.until_text("You said: hello")
    assert len(await again.messages()) == 2


async def test_killed_while_the_bot_works_another_process_finishes_the_turn_once(
    start_chat: StartChat, serve_chat: ServeChat, neighbours: Neighbours
) -> None:
    neighbours.bot = held = Held(repeats)
    first, second = await start_chat(bot_timeout_seconds=30), await serve_chat()
    customer = await first.customer()
    async with at(second, customer).listen() as socket:
        await customer.say("hello", "one")
        await held.called.wait()
        neighbours.bot = repeats
        await first.kill()
        held.let_go.set()
        await socket.until_text("You said: hello")
        await at(second, customer).say("and now?")
        await socket.until_text("You said: and now?")
        assert [each["seq"] for each in socket.shown] == [1, 2, 3, 4]


async def test_paused_while_the_bot_works_its_late_result_is_dropped(
    start_chat: StartChat, serve_chat: ServeChat, neighbours: Neighbours
) -> None:
    neighbours.bot = held = Held(repeats)
    first, second = await start_chat(bot_timeout_seconds=30), await serve_chat()
    customer = await first.customer()
    async with at(second, customer).listen() as socket:
        await customer.say("hello", "one")
        await held.called.wait()
        neighbours.bot = repeats
        first.signal(signal.SIGSTOP)
        await socket.until_text("You said: hello")
        held.let_go.set()
        first.signal(signal.SIGCONT)
        await Caller(first.http).get("/health")
        await customer.say("are you back?")
        await socket.until_text("You said: are you back?")
        said = [each["text"] for each in socket.shown if each["author"]["kind"] == "bot"]
        assert said == ["You said: hello", "You said: are you back?"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_asked_to_stop_it_closes_every_socket_and_finishes_its_work(
    start_chat: StartChat, serve_chat: ServeChat, neighbours: Neighbours
) -> None:
    neighbours.bot = held = Held(repeats)
    first, second = await start_chat(bot_timeout_seconds=30), await serve_chat()
    customer, agent = await first.customer(), await first.person()
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        await customer_socket.say("one", "hello")
        await customer_socket.until("message.accepted")
        await held.called.wait()
        last = customer_socket.shown[-1]["seq"] if customer_socket.shown else 0
        first.signal(signal.SIGTERM)
        assert (await customer_socket.closed(), await agent_socket.closed()) == (1012, 1012)
        last = customer_socket.shown[-1]["seq"] if customer_socket.shown else last
    held.let_go.set()
    assert await first.ended() in (0, -signal.SIGTERM)
    async with at(second, customer).listen(last) as socket:
        await socket.until_text("You said: hello")
    assert len(await at(second, customer).messages()) == 2


@pytest.mark.parametrize(("database_url", "seed"), [("sqlite", 0), ("postgresql", 1)], indirect=["database_url"])
async def test_killed_during_a_stream_every_message_is_answered_once_and_in_order(
    start_chat: StartChat, serve_chat: ServeChat, neighbours: Neighbours, seed: int
) -> None:
    neighbours.bot = repeats
    first, second = await start_chat(), await serve_chat()
    customer, chance = await first.customer(), random.Random(seed)
    fatal = chance.randrange(2, 7)

    async def send(number: int) -> None:
        """Sends to the first process and, if no answer comes, sends the same message again to the second."""
        try:
            answer = await customer.say(f"text {number}", f"m{number}")
        except httpx.TransportError:
            answer = await at(second, customer).say(f"text {number}", f"m{number}")
        assert answer.status_code in (200, 201)

    for number in range(fatal):
        await send(number)
    await asyncio.gather(send(fatal), first.kill())
    for number in range(fatal + 1, 8):
        await send(number)
    async with at(second, customer).listen(0) as socket:
        await socket.until_text("You said: text 7")
    messages = await at(second, customer).messages()
    for who, form in (("customer", "text {}"), ("bot", "You said: text {}")):
        said = [each["text"] for each in messages if each["author"]["kind"] == who]
        assert said == [form.format(number) for number in range(8)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_damaged_database_is_reported_in_one_sentence(start_chat: StartChat, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite3"
    damaged.write_bytes(b"this is no database" * 1_000)
    with pytest.raises(AssertionError) as refused:
        await start_chat(database_url=f"sqlite:///{damaged}")
    assert "The database cannot be read" in str(refused.value)
    assert "Traceback" not in str(refused.value)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_foreign_schema_is_reported_in_one_sentence(start_chat: StartChat, tmp_path: Path) -> None:
    with pytest.raises(AssertionError) as refused:
        await start_chat(database_url=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert "./baton migrate" in str(refused.value)
