"""Articles that an older Baton took from files and could not open again are mended, and nothing of them is lost."""

from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, insert, select, update

from conversations.models import conversations, messages
from kit.database import Database
from kit.schema import _config, migrate
from knowledge_base.article_lists.repository import list_articles
from knowledge_base.articles import repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.limits import fault_of, fault_of_id
from knowledge_base.articles.record import Content
from knowledge_base.models import articles, decisions, outcomes
from tests.fixtures.story import START, Story

LONG = "x" * 60 + "/" + "y" * 339
MANY = tuple(f"question {number}" for number in range(80))


@pytest.fixture
def older(database_url: str, database: Database) -> Database:
    """The database as the version before left it."""
    command.downgrade(_config_of(database_url), "0020")
    return database


def put(connection: Connection, article_id: str, content: Content, published: int | None = 1) -> None:
    """With the columns of that version alone."""
    row: dict[str, Any] = {
        "id": article_id,
        "state": "published" if published else "draft",
        "version": 1,
        "updated_by": "Import",
    }
    row |= {"published_version": published, "created_at": START, "updated_at": START, "published_at": START}
    listed = {"title": content.title, "category": content.category, "locale": content.locale}
    connection.execute(insert(articles).values(**row, **listed))
    repository.insert_version(connection, article_id, 1, content, "imported", "Import", START)


def ids_of(database: Database) -> dict[str, str]:
    """Each article's id by its title."""
    found = database.read_now(list_articles, limit=100)
    return {record.content.title: record.id for record in found}


def test_every_article_can_be_opened_saved_and_published(older: Database, database_url: str) -> None:
    ids = ["a/b", "a-b", "A/B", "../x", "", "??", "fine.one", "rückgabe"]
    ids += [LONG, LONG + "z"] if older.is_sqlite else []  # PostgreSQL has never taken one so long
    for number, article_id in enumerate(ids):
        older.write_now(put, article_id, Content(f"Title {number}", f"Text {number}.", locale="xx yy"))
    older.write_now(repository.raise_knowledge_version, START)
    migrate(database_url)
    now = ids_of(older)
    assert len(set(now.values())) == len(ids)
    assert [now[f"Title {number}"] for number in (1, 6, 7)] == ["a-b", "fine.one", "rückgabe"], "what was well stays"
    assert {now["Title 0"], now["Title 2"]} == {"a-b-3", "A-B-2"}
    for number in range(len(ids)):
        article_id = now[f"Title {number}"]
        assert fault_of_id(article_id) is None
        record = older.read_now(editing.get, article_id)
        assert (record.content.body, record.content.locale, record.version) == (f"Text {number}.", "en", 1)
        changed = older.write_now(editing.update, article_id, 1, Content("New", "New."), "Edith", START)
        older.write_now(editing.publish, article_id, changed.version, "Edith", START)
        assert [one.version for one in older.read_now(repository.list_versions, article_id)] == [2, 1]
    migrate(database_url)


def test_knowledge_is_told_to_look_again(older: Database, database_url: str) -> None:
    older.write_now(put, "fine", Content("Fine", "Text."))
    before = older.write_now(repository.raise_knowledge_version, START)
    migrate(database_url)
    assert older.read_now(repository.knowledge_version) == before, "nothing was mended"
    command.downgrade(_config_of(database_url), "0020")
    older.write_now(put, "a/b", Content("Mended", "Text."))
    migrate(database_url)
    assert older.read_now(repository.knowledge_version) == before + 1


def _config_of(address: str) -> Any:
    config = _config()
    config.attributes["address"] = address
    return config


@pytest.fixture
def said(story: Story) -> str:
    """A conversation with one message. It is written before `older` takes columns away that today's code writes."""
    conversation = story.conversation()
    story.say(conversation, "Where is my order?")
    return conversation


def test_what_named_an_article_names_it_still(said: str, older: Database, database_url: str) -> None:
    older.write_now(put, "a/b", Content("Returns", "Text."))
    older.write_now(put, "b", Content("Other", "Text."))

    def mention(connection: Connection) -> None:
        source = {"article_id": "a/b", "title": "a/b", "url": "https://x.example/help/a/b", "passage": "see a/b"}
        values = {
            "sources": [source],
            "choices": [{"title": "Returns", "value": "article:a/b"}, {"title": "Other", "value": "article:b"}],
            "why": {"candidates": [{"article_id": "a/b", "score": 0.5}]},
        }
        connection.execute(update(messages).where(messages.c.conversation_id == said).values(values))
        memory = {"article_id": "a/b", "misunderstood": 0}
        connection.execute(update(conversations).values(memory=memory))
        made: dict[str, Any] = dict.fromkeys(("probability", "among_three", "threshold"), 0.5)
        made |= {"conversation_id": said, "seq": 1, "turn": 1, "question": "q", "in_context": False}
        made |= {"action": "clarify", "rule": "one_of_these", "article_id": "a/b", "choices": ["a/b", "b"]}
        connection.execute(insert(decisions).values(id="dec_1", knowledge_version=1, created_at=START, **made))
        label = {"happened": "chosen", "article_id": "a/b", "label": "right", "weight": 0.5, "created_at": START}
        connection.execute(insert(outcomes).values(decision_id="dec_1", **label))

    older.write_now(mention)
    migrate(database_url)

    def mentioned(connection: Connection) -> list[Any]:
        message = connection.execute(select(messages.c.sources, messages.c.choices, messages.c.why)).first()
        memory = connection.scalar(select(conversations.c.memory))
        decision = connection.execute(select(decisions.c.article_id, decisions.c.choices)).one()
        return [*(message or ()), memory, *decision, connection.scalar(select(outcomes.c.article_id))]

    sources, choices, why, memory, article_id, offered, label = older.read_now(mentioned)
    new = ids_of(older)["Returns"]
    assert new == "a-b"
    assert (sources[0]["article_id"], sources[0]["url"]) == (new, f"https://x.example/help/{new}")
    assert sources[0]["passage"] == "see a/b", "words are words"
    assert [each["value"] for each in choices] == [f"article:{new}", "article:b"]
    assert why == {"candidates": [{"article_id": new, "score": 0.5}]}
    assert memory == {"article_id": new, "misunderstood": 0}
    assert (article_id, offered, label) == (new, [new, "b"], new)


def test_too_many_phrasings_are_cut_in_a_new_version(older: Database, database_url: str) -> None:
    older.write_now(put, "live", Content("Live", "Text.", (*MANY, "q" * 400), locale="pt_BR"))
    older.write_now(put, "draft", Content("Draft", "Text.", MANY), None)
    older.write_now(repository.raise_knowledge_version, START)
    migrate(database_url)
    for article_id, published in (("live", 2), ("draft", None)):
        record = older.read_now(editing.get, article_id)
        assert (record.version, record.published_version) == (2, published)
        assert fault_of(record.content) is None
        assert record.content.questions == MANY[:50]
        newest, first = older.read_now(repository.list_versions, article_id)
        assert (newest.origin, newest.author) == ("mended", "Baton")
        assert first.content.questions[:80] == MANY, "the history keeps what was there"
    assert older.read_now(editing.get, "live").content.locale == "pt-BR"
