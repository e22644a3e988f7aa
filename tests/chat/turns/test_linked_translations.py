"""A customer who writes in another language reads the article's linked translation, and the source names that one."""

from typing import Any

import pytest
from sqlalchemy import Connection, select

from kit.database import Database
from kit.events import gather_events
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.care.translations import link
from knowledge_base.models import decisions
from tests.chat.turns.test_outcomes import told
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence
from tests.fixtures.staff import MovingClock

QUESTION = "Wie lange habe ich Zeit, um etwas an Sie zurückzuschicken?"
LONG = " ".join(f"Satz {number} steht hier und sagt ein wenig mehr." for number in range(60))
BODY = "Nearly everything.\n\n## How long\n\nYou have **60 days** to send it back to us.\n\n## Where to\n\nTo the shop."
GERMAN = "Fast alles.\n\n## Wie lange\n\nSie haben **60 Tage** Zeit.\n\n## Wohin\n\nAn das Geschäft."
FOUND = {**SURE, "passage": "**How long**\n\nYou have **60 days** to send it back to us."}


@pytest.fixture(autouse=True)
def articles(database: Database, neighbours: Neighbours) -> None:
    neighbours.knowledge = always(evidence(FOUND, probability=0.97, among_three=0.98))
    write(database, "returns", "Returns", BODY, "en")


def write(
    database: Database, article_id: str, title: str, body: str, locale: str, *, live: bool = True, linked: bool = False
) -> None:
    def work(connection: Connection) -> None:
        with gather_events(connection):
            content = Content(title, body, locale=locale)
            made = editing.create(connection, content, "Edith", MovingClock()(), article_id=article_id)
            if live:
                editing.publish(connection, made.id, made.version, "Edith", MovingClock()())
            if linked:
                link(connection, "returns", article_id)

    database.write_now(work)


async def reply(chat: ServedChat, text: str = QUESTION) -> dict[str, Any]:
    return (await told(await chat.customer(), text))[-1]


async def test_the_same_part_of_the_translation_is_read_and_named(chat: ServedChat, database: Database) -> None:
    write(database, "rueckgabe", "Rückgabe", GERMAN, "de-AT", linked=True)
    message = await reply(chat)
    assert message["text"] == "**Wie lange**\n\nSie haben **60 Tage** Zeit."
    (source,) = message["sources"]
    assert (source["article_id"], source["title"], source["section"]) == ("rueckgabe", "Rückgabe", "Wie lange")
    assert source["url"].endswith("/help/rueckgabe")

    def judged(connection: Connection) -> str | None:
        return connection.scalar(select(decisions.c.article_id))

    assert database.read_now(judged) == "returns"  # what the search found: the calibration learns from that


async def test_a_customer_of_the_articles_own_language_reads_the_article(chat: ServedChat, database: Database) -> None:
    write(database, "rueckgabe", "Rückgabe", GERMAN, "de", linked=True)
    message = await reply(chat, "How long do I have to send it back to you?")
    assert message["text"] == FOUND["passage"]
    assert [source["article_id"] for source in message["sources"]] == ["returns"]


@pytest.mark.parametrize("more", [{"linked": False}, {"linked": True, "live": False}, {"linked": True, "locale": "fr"}])
async def test_without_a_published_translation_the_note_stays(
    chat: ServedChat, database: Database, more: dict[str, Any]
) -> None:
    write(database, "rueckgabe", "Rückgabe", GERMAN, **{"locale": "de", **more})
    message = await reply(chat)
    assert message["text"] == f"*Das habe ich nur in einer anderen Sprache.*\n\n{FOUND['passage']}"
    assert [source["article_id"] for source in message["sources"]] == ["returns"]


async def test_a_translation_of_another_form_is_linked_beside_the_original(
    chat: ServedChat, database: Database
) -> None:
    write(database, "rueckgabe", "Rückgabe", LONG, "de", linked=True)
    message = await reply(chat)
    assert message["text"] == f"*Auf Deutsch: Rückgabe*\n\n{FOUND['passage']}"
    assert [source["article_id"] for source in message["sources"]] == ["rueckgabe", "returns"]


async def test_topics_are_offered_by_their_translated_titles_and_can_be_chosen(
    chat: ServedChat, database: Database, neighbours: Neighbours
) -> None:
    write(database, "rueckgabe", "Rückgabe", GERMAN, "de", linked=True)
    other = {**FOUND, "article_id": "refunds", "title": "Refunds", "probability": 0.2}
    torn = evidence({**FOUND, "probability": 0.24}, other, probability=0.24, among_three=0.9)
    neighbours.knowledge = always(torn)
    customer = await chat.customer()
    asked = (await told(customer, QUESTION))[-1]
    topic = next(choice for choice in asked["choices"] if choice["value"] == "article:returns")
    assert topic["title"] == "Rückgabe"
    chosen = (await told(customer, topic["title"], choice=topic["value"]))[-1]
    assert chosen["text"] == "**Wie lange**\n\nSie haben **60 Tage** Zeit."
