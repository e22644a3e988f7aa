"""Storms: everybody reconnects at once after a restart, or one customer keeps reconnecting."""

import asyncio
import resource
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from conversations.conversation import Opening
from conversations.service import open_conversation
from handoff.lifecycle.service import ask_for_person
from kit.clock import system_clock
from tests.fixtures.callers import Customer, Frame, ok
from tests.fixtures.chat_process import RunningChat, ServeChat, StartChat

EVERYBODY = 1_000
RESUMED_WITHIN_SECONDS = 60.0  # for all of them; far more than needed, on a machine that also does other things
TABS, COMINGS = 3, 50
ALLOWED = 75  # of these, 150 a minute


@pytest.fixture
def many_files() -> Iterator[None]:
    """As many open files as this user may have; the processes that the test starts inherit the limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def wait_for_a_person(connection: Connection) -> tuple[str, str]:
    """A new conversation in the queue, and its token."""
    now = system_clock()
    conversation, token = open_conversation(connection, Opening(), now)
    ask_for_person(connection, conversation.id, now, note=None, department=None)
    return conversation.id, token


async def resumed(customer: Customer) -> list[Frame]:
    """What the customer is shown when reconnecting without a cursor."""
    async with customer.listen(0) as socket:
        await socket.until("replay.ended")
        return socket.shown


@pytest.mark.usefixtures("many_files")
async def test_after_a_restart_everybody_is_back_at_once_with_the_whole_transcript(start_chat: StartChat) -> None:
    first = await start_chat()
    opened = await asyncio.gather(*(first.database.write(wait_for_a_person) for _ in range(EVERYBODY)))
    await first.kill()
    second: RunningChat = await start_chat()
    customers = [Customer(second.http, conversation_id, token) for conversation_id, token in opened]
    async with asyncio.timeout(RESUMED_WITHIN_SECONDS):
        shown = await asyncio.gather(*(resumed(customer) for customer in customers))
    assert {tuple(message["event"] for message in messages) for messages in shown} == {("handoff.requested",)}
    agent = await second.person()
    waiting = await agent.queue()
    assert {entry["conversation_id"] for entry in waiting} == {conversation_id for conversation_id, _ in opened}


async def come_and_go(customer: Customer) -> tuple[int, int]:
    """How often a tab connected (each time with a complete transcript), and how often it was told to wait."""
    let_in = refused = 0
    for _ in range(COMINGS):
        async with customer.listen(0) as socket:
            first = await socket.next()
            if first["type"] == "error":
                assert first["error"]["code"] == "rate_limited"
                assert first["error"]["retry_after"] >= 1
                await socket.closed()
                refused += 1
            else:
                await socket.until("replay.ended")
                assert [message["seq"] for message in socket.shown] == list(range(1, len(socket.shown) + 1))
                let_in += 1
    return let_in, refused


async def test_a_customer_who_keeps_reconnecting_is_slowed_down_politely_and_misses_nothing(
    serve_chat: ServeChat,
) -> None:
    chat = await serve_chat(sockets_per_minute=ALLOWED)
    agent = await chat.person()
    customer, other = await chat.assigned(agent), await chat.queued()
    tabs = [asyncio.create_task(come_and_go(customer)) for _ in range(TABS)]
    for number in range(10):
        ok(await agent.reply(customer.id, f"number {number}"))
    counts = await asyncio.gather(*tabs)
    let_in, refused = (sum(each) for each in zip(*counts, strict=True))
    assert (let_in, refused) == (ALLOWED, TABS * COMINGS - ALLOWED)
    transcript = await customer.messages()
    assert [message["text"] for message in transcript[-10:]] == [f"number {number}" for number in range(10)]
    assert await resumed(other), "nobody else is slowed down"
