"""A reader misses nothing and sees nothing twice, wherever the connection is lost and resumed."""

import asyncio
import random

import pytest

from tests.fixtures.callers import Customer, Frame, Socket, ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import Neighbours, repeats

LAST = "that was all"


def check_chain(shown: list[Frame], after: int) -> None:
    """Each message is the next one for this reader: no gap, no duplicate."""
    for message in shown:
        assert message["previous"] <= after < message["seq"], (after, message)
        after = message["seq"]


async def flap(customer: Customer, chance: random.Random) -> list[Frame]:
    """Reads until the last message, losing the connection after a random number of frames each time."""
    seen: list[Frame] = []
    while True:
        after = seen[-1]["seq"] if seen else 0
        if seen and chance.random() < 0.3:  # a client that lost some of its messages
            keep = chance.randrange(len(seen))
            seen, after = seen[:keep], seen[keep - 1]["seq"] if keep else 0
        async with customer.listen(after) as socket:
            done = await read_some(socket, chance.randrange(1, 30))
            check_chain(socket.shown, after)
            seen += socket.shown
            if done:
                return seen
            if chance.random() < 0.5:
                socket.connection.transport.abort()


async def read_some(socket: Socket, frames: int) -> bool:
    """Reads at most this many frames; returns whether the last message was among them."""
    for _ in range(frames):
        frame = await socket.next()
        if frame["type"] == "message.created" and frame["message"]["text"] == LAST:
            return True
    return False


@pytest.mark.parametrize("seed", range(3))
async def test_resuming_anywhere_while_messages_arrive(chat: ServedChat, neighbours: Neighbours, seed: int) -> None:
    neighbours.bot = repeats
    chance = random.Random(seed)
    agent, customer = await chat.person(), await chat.customer()
    readers = [asyncio.create_task(flap(customer, random.Random(seed * 100 + tab))) for tab in range(2)]
    for number in range(8):
        await customer.say(f"to the bot {number}")
    ok(await customer.post(f"{customer.path}/handoff"))
    await agent.accept(customer.id)
    for number in range(15):
        visibility = chance.choice(["public", "internal"])
        ok(await agent.reply(customer.id, f"from the agent {number}", visibility=visibility))
        if chance.random() < 0.5:
            await customer.say(f"to the agent {number}")
    ok(await agent.reply(customer.id, LAST))
    transcript = await customer.messages()
    check_chain(transcript, 0)
    for seen in await asyncio.gather(*readers):
        assert seen == transcript


async def test_an_invalid_cursor_starts_from_the_beginning(chat: ServedChat) -> None:
    customer = await chat.queued()
    for cursor in ("-1", "x", "1.5", str(10**18), "%00", "1e3", ""):
        async with customer.socket(f"{customer.path}/socket?after={cursor}") as socket:
            assert (await socket.until("message.created"))["message"]["seq"] == 1, cursor


async def test_a_cursor_at_the_end_waits_for_new_messages(chat: ServedChat) -> None:
    customer = await chat.queued()
    async with customer.listen(1) as socket:
        assert (await socket.until("replay.ended"))["seq"] == 1
        assert socket.shown == []
        await customer.say("hello")
        await socket.until_text("hello")
        check_chain(socket.shown, 1)


async def test_a_cursor_of_another_conversation_shows_everything_again(chat: ServedChat) -> None:
    """A cursor beyond the end is a client's mistake; waiting there, the client would miss every new message."""
    customer = await chat.queued()
    async with customer.listen(1_000) as socket:
        assert (await socket.until("replay.ended"))["seq"] == 1
        assert [each["seq"] for each in socket.shown] == [1]
