"""Messages are stored once, in order and without gaps. The status changes only as the table of transitions allows."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from chat.customers.messages import receive_message
from conversations.conversation import SYSTEM, Draft, Status
from conversations.presentation import message_body
from conversations.service import append, end_by_customer, get, move, post_customer_message, post_event
from conversations.status import TRANSITIONS
from kit.database import Database
from kit.errors import BadRequest, Conflict, NotFound
from kit.events import Event
from tests.fixtures.story import START, MovableClock, Story

STATUSES = ("bot", "queued", "assigned", "resolved")


def test_resending_returns_the_same_message_and_stores_nothing(story: Story) -> None:
    conversation = story.conversation()
    first = story.say(conversation, "Where is my order?", "one")
    assert story.say(conversation, "Where is my order?", "one") == first
    assert len(story.transcript(conversation)) == 1
    assert story.read(conversation).turns_opened == 1


def test_the_same_identifier_with_another_text_is_a_conflict_and_the_first_is_kept(story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, "first", "one")
    with pytest.raises(Conflict) as refused:
        story.say(conversation, "second", "one")
    assert refused.value.code == "conflict"
    assert [message.draft.text for message in story.transcript(conversation)] == ["first"]


async def test_messages_sent_at_once_are_numbered_without_gaps(database: Database, story: Story) -> None:
    conversation = story.conversation()
    await asyncio.gather(
        *(database.write(receive_message, conversation, f"m{n}", f"text {n}", None, START) for n in range(50))
    )
    assert [message.seq for message in story.transcript(conversation)] == list(range(1, 51))
    assert story.read(conversation).turns_opened == 50


def test_a_customer_does_not_see_notes_and_previous_skips_them(story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, "hello")

    def add_note(connection: Connection) -> None:
        locked = get(connection, conversation, lock=True)
        append(connection, locked, [Draft(SYSTEM, "note", visibility="internal")], START)

    story.database.write_now(add_note)
    story.say(conversation, "still there?")
    seen = [message_body(message, "customer") for message in story.transcript(conversation, "customer")]
    assert [(body["seq"], body["previous"]) for body in seen] == [(1, 0), (3, 1)]
    staff = [message_body(message, "staff") for message in story.transcript(conversation)]
    assert [(body["seq"], body["previous"]) for body in staff] == [(1, 0), (2, 1), (3, 2)]
    assert story.read(conversation).last_seq_for("customer") == 3


def test_a_choice_counts_only_if_it_was_offered(story: Story) -> None:
    conversation = story.conversation()
    with pytest.raises(BadRequest):
        story.database.write_now(receive_message, conversation, "one", "Returns", "article:x", START)
    assert story.transcript(conversation) == []


def test_writing_to_a_resolved_conversation_reopens_it_and_opens_a_turn(story: Story) -> None:
    conversation = story.conversation()

    def resolve(connection: Connection) -> None:
        locked = get(connection, conversation, lock=True)
        move(connection, locked, "resolved", "conversation.resolved", START, text="done")

    story.database.write_now(resolve)
    story.say(conversation, "one more thing")
    now = story.read(conversation)
    assert (now.status, now.turns_opened - now.turn) == ("bot", 1)
    assert story.events(conversation) == ["conversation.resolved", "conversation.reopened"]


def test_every_process_hears_of_a_new_turn_and_of_a_changed_conversation_alone(
    open_database: Callable[..., Database], clock: MovableClock
) -> None:
    told: list[Event] = []
    story = Story(open_database(told.append), clock)
    conversation = story.conversation()

    def heard() -> set[str]:
        names = {event.name for event in told}
        told.clear()
        return names

    def post(connection: Connection, values: dict[str, Any]) -> None:
        locked = get(connection, conversation, lock=True)
        post_event(connection, locked, "contact.left", START, text="left", **values)

    heard()
    story.say(conversation, "hello")
    assert {"message.created", "turn.opened"} <= heard()
    story.database.write_now(post, {})
    assert "conversation.changed" not in heard()
    story.database.write_now(post, {"agent_name": "Ines"})
    assert "conversation.changed" in heard()


def test_an_unknown_conversation_is_not_found(story: Story) -> None:
    with pytest.raises(NotFound):
        story.read("conv_nobody")


@pytest.mark.parametrize("current", STATUSES)
@pytest.mark.parametrize("target", STATUSES)
def test_only_transitions_in_the_table_are_allowed(story: Story, current: Status, target: Status) -> None:
    conversation = story.conversation()

    def put(connection: Connection) -> None:
        locked = get(connection, conversation, lock=True)
        append(connection, locked, [], START, status=current)

    story.database.write_now(put)
    allowed = TRANSITIONS.get((current, target), frozenset())
    event = min(allowed, default="conversation.resolved")

    def go(connection: Connection) -> None:
        locked = get(connection, conversation, lock=True)
        move(connection, locked, target, event, START, text="moved")

    if allowed:
        story.database.write_now(go)
        assert story.read(conversation).status == target
        assert story.events(conversation) == [event]
        return
    with pytest.raises(Conflict) as refused:
        story.database.write_now(go)
    assert refused.value.code == "wrong_status"
    assert story.read(conversation).status == current
    assert story.events(conversation) == []


def test_a_conversation_that_its_customer_ends_twice_ends_once(story: Story) -> None:
    conversation = story.conversation()
    for _ in range(2):
        assert story.database.write_now(end_by_customer, conversation, START).status == "resolved"
    assert story.events(conversation) == ["conversation.ended"]


def test_only_the_first_of_two_equal_messages_is_new(story: Story) -> None:
    conversation = story.conversation()

    def send(connection: Connection) -> bool:
        locked = get(connection, conversation, lock=True)
        _, is_new = post_customer_message(connection, locked, "one", "Where is my order?", None, START)
        return is_new

    assert [story.database.write_now(send) for _ in range(2)] == [True, False]
