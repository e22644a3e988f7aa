"""A customer's language is what they write; short and unclear messages keep what was known."""

import pytest

from chat.turns.language import heard_language, reply_language
from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import Neighbours, always, steps

GERMAN = "Wo bleibt denn meine Bestellung, die letzte Woche kommen sollte?"


def test_one_clear_sentence_sets_the_language() -> None:
    assert heard_language({"topics": ["x"]}, GERMAN) == {"topics": ["x"], "language": "de"}


@pytest.mark.parametrize("text", ["ok", "?", "WW-48213", "mara@example.com", "Kestrel 54", "super danke"])
def test_a_short_text_keeps_what_was_known(text: str) -> None:
    assert reply_language(heard_language({"language": "en"}, text), "nl") == "en"


def test_two_short_messages_in_a_row_change_the_language() -> None:
    once = heard_language({"language": "en"}, "vielen lieben Dank")
    assert reply_language(once, None) == "en"
    assert reply_language(heard_language(once, "nein, danke Ihnen"), None) == "de"


def test_a_greeting_is_enough_while_nothing_is_known() -> None:
    assert heard_language({}, "Guten Tag")["language"] == "de"


@pytest.mark.parametrize(
    ("memory", "locale", "language"),
    [({"language": "de"}, "en-GB", "de"), ({}, "nl-BE", "nl"), ({}, "nb-NO", "no"), ({}, None, "en"), ({}, "??", "en")],
)
def test_written_words_come_before_the_widget(memory: dict[str, str], locale: str | None, language: str) -> None:
    assert reply_language(memory, locale) == language


async def test_agents_see_what_the_customer_writes_and_offers_follow_it(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    agent, customer = await chat.person(), await chat.customer(locale="en-GB")
    neighbours.bot = always(steps({"effect": "hand_over", "reason": "asked_for_person"}))
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        ok(await customer.say(GERMAN))
        await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
    transcript = ok(await customer.get(f"{customer.path}/messages"))["messages"]
    said = next(each for each in transcript if each["author"]["kind"] == "bot")
    assert said["text"] == "Natürlich. Ich verbinde Sie mit einer Kollegin oder einem Kollegen."
    entry = next(each for each in await agent.queue() if each["conversation_id"] == customer.id)
    assert entry["language"] == "de"
    panel = ok(await agent.get(f"{customer.path}/customer"))
    assert (panel["locale"], panel["language"]) == ("en-GB", "de")
