"""Which turns a process runs after one another, and that it asks SQL for none that nobody opened."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection

from chat.turns import runner as runner_module
from chat.turns.runner import TurnRunner
from chat.turns.turn import Outcome, Turn
from conversations.conversation import Author, Draft
from kit.events import Event
from tests.fixtures.callers import eventually
from tests.fixtures.story import Story


class Thinks:
    """A dialogue that answers with the message. The first one waits until it may go on."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()
        self.heard: list[str] = []
        self.breaks = False

    async def think(self, turn: Turn) -> Outcome:
        self.heard.append(turn.text)
        self.begun.set()
        await self.go_on.wait()
        if self.breaks:
            raise ZeroDivisionError
        return Outcome([Draft(Author("bot", "Bot"), f"You said: {turn.text}")])


def runner(story: Story, dialogue: Any) -> TurnRunner:
    options: dict[str, Any] = {"at_once": 4, "sweep_seconds": 60, "lease_seconds": 60}
    turns = TurnRunner(story.database, dialogue, story.clock, None, prefix="test", **options)
    story.database.publish = lambda event: turns.on_event(event) if _on_the_loop() else None
    return turns


async def say(story: Story, turns: TurnRunner, conversation: str, text: str) -> None:
    await asyncio.to_thread(story.say, conversation, text)
    turns.on_event(Event("turn.opened", {"conversation_id": conversation}))


async def test_what_is_said_during_a_turn_is_answered_after_it_without_a_sweep(story: Story) -> None:
    conversation, thinks = story.conversation(), Thinks()
    turns = runner(story, thinks)
    await say(story, turns, conversation, "one")
    await thinks.begun.wait()
    await say(story, turns, conversation, "two")
    await say(story, turns, conversation, "three")
    thinks.go_on.set()
    await eventually(lambda: _is_answered(story, conversation))
    assert thinks.heard == ["one", "two", "three"], "each once, in order"
    await turns.stop()


async def test_a_turn_that_nothing_follows_is_read_once(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation, thinks, read = story.conversation(), Thinks(), []
    load = runner_module.load_turn

    def counted(connection: Connection, *about: Any) -> Turn | None:
        read.append(about)
        return load(connection, *about)

    monkeypatch.setattr(runner_module, "load_turn", counted)
    turns = runner(story, thinks)
    thinks.go_on.set()
    await say(story, turns, conversation, "one")
    task = turns._running[conversation]
    await task
    await eventually(lambda: _is_answered(story, conversation))
    assert len(read) == 1


async def test_after_a_failure_only_the_sweep_goes_on(story: Story) -> None:
    conversation, thinks = story.conversation(), Thinks()
    turns = runner(story, thinks)
    await say(story, turns, conversation, "one")
    await thinks.begun.wait()
    await say(story, turns, conversation, "two")
    thinks.breaks = True
    task = turns._running[conversation]
    thinks.go_on.set()
    await asyncio.wait([task])
    await asyncio.sleep(0)  # its end is noted
    assert not turns._running
    assert thinks.heard == ["one"], "it is tried again by the sweep, which counts the tries"


async def _is_answered(story: Story, conversation: str) -> bool:
    found = story.read(conversation)
    return found.turn == found.turns_opened


def _on_the_loop() -> bool:
    """A test's own messages are stored on other threads, and told by `say`."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
