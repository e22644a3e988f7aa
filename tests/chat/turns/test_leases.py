"""Turns that break off: their lease timer ends with them, no word of theirs is logged, and the sweep goes on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy import Connection
from structlog.testing import capture_logs

from chat.turns.dialogue import unavailable
from chat.turns.lease_timer import LeaseTimer
from chat.turns.runner import MOST_TRIES, TurnRunner
from chat.turns.turn import Outcome, Turn
from conversations import repository
from tests.fixtures.callers import eventually
from tests.fixtures.redis_server import RedisServer
from tests.fixtures.story import Story

SAID = "my card is 4111"


async def hands_over(turn: Turn) -> Outcome:
    return unavailable(turn)


async def stumbles(turn: Turn) -> Outcome:
    raise KeyError(turn.text)


class Thinks:
    """A dialogue that does what a test says."""

    def __init__(self, think: Callable[[Turn], Awaitable[Outcome]]) -> None:
        self.think = think


def runner(story: Story, dialogue: Any, redis: "Redis | None" = None, *, sweep_seconds: float = 60) -> TurnRunner:
    options: dict[str, Any] = {"at_once": 4, "sweep_seconds": sweep_seconds, "lease_seconds": 60}
    return TurnRunner(story.database, dialogue, story.clock, redis, prefix="test", **options)


async def run_one(turns: TurnRunner, conversation_id: str, *, left_lying: bool) -> None:
    turns.schedule(conversation_id, left_lying=left_lying)
    await asyncio.wait([turns._running[conversation_id]])


@pytest.mark.parametrize("left_lying", [False, True])
@pytest.mark.parametrize("think", [hands_over, stumbles])
async def test_no_lease_timer_outlives_its_turn(
    story: Story, think: Callable[[Turn], Awaitable[Outcome]], left_lying: bool
) -> None:
    conversation = story.conversation()
    story.say(conversation, SAID)
    turns, before = runner(story, Thinks(think)), asyncio.all_tasks()
    await run_one(turns, conversation, left_lying=left_lying)
    assert asyncio.all_tasks() == before


async def test_a_turn_that_is_given_up_gives_its_lease_back(story: Story, shared_redis: RedisServer) -> None:
    conversation = story.conversation()
    story.say(conversation, SAID)
    async with Redis.from_url(shared_redis.url) as redis:
        turns, before = runner(story, Thinks(stumbles), redis), asyncio.all_tasks()
        for _ in range(MOST_TRIES + 1):
            await run_one(turns, conversation, left_lying=True)
            assert await redis.exists(f"test:turn:{conversation}") == 0
        assert asyncio.all_tasks() == before
    assert story.read(conversation).status == "queued"


async def test_a_slow_turn_is_leased_and_gives_it_back(story: Story, shared_redis: RedisServer) -> None:
    conversation = story.conversation()
    story.say(conversation, SAID)
    go_on = asyncio.Event()

    async def slow(turn: Turn) -> Outcome:
        await go_on.wait()
        return unavailable(turn)

    async with Redis.from_url(shared_redis.url) as redis:

        async def is_leased() -> bool:
            return bool(await redis.exists(f"test:turn:{conversation}"))

        turns = runner(story, Thinks(slow), redis, sweep_seconds=0.01)
        turns.schedule(conversation)
        task = turns._running[conversation]
        await eventually(is_leased)
        go_on.set()
        await task
        assert not await is_leased()


async def test_a_timer_that_ends_while_it_asks_says_that_there_may_be_a_lease() -> None:
    asking = asyncio.Event()

    async def never_answers(_conversation_id: str) -> bool:
        asking.set()
        await asyncio.Event().wait()
        return True

    timer = LeaseTimer(0, never_answers, "c1")
    await asking.wait()
    assert await timer.end()
    assert not await LeaseTimer(60, never_answers, "c1").end(), "it had not asked yet"


async def test_a_turn_that_fails_is_logged_without_what_was_said(story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, SAID)
    turns = runner(story, Thinks(stumbles))
    with capture_logs() as logged:
        await run_one(turns, conversation, left_lying=False)
        await asyncio.sleep(0)  # its end is noted
    (line,) = logged
    assert (line["event"], line["job"], line["row"], line["error"]) == ("loop.failed", "turn", conversation, "KeyError")
    assert SAID not in repr(logged)
    assert turns.loop.failures == 1


async def test_the_sweep_goes_on_after_a_key_error(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_connection: Connection, _limit: int) -> list[Any]:
        raise KeyError("a fault of ours")

    conversation = story.conversation()
    story.say(conversation, SAID)
    story.clock.move(minutes=5)
    turns = runner(story, Thinks(hands_over), sweep_seconds=0.01)
    with monkeypatch.context() as patched:
        patched.setattr(repository, "list_unanswered", broken)
        await turns.start()

        async def keeps_failing() -> bool:
            return turns.loop.keeps_failing

        await eventually(keeps_failing)
    await eventually(lambda: is_queued(story, conversation))
    await turns.stop()


async def is_queued(story: Story, conversation: str) -> bool:
    return story.read(conversation).status == "queued"


async def test_stopping_ends_turns_whose_grace_is_over(story: Story) -> None:
    async def hangs(_turn: Turn) -> Outcome:
        await asyncio.Event().wait()
        raise AssertionError

    conversation = story.conversation()
    story.say(conversation, SAID)
    turns, before = runner(story, Thinks(hangs)), asyncio.all_tasks()
    turns.schedule(conversation)
    await turns.stop(grace_seconds=0)
    assert asyncio.all_tasks() == before
