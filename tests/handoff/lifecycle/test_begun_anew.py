"""A conversation that returns to the bot or is resolved starts anew: no form, counter or open question is left."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from chat.turns.runner import load_turn
from conversations.repository import change
from conversations.service import get
from handoff.lifecycle import service
from tests.fixtures.story import Story

BEFORE = {
    "last_decision": "unsure", "misunderstood": 2, "out_of_scope": 1, "clarified_last": True,
    "frustration": 0.5, "topics": ["ask_refund", "Returns"],
}  # fmt: skip


def with_past(story: Story) -> str:
    """Creates a conversation in the middle of a form, whose last message the bot did not understand."""
    conversation = story.conversation()
    story.say(conversation, "where is my parcel with the bike")

    def remember(connection: Connection) -> None:
        locked = get(connection, conversation, lock=True)
        change(connection, locked, story.clock(), dialogue={"v": 1, "events": ["a form"]}, memory=dict(BEFORE))

    story.database.write_now(remember)
    return conversation


def resolved(story: Story, conversation: str) -> None:
    settle(story, conversation, service.resolve)


def released(story: Story, conversation: str) -> None:
    settle(story, conversation, service.release)


def settle(story: Story, conversation: str, how: Callable[..., Any]) -> None:
    handoff, agent = story.ask_for_person(conversation), story.agent("Ines")
    story.database.write_now(service.accept, handoff.id, agent, story.clock())
    story.database.write_now(how, conversation, agent, story.clock())


def cancelled(story: Story, conversation: str) -> None:
    story.ask_for_person(conversation)
    story.database.write_now(service.cancel, conversation, story.clock())


def ended(story: Story, conversation: str) -> None:
    story.database.write_now(service.end_by_customer, conversation, story.clock())


@pytest.mark.parametrize("leave", [resolved, released, cancelled, ended])
def test_the_next_message_starts_a_new_dialogue(story: Story, leave: Callable[[Story, str], None]) -> None:
    conversation = with_past(story)
    leave(story, conversation)
    story.say(conversation, "ok")
    turn = story.database.read_now(load_turn, conversation, story.clock())
    assert turn is not None
    assert turn.text == "ok"
    assert turn.dialogue is None
    assert {name for name in BEFORE if name in turn.memory} == {"topics"}
    assert turn.said_before == []


def test_its_topics_are_remembered_while_a_person_has_it(story: Story) -> None:
    conversation = with_past(story)
    story.ask_for_person(conversation)
    assert story.read(conversation).memory == BEFORE


def test_asking_the_same_question_after_coming_back_is_not_a_repetition(story: Story) -> None:
    conversation = with_past(story)
    resolved(story, conversation)
    for text in ("where is my parcel with the bike", "where is my parcel with the wheels"):
        story.say(conversation, text)
    turn = story.database.read_now(load_turn, conversation, story.clock())
    assert turn is not None
    assert (turn.text, turn.said_before) == ("where is my parcel with the bike", [])
