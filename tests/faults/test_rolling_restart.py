"""Three `chat` on one database and one Redis behind a balancer are restarted in turn: nobody loses a word."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from benchmarks.faults.proxy import balancer
from benchmarks.faults.run import Outcome, Runner
from benchmarks.faults.victims import Victims
from tests.fixtures.callers import API
from tests.fixtures.chat_process import ChatProcess, StartChat, free_port
from tests.fixtures.neighbours import Neighbours, repeats
from tests.fixtures.redis_server import RedisServer

SEED = 20


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("database_url")
async def test_a_rolling_restart_loses_doubles_and_moves_nothing(
    start_chat: StartChat,
    start_redis: Callable[[], RedisServer],
    chat_settings: dict[str, Any],
    neighbours: Neighbours,
) -> None:
    neighbours.bot = repeats
    chat_settings["redis_url"] = start_redis().url
    ports = [free_port() for _ in range(3)]
    chats = [await start_chat(port=port) for port in ports]
    agent = await chats[0].person()
    async with balancer("127.0.0.1", ports) as (proxy, port), aiohttp.ClientSession() as session:
        victims = Victims(api=f"http://127.0.0.1:{port}{API}", proxy=proxy, processes=dict)
        restarting = asyncio.create_task(_restart_each(start_chat, chats))
        outcomes: list[Outcome] = []
        while not (restarting.done() and outcomes):
            outcomes.append(await Runner(victims, session, str(agent.token)).run(SEED + len(outcomes), (), 0))
        await restarting
    assert [problem for outcome in outcomes for problem in outcome.problems] == []
    assert sum(outcome.unanswered for outcome in outcomes) == 0
    assert sum(outcome.acknowledged for outcome in outcomes) == sum(outcome.attempted for outcome in outcomes) > 0


async def _restart_each(start_chat: StartChat, chats: list[ChatProcess]) -> None:
    """As an upgrade does: asked to end, waited for, started again at the same port, and then the next one."""
    for chat in chats:
        chat.process.terminate()
        await chat.ended()
        await start_chat(port=int(chat.url.rpartition(":")[2]))
