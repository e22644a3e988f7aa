"""Without Redis (lost, wiped, full or hanging) there is more latency, but no message, handoff or sign-in is lost."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.faults.proxy import socket_proxy
from tests.fixtures.callers import Customer, eventually, ok
from tests.fixtures.chat_process import RunningChat, ServeChat, ServedChat
from tests.fixtures.neighbours import Neighbours, repeats
from tests.fixtures.redis_server import RedisServer

StartRedis = Callable[[], RedisServer]

LONG = 3_600.0
"""A sweep that does not run within a test: an event that arrives was a wake-up."""


def at(chat: RunningChat, customer: Customer) -> Customer:
    return Customer(chat.http, customer.id, str(customer.token))


async def test_two_processes_wake_each_other_up(serve_chat: ServeChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    here, there = await serve_chat(), await serve_chat(socket_sweep_seconds=LONG)
    await eventually(lambda: both_connected(here, there))
    customer, agent = await here.customer(), await there.person()
    async with at(there, customer).listen() as customer_socket, agent.listen() as agent_socket:
        await customer_socket.until("replay.ended")
        await agent_socket.until("snapshot")
        await customer.say("hello")
        await customer_socket.until_text("You said: hello")
        await agent_socket.until_text("You said: hello")
        ok(await customer.post(f"{customer.path}/handoff"))
        await agent_socket.until("queue.changed", lambda frame: len(frame["queue"]) == 1)
        await customer_socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")


async def both_connected(*chats: ServedChat) -> bool:
    return all(chat.container.bus.connected for chat in chats)


async def test_lost_wake_ups_are_repaired_within_five_seconds(
    serve_chat: ServeChat, neighbours: Neighbours, tmp_path: Path
) -> None:
    """The other process has a different prefix here, so none of its wake-ups arrive."""
    neighbours.bot = repeats
    (tmp_path / "elsewhere").mkdir()
    default = {"socket_sweep_seconds": 2.0}
    here, there = await serve_chat(), await serve_chat(data=tmp_path / "elsewhere", **default)
    customer, agent = await here.customer(), await there.person()
    async with at(there, customer).listen() as customer_socket, agent.listen() as agent_socket:
        await customer_socket.until("replay.ended")
        await agent_socket.until("snapshot")
        began = time.monotonic()
        await customer.say("hello")
        await customer_socket.until_text("You said: hello")
        await agent_socket.until_text("You said: hello")
        assert time.monotonic() - began < 5 + 2, "five seconds, and two for a busy machine"
        assert [each["seq"] for each in customer_socket.shown] == [1, 2]
        assert [each["seq"] for each in agent_socket.shown] == [1, 2]


async def test_after_redis_is_killed_and_restarted_empty_the_conversation_goes_on(
    serve_chat: ServeChat, start_redis: StartRedis, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    redis = start_redis()
    here, there = await serve_chat(redis_url=redis.url), await serve_chat(redis_url=redis.url)
    customer, agent = await here.customer(), await there.person()
    ok(await agent.put("/presence", {"state": "online"}))
    async with at(there, customer).listen() as customer_socket, agent.listen() as agent_socket:
        await customer.say("before")
        await customer_socket.until_text("You said: before")
        redis.kill()
        await customer.say("without")
        await customer_socket.until_text("You said: without")
        await agent_socket.until_text("You said: without")
        assert ok(await here.anybody.get("/health"))["database"] == "ok"
        ok(await customer.post(f"{customer.path}/handoff"))
        await customer_socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
        assert (await customer.read())["queue"]["agents_available"] == 1, "presence is kept in SQL"
        redis.start()
        await eventually(lambda: both_connected(here, there))
        await agent.accept(customer.id)
        ok(await agent.reply(customer.id, "after"))
        await customer_socket.until_text("after")
        assert [each["seq"] for each in customer_socket.shown] == list(range(1, 8))
        seen = [each["seq"] for each in agent_socket.shown]
        assert seen == sorted(set(seen))
    assert ok(await here.anybody.get("/health"))["redis"] == "ok"


async def test_nobody_notices_when_an_operator_wipes_redis(
    serve_chat: ServeChat, start_redis: StartRedis, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    redis = start_redis()
    settings = {"redis_url": redis.url, "socket_sweep_seconds": LONG}
    here, there = await serve_chat(**settings), await serve_chat(**settings)
    await eventually(lambda: both_connected(here, there))
    customer, agent = await here.customer(), await here.person()
    async with at(there, customer).listen() as customer_socket:
        for number in range(5):
            with redis.client() as client:
                client.flushall()
                client.script_flush()
            await customer.say(f"text {number}")
            await customer_socket.until_text(f"You said: text {number}")
        ok(await customer.post(f"{customer.path}/handoff"))
        assert len(await agent.queue()) == 1
        await agent.accept(customer.id)
    assert [each["seq"] for each in await customer.messages()] == list(range(1, 13))


async def test_everything_works_with_a_full_redis(
    serve_chat: ServeChat, start_redis: StartRedis, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    redis = start_redis()
    chat = await serve_chat(redis_url=redis.url, messages_per_10_seconds=5)
    with redis.client() as client:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1")
    customer, agent = await chat.customer(), await chat.person()
    async with customer.listen() as socket:
        await customer.say("hello")
        await socket.until_text("You said: hello")
        answers = await asyncio.gather(*(customer.say("again") for _ in range(9)))
        assert [answer.status_code for answer in answers].count(201) == 4, "limits still hold"
        ok(await customer.post(f"{customer.path}/handoff"))
        await agent.accept(customer.id)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_hanging_redis_delays_nobody(
    serve_chat: ServeChat, start_redis: StartRedis, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    redis = start_redis()
    chat = await serve_chat(redis_url=redis.url, messages_per_10_seconds=100)
    customer = await chat.customer()
    async with customer.listen() as socket:
        await customer.say("before")
        await socket.until_text("You said: before")
        redis.pause()
        began = time.monotonic()
        for number in range(3):
            await customer.say(f"text {number}")
            await socket.until_text(f"You said: text {number}")
        assert time.monotonic() - began < 10
        assert ok(await chat.anybody.get("/health"))["redis"] != "ok"
        redis.resume()
        await customer.say("after")
        await socket.until_text("You said: after")


async def test_a_slow_redis_that_drops_connections_costs_time_and_nothing_else(
    serve_chat: ServeChat, start_redis: StartRedis, neighbours: Neighbours
) -> None:
    """Half a second for each answer, and every connection is reset again and again."""
    neighbours.bot = repeats
    redis = start_redis()
    bad = redis.socket.with_name("bad.sock")
    async with socket_proxy(str(redis.socket), str(bad)) as proxy:
        here, there = [await serve_chat(redis_url=f"unix://{bad}", messages_per_10_seconds=1_000) for _ in range(2)]
        await eventually(lambda: both_connected(here, there))
        customer = await here.customer()
        async with at(there, customer).listen() as socket:
            proxy.delay_seconds = 0.5
            began = time.monotonic()
            for number in range(6):
                assert (await customer.say(f"text {number}")).status_code == 201
                await socket.until_text(f"You said: text {number}")
                proxy.cut()
                assert proxy.connections < 20, "no pile-up"
            assert time.monotonic() - began < 6 * (5 + 2), "five seconds each, and two for a busy machine"
            assert [each["seq"] for each in socket.shown] == list(range(1, 13))
        proxy.heal()
        await eventually(lambda: both_connected(here, there))


async def test_without_redis_one_process_does_everything(serve_chat: ServeChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    chat = await serve_chat(redis_url="", socket_sweep_seconds=LONG)
    customer, agent = await chat.customer(), await chat.person()
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        await customer.say("hello")
        await customer_socket.until_text("You said: hello")
        await agent_socket.until_text("You said: hello")
    assert ok(await chat.anybody.get("/health"))["redis"] == "not configured"
