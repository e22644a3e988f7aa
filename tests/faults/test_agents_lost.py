"""Lost agents: a console that is killed, a connection that is only half open. No customer is stuck with them."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from chat.assembly.serve import OPTIONS
from conversations.conversation import SYSTEM, Draft
from conversations.service import append, get
from handoff.presence.models import presence
from kit.clock import system_clock
from tests.fixtures.callers import Customer, Socket, Staff, eventually, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat

SHORT: dict[str, Any] = {
    "presence_lease_seconds": 1,
    "presence_api_lease_seconds": 1,
    "presence_grace_seconds": 0,
}


@pytest.fixture
async def chat(serve_chat: ServeChat) -> ServedChat:
    return await serve_chat(**SHORT)


async def with_three(chat: ServedChat, agent: Staff) -> list[Customer]:
    """Three customers of the agent, in the order of their arrival."""
    waiting = [await chat.queued() for _ in range(3)]
    for number, customer in enumerate(waiting):
        ok(await customer.say(f"number {number}"))
    for customer in reversed(waiting):
        await agent.accept(customer.id)
    return waiting


async def until_renewed(chat: ServedChat, agent: Staff) -> None:
    """Returns once only the console keeps the agent's lease, which one of the agent's calls had extended."""

    async def short() -> bool:
        held_for = await chat.database.read(lease_of, agent.id) - chat.container.clock()
        return held_for <= timedelta(seconds=SHORT["presence_lease_seconds"])

    await eventually(short)


async def back_in_queue(chat: ServedChat, agent: Staff, number: int) -> list[str]:
    """The queue, once it has this many entries; the sweep is run at once instead of waited for."""

    async def queue() -> list[str]:
        await chat.container.housekeeping.look_once()
        found = [each["conversation_id"] for each in await agent.queue()]
        return found if len(found) >= number else []

    found: list[str] = await eventually(queue)
    return found


async def test_a_killed_console_requeues_three_customers_in_order_with_transcript_and_draft(
    chat: ServedChat,
) -> None:
    lost, next_one = await chat.person(name="Ines"), await chat.person()
    async with lost.listen() as socket:
        await socket.until("snapshot")
        ok(await lost.put("/presence", {"state": "online"}))
        first, *others = await with_three(chat, lost)
        ok(await lost.reply(first.id, "Good day!"))
        assert ok(await lost.put(f"{first.path}/draft", {"text": "I have looked it up:"})) == {
            "text": "I have looked it up:"
        }
        later = await chat.queued()
        async with next_one.listen() as other:
            await other.until("snapshot")
            await until_renewed(chat, lost)
            socket.connection.transport.abort()
            queue = await back_in_queue(chat, next_one, 4)
            await other.until("presence.changed", lambda frame: frame["person_id"] == lost.id)
    assert queue == [first.id, *(each.id for each in others), later.id]
    seen = (await first.messages())[-1]
    assert (seen["event"], seen["author"]["kind"]) == ("assignment.ended", "system")
    assert "Ines" in seen["text"]
    got = await next_one.accept(first.id)
    assert [each["text"] for each in got["transcript"] if each["kind"] == "text"] == ["number 0", "Good day!"]
    left = got["conversation"]["left_draft"]
    assert (left["agent"], left["text"]) == ({"id": lost.id, "name": "Ines"}, "I have looked it up:")
    ok(await next_one.reply(first.id, "It is on its way."))
    assert ok(await next_one.get(first.path))["left_draft"] is None
    assert "left_draft" not in await first.read()


async def test_a_half_open_connection_is_detected_and_a_late_reply_is_rejected(serve_chat: ServeChat) -> None:
    chat = await serve_chat(PINGED, **SHORT)
    lost, next_one = await chat.person(name="Ines"), await chat.person(name="Tomas")
    async with lost.listen() as socket:
        await socket.until("snapshot")
        ok(await lost.put("/presence", {"state": "online"}))
        customer = await chat.assigned(lost)
        await until_renewed(chat, lost)
        hears_nothing(socket)
        await back_in_queue(chat, next_one, 1)
        await next_one.accept(customer.id)
        late = await lost.reply(customer.id, "I have looked it up.")
        assert (refusal(late), late.json()["error"]["agent"]) == ((409, "claim_lost"), {"name": "Tomas"})
        assert refusal(await lost.put(f"{customer.path}/draft", {"text": "I have"})) == (409, "claim_lost")
        assert not any("looked" in each["text"] for each in await next_one.messages(customer.id))
        socket.connection.transport.abort()


async def test_an_open_console_keeps_its_agent_present_in_any_state(chat: ServedChat) -> None:
    agent = await chat.person()
    async with agent.listen() as socket:
        await socket.until("snapshot")
        customer = await chat.assigned(agent)
        for state in ("online", "away", "offline"):
            ok(await agent.put("/presence", {"state": state}))
            frame = await socket.until("presence.changed", lambda frame: frame["person_id"] == agent.id)
            assert frame["state"] == state
            await chat.container.housekeeping.look_once()
            assert (await customer.read())["status"] == "assigned"


PINGED: dict[str, Any] = {"ws_ping_interval": 0.5, "ws_ping_timeout": 3.0}
"""Enough time for a pong, however busy the machine is."""


def write_a_lot(connection: Connection, conversation_id: str) -> None:
    """More than the buffers of both sides can hold."""
    drafts = [Draft(SYSTEM, "\U0001f600" * 2_000)] * 950
    append(connection, get(connection, conversation_id, lock=True), drafts, system_clock())


async def test_a_console_that_stops_reading_loses_its_customers(serve_chat: ServeChat) -> None:
    """The console cannot even receive a close frame, so the connection is aborted."""
    chat = await serve_chat(PINGED, **SHORT)
    lost, next_one = await chat.person(), await chat.person()
    async with lost.listen() as socket:
        await socket.until("snapshot")
        customer = await chat.assigned(lost)
        await until_renewed(chat, lost)
        hears_nothing(socket)
        await chat.database.write(write_a_lot, customer.id)
        assert await back_in_queue(chat, next_one, 1) == [customer.id]
        await until_alone(chat)
        socket.connection.transport.abort()


async def test_a_customer_who_does_not_read_keeps_no_connection_open(serve_chat: ServeChat) -> None:
    chat = await serve_chat(PINGED)
    customer = await chat.customer()
    await chat.database.write(write_a_lot, customer.id)
    async with customer.listen(0) as socket:
        hears_nothing(socket)
        await until_alone(chat)
        socket.connection.transport.abort()


async def until_alone(chat: ServedChat) -> None:
    """Returns once only connections of calls are left."""

    async def alone() -> bool:
        return chat.container.guard.sockets == 0

    await eventually(alone)


async def test_a_console_without_heartbeats_counts_as_gone_although_it_answers_pings(serve_chat: ServeChat) -> None:
    """A browser answers for a frozen page: it reads, but nobody sees what it reads."""
    chat = await serve_chat(**SHORT, silent_console_seconds=1.0)
    frozen, next_one = await chat.person(), await chat.person()
    async with frozen.listen() as socket:
        await socket.until("snapshot")
        customer = await chat.assigned(frozen)
        await socket.send({"type": "ping"})
        assert await socket.closed() == 1013
        assert await back_in_queue(chat, next_one, 1) == [customer.id]


async def test_heartbeats_keep_an_agent_present_and_so_does_reading_without_ever_sending_one(
    serve_chat: ServeChat,
) -> None:
    chat = await serve_chat(**SHORT, silent_console_seconds=1.0)
    console, program = await chat.person(), await chat.person()
    async with console.listen() as beating, program.listen() as listening:
        await beating.until("snapshot")
        await listening.until("snapshot")
        both = [await chat.assigned(console), await chat.assigned(program)]
        for _ in range(5):  # renewed again and again, far longer than a console may be silent
            await beating.send({"type": "ping"})
            await asyncio.gather(*(until_renewed_again(chat, agent) for agent in (console, program)))
        await chat.container.housekeeping.look_once()
        assert [(await each.read())["status"] for each in both] == ["assigned"] * 2


async def until_renewed_again(chat: ServedChat, agent: Staff) -> None:
    before = await chat.database.read(lease_of, agent.id)

    async def later() -> bool:
        return await chat.database.read(lease_of, agent.id) > before

    await eventually(later)


def lease_of(connection: Connection, agent_id: str) -> datetime:
    held: datetime | None = connection.scalar(select(presence.c.lease_until).where(presence.c.person_id == agent_id))
    assert held is not None
    return held


def test_a_half_open_connection_is_detected_within_half_a_minute() -> None:
    assert OPTIONS["ws_ping_interval"] + OPTIONS["ws_ping_timeout"] <= 30


async def test_a_draft_is_private_until_its_agent_loses_the_conversation(chat: ServedChat) -> None:
    agent, other = await chat.person(), await chat.person()
    customer = await chat.assigned(agent)
    path = f"{customer.path}/draft"
    ok(await agent.put(path, {"text": "Hello"}))
    assert refusal(await other.put(path, {"text": "mine"})) == (409, "already_assigned")
    assert ok(await agent.get(customer.path))["left_draft"] is None
    for text in (None, " ", ""):
        assert ok(await agent.put(path, {"text": text})) == {"text": None}
    for body, code in (({"text": "x" * 2001}, "too_long"), ({"text": ["x"]}, "bad_type")):
        assert refusal(await agent.put(path, body)) == (400, code)
    ok(await agent.put(path, {"text": "Hello"}))
    ok(await agent.post(f"{customer.path}/requeue"))
    assert ok(await other.get(customer.path))["left_draft"]["text"] == "Hello"
    assert refusal(await other.put("/conversations/conv_none/draft", {"text": "x"})) == (404, "not_found")


def hears_nothing(socket: Socket) -> None:
    """From now on the other side's packets are lost: no pong leaves, and no close arrives."""
    socket.connection.transport.pause_reading()
