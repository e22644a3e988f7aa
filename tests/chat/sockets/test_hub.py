"""The hub goes on: a conversation that cannot be told of holds up no other, and no failure ends one of its loops."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Connection

from chat.sockets import hub as hub_module
from chat.sockets.hub import Hub
from chat.sockets.subscriptions import Feed
from conversations import repository
from handoff.lifecycle.service import cancel
from handoff.queue.position import QueuePosition
from kit.events import Event
from tests.fixtures.callers import PATIENCE_SECONDS, eventually
from tests.fixtures.story import Story


async def told(feed: Feed, kind: str) -> Mapping[str, Any]:
    """The next frame of this type."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (frame := (await feed.told.get()).frame)["type"] != kind:
            pass
        return frame


async def test_a_conversation_that_cannot_be_read_holds_up_no_other(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = story.conversation(), story.conversation()
    find = repository.find

    def stumbles(connection: Connection, conversation_id: str, **options: Any) -> Any:
        if conversation_id == bad:
            raise KeyError("a fault of ours")
        return find(connection, conversation_id, **options)

    monkeypatch.setattr(repository, "find", stumbles)
    hub = Hub(story.database, story.clock, sweep_seconds=60)
    feed = hub.feed("somebody")
    await hub.start()
    for conversation in (bad, good):
        hub.on_event(Event("conversation.changed", {"conversation_id": conversation}))
    assert (await told(feed, "conversation.changed"))["conversation_id"] == good
    await hub.stop()


async def test_each_of_its_loops_outlives_a_key_error(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> Any:
        raise KeyError("a fault of ours")

    conversation = story.conversation()
    hub = Hub(story.database, story.clock, sweep_seconds=0.01)
    feed = hub.feed("somebody")
    subscription = hub.subscribe(conversation)

    async def all_have_failed() -> bool:
        return all(loop.failures for loop in hub.loops if loop.name in ("hub.sweep", "hub.queue"))

    with monkeypatch.context() as patched:
        patched.setattr(repository, "list_revisions", broken)
        patched.setattr(hub_module, "list_queue", broken)
        await hub.start()
        hub.on_event(Event("queue.changed"))
        await eventually(all_have_failed)
    assert (await told(feed, "queue.changed"))["queue"] == [], "told as soon as it can be"
    async with asyncio.timeout(PATIENCE_SECONDS):
        await subscription.woken.wait()
    await hub.stop()


async def test_a_change_of_the_queue_wakes_only_who_moved(story: Story) -> None:
    """Whoever floods the queue behind others does not have their sockets read SQL each time."""
    hub = Hub(story.database, story.clock, sweep_seconds=60)
    ahead, behind = (hub.subscribe(story.ask_for_person(story.conversation()).conversation_id) for _ in range(2))
    first, second, seventh = (QueuePosition(number, None, 0).body() for number in (1, 2, 7))
    ahead.position, behind.position = first, second
    await hub.start()
    story.database.write_now(cancel, ahead.conversation_id, story.clock())
    hub.on_event(Event("queue.changed"))
    async with asyncio.timeout(PATIENCE_SECONDS):
        await behind.woken.wait()
        await ahead.woken.wait()
    assert (behind.stale, behind.new_position) == (False, first)
    assert ahead.stale, "it does not wait any more: SQL says what it does"

    behind.position = first
    behind.woken.clear()
    later = hub.subscribe(story.ask_for_person(story.conversation()).conversation_id)
    later.position = seventh
    hub.on_event(Event("queue.changed"))
    async with asyncio.timeout(PATIENCE_SECONDS):
        await later.woken.wait()
    assert not behind.woken.is_set()
    await hub.stop()
