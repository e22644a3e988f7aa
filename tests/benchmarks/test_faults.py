"""Seeded faults on a real `chat` with a real Redis and database: every history keeps its word, and a figure says so."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import make_url

from benchmarks.faults.faults import FAULTS
from benchmarks.faults.history import History, Line, Promise, check
from benchmarks.faults.measurement import figures, in_words
from benchmarks.faults.proxy import fault_proxy
from benchmarks.faults.run import Outcome, Runner
from benchmarks.faults.victims import Victims
from tests.fixtures.callers import API
from tests.fixtures.chat_process import ChatProcess, StartChat, free_port
from tests.fixtures.neighbours import Neighbours, repeats
from tests.fixtures.redis_server import RedisServer

TOGETHER = [
    ("chat killed", "Redis full", "connections slow"),
    ("chat stopped", "database locked", "Redis flushed", "connections cut"),
    ("disk full", "Redis stopped", "connections dead"),
]


class Restarted:
    """`chat` as a supervisor keeps it: after its death it is started again at the same port."""

    def __init__(self, start_chat: StartChat) -> None:
        self._start_chat = start_chat
        self._port = free_port()
        self.chat: ChatProcess

    async def start(self) -> None:
        self.chat = await self._start_chat(port=self._port)

    async def revive(self) -> None:
        await self.chat.ended()
        await self.start()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_under_faults_nothing_is_lost_doubled_moved_or_invented(
    start_chat: StartChat,
    start_redis: Callable[[], RedisServer],
    chat_settings: dict[str, object],
    neighbours: Neighbours,
    database_url: str,
) -> None:
    neighbours.bot = repeats
    redis = start_redis()
    chat_settings["redis_url"] = redis.url
    kept = Restarted(start_chat)
    await kept.start()
    agent = await kept.chat.person()
    port = int(kept.chat.url.rpartition(":")[2])
    async with fault_proxy("127.0.0.1", port) as (proxy, proxy_port), aiohttp.ClientSession() as session:
        victims = Victims(
            api=f"http://127.0.0.1:{proxy_port}{API}",
            proxy=proxy,
            processes=lambda: {"chat": kept.chat.process.pid, "redis": redis.process_id},
            redis_socket=redis.socket,
            database=Path(str(make_url(database_url).database)),
            revive=kept.revive,
        )
        runner = Runner(victims, session, str(agent.token))
        outcomes = [await runner.run(seed, names, len(names)) for seed, names in enumerate(TOGETHER)]
    for names, outcome in zip(TOGETHER, outcomes, strict=True):
        assert sorted(outcome.injected) == sorted(names), "every fault really happened"
        assert outcome.problems == []
        assert (outcome.acknowledged, outcome.unanswered) == (outcome.attempted, 0)
        assert outcome.acknowledged >= 20
    assert all(figure.met is not False for figure in figures(outcomes, {}))


async def ended(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read(100) == b""
    except ConnectionError:
        return True


async def test_a_proxy_cuts_refuses_and_passes_on_again() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(100):
            writer.write(data)
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server, fault_proxy("127.0.0.1", server.sockets[0].getsockname()[1]) as (proxy, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"one")
        assert await reader.read(100) == b"one"
        proxy.refuses = True
        proxy.cut()
        assert await ended(reader)
        writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await ended(reader)
        writer.close()
        proxy.heal()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"two")
        assert await reader.read(100) == b"two"
        writer.close()


def test_a_problem_is_counted_and_told_with_the_seed_that_brings_it_back() -> None:
    history = History("c1", attempted=[("customer", "a")], promises=[Promise("customer", "a", 2)], stored=[])
    history.stored = [Line(1, "bot", "?")]
    outcome = Outcome(17, ["chat killed"], ["chat killed"], 1, 1, waits=[2.5], problems=check(history))
    found = {figure.name: figure for figure in figures([outcome], {"one": 0})}
    assert (found["messages lost"].value, found["messages lost"].met) == (1, False)
    assert (found["messages doubled"].value, found["messages doubled"].met) == (0, True)
    assert found["runs"].details["wrong"][0]["seed"] == 17
    assert found["longest silence"].value == 2.5
    assert found["faults injected"].details == {"chat killed": 1}
    assert "seed 17" in in_words(1, outcome)
    assert "(lost)" in in_words(1, outcome)


def test_every_fault_that_the_quick_runs_use_is_one_of_the_benchmark() -> None:
    assert {name for names in TOGETHER for name in names} <= set(FAULTS)
