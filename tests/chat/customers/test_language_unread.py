"""Agents see the language that a customer writes, even where the bot has read none of it."""

from sqlalchemy import Connection

from chat.customers.endpoints import _ask_for_person
from handoff.handoffs.languages import customer_language
from handoff.lifecycle.service import accept
from tests.fixtures.story import Story

GERMAN = "Ich warte seit gestern auf meine Rechnung und finde sie nirgends."
SPANISH = "Hola, no encuentro la factura de este mes por ninguna parte."


def call_person(connection: Connection, story: Story, conversation: str) -> None:
    _ask_for_person(connection, conversation, None, None, story.clock())


def test_words_that_the_bot_has_not_read_before_the_button_count(story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, GERMAN)
    story.database.write_now(call_person, story, conversation)
    assert customer_language(story.read(conversation)) == "de"
    assert story.handoff(conversation).language == "de", "offers go by it"


def test_words_of_a_waiting_customer_count(story: Story) -> None:
    conversation = story.conversation()
    story.database.write_now(call_person, story, conversation)
    assert story.handoff(conversation).language is None
    story.say(conversation, GERMAN)
    assert (customer_language(story.read(conversation)), story.handoff(conversation).language) == ("de", "de")


def test_words_to_an_agent_count_and_leave_the_handoff_as_it_was_matched(story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, GERMAN)
    story.database.write_now(call_person, story, conversation)
    story.database.write_now(accept, story.handoff(conversation).id, story.agent("Ines"), story.clock())
    story.say(conversation, SPANISH)
    assert customer_language(story.read(conversation)) == "es"
    assert story.handoff(conversation).language == "de"


def test_a_short_word_changes_nothing(story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, GERMAN)
    story.database.write_now(call_person, story, conversation)
    story.say(conversation, "ok")
    assert customer_language(story.read(conversation)) == "de"
