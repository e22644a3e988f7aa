"""Editing on both databases: nobody overwrites what they have not seen, and customers get what was published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from kit.database import Database
from kit.errors import BadRequest, Conflict, NotFound, TooLarge
from kit.events import Event
from knowledge_base.article_lists.repository import Wanted, list_articles
from knowledge_base.articles import repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import ArticleRecord, Content
from knowledge_base.imports.plan import import_folder

NOW = datetime(2030, 1, 2, tzinfo=UTC)
TEXT = Content("Returns", "Within 30 days.", ("send back",), "Orders")


def new(database: Database, content: Content = TEXT) -> ArticleRecord:
    return database.write_now(editing.create, content, "Edith", NOW)


def published(database: Database) -> dict[str, str]:
    return {article.id: article.body for article in database.read_now(repository.list_published)}


def version(database: Database) -> int:
    return database.read_now(repository.knowledge_version)


def test_a_draft_is_not_for_customers_until_it_is_published(database: Database) -> None:
    draft = new(database)
    assert (draft.state, draft.version) == ("draft", 1)
    assert published(database) == {}
    assert version(database) == 0
    live = database.write_now(editing.publish, draft.id, 1, "Edith", NOW)
    assert live.state == "published"
    assert published(database) == {draft.id: "Within 30 days."}
    assert version(database) == 1


def test_a_newer_draft_leaves_the_published_text_alone(database: Database) -> None:
    first = new(database)
    database.write_now(editing.publish, first.id, 1, "Edith", NOW)
    changed = Content("Returns", "Within 60 days.")
    second = database.write_now(editing.update, first.id, 1, changed, "Sam", NOW)
    assert (second.version, second.published_version, second.state) == (2, 1, "published")
    assert second.has_unpublished_changes
    assert published(database) == {first.id: "Within 30 days."}
    assert version(database) == 1
    database.write_now(editing.publish, first.id, 2, "Sam", NOW)
    assert published(database) == {first.id: "Within 60 days."}
    assert version(database) == 2


def test_who_has_not_seen_the_newest_version_is_refused(database: Database) -> None:
    article = new(database)
    database.write_now(editing.update, article.id, 1, Content("Returns", "New."), "Sam", NOW)
    late: list[Callable[[Connection], ArticleRecord]] = [
        lambda connection: editing.update(connection, article.id, 1, Content("Returns", "Other."), "Edith", NOW),
        lambda connection: editing.publish(connection, article.id, 1, "Edith", NOW),
    ]
    for attempt in late:
        with pytest.raises(Conflict) as refused:
            database.write_now(attempt)
        assert refused.value.code == "edited_meanwhile"
        assert refused.value.details == {"version": 2, "updated_by": "Sam"}
    assert database.read_now(editing.get, article.id).content.body == "New."


def test_saving_or_publishing_the_same_again_changes_nothing(database: Database) -> None:
    article = new(database)
    assert database.write_now(editing.update, article.id, 1, TEXT, "Sam", NOW).version == 1
    database.write_now(editing.publish, article.id, 1, "Edith", NOW)
    database.write_now(editing.publish, article.id, 1, "Edith", NOW)
    assert version(database) == 1


def test_an_archived_article_is_gone_for_customers_and_can_come_back(database: Database) -> None:
    article = new(database)
    database.write_now(editing.publish, article.id, 1, "Edith", NOW)
    database.write_now(editing.archive, article.id, "Edith", NOW)
    assert published(database) == {}
    assert version(database) == 2
    database.write_now(editing.archive, article.id, "Edith", NOW)
    assert version(database) == 2
    database.write_now(editing.publish, article.id, 1, "Edith", NOW)
    assert published(database) == {article.id: "Within 30 days."}


def test_an_earlier_version_comes_back_as_a_new_one(database: Database) -> None:
    article = new(database)
    database.write_now(editing.update, article.id, 1, Content("Returns", "Worse."), "Sam", NOW)
    restored = database.write_now(editing.restore, article.id, 1, "Edith", NOW)
    assert (restored.version, restored.content) == (3, TEXT)
    history = database.read_now(repository.list_versions, article.id)
    assert [(one.version, one.origin, one.author) for one in history] == [
        (3, "restored", "Edith"),
        (2, "written", "Sam"),
        (1, "written", "Edith"),
    ]
    with pytest.raises(NotFound):
        database.write_now(editing.restore, article.id, 9, "Edith", NOW)


def test_an_article_beyond_the_limit_is_refused_before_it_is_stored(database: Database) -> None:
    with pytest.raises(TooLarge):
        new(database, Content("Long", "ä" * (128 * 1024 + 1)))
    assert database.read_now(list_articles, limit=10) == []


def test_publication_and_version_are_one_transaction_told_after_it(open_database: Callable[..., Database]) -> None:
    told: list[Event] = []
    database = open_database(publish=told.append)
    article = new(database)

    def publish_and_fail(connection: Connection) -> None:
        editing.publish(connection, article.id, 1, "Edith", NOW)
        raise BadRequest("never mind")

    with pytest.raises(BadRequest):
        database.write_now(publish_and_fail)
    assert version(database) == 0
    assert told == []
    database.write_now(editing.publish, article.id, 1, "Edith", NOW)
    assert [(event.name, event.details["knowledge_version"]) for event in told] == [("article.published", 1)]


@pytest.mark.parametrize("words", ["100%", "a_b", "returns", "SEND BACK", "30 days"])
def test_search_takes_its_words_literally(database: Database, words: str) -> None:
    wanted = new(database, Content("Returns 100% a_b", "Within 30 days.", ("send back",)))
    new(database, Content("Other", "1000 axb"))
    found = database.read_now(list_articles, wanted=Wanted(words=words), limit=10)
    assert [record.id for record in found] == [wanted.id]


WITHIN = Content("x", "Text.")


@pytest.mark.parametrize(
    ("content", "code", "field"),
    [
        (replace(WITHIN, title="x" * 301), "too_long", "title"),
        (replace(WITHIN, title=""), "empty_text", "title"),
        (replace(WITHIN, category="x" * 101), "too_long", "category"),
        (replace(WITHIN, locale="klingon"), "bad_type", "locale"),
        (replace(WITHIN, locale="en\n"), "bad_type", "locale"),
        (replace(WITHIN, questions=tuple(map(str, range(51)))), "too_long", "questions"),
        (replace(WITHIN, questions=("x" * 301,)), "too_long", "questions.0"),
        (replace(WITHIN, questions=("\ud800",)), "bad_unicode", "questions.0"),
        (replace(WITHIN, body=" \ud800"), "bad_unicode", "body"),
    ],
)
def test_whoever_stores_an_article_meets_the_same_limits(
    database: Database, content: Content, code: str, field: str
) -> None:
    article = new(database, WITHIN)
    attempts: list[Callable[[Connection], ArticleRecord]] = [
        lambda connection: editing.create(connection, content, "Edith", NOW),
        lambda connection: editing.update(connection, article.id, 1, content, "Edith", NOW),
    ]
    for attempt in attempts:
        with pytest.raises(BadRequest) as refused:
            database.write_now(attempt)
        assert (refused.value.code, refused.value.details["field"]) == (code, field)


def write(folder: Path, name: str, text: bytes) -> None:
    (folder / name).write_bytes(text)


def test_a_folder_is_imported_and_published_with_its_line_ends_put_right(database: Database, tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.md",
        b"\xef\xbb\xbf---\r\nid: a\r\ntitle: First\r\nquestions:\r\n  - how?\r\n---\r\n\r\nOne.\r\nTwo.\r\n",
    )
    write(tmp_path, "b.md", "---\ntitle: Zweite Ü\n---\nText.".encode())
    database.write_now(import_folder, tmp_path, "Demo", NOW)
    assert published(database) == {"a": "One.\nTwo.", "b": "Text."}
    assert database.read_now(editing.get, "a").content.questions == ("how?",)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("dup.md", b"---\nid: good\ntitle: Again\n---\nText", "already used"),
        ("untitled.md", b"---\nid: u\n---\nText", "no title"),
        ("latin.md", "---\ntitle: Größe\n---\nText".encode("latin-1"), "not UTF-8"),
        ("open.md", b"---\ntitle: x\nText", "not closed"),
        ("yaml.md", b"---\ntitle: [x\n---\nText", "not valid YAML"),
        ("empty.md", b"---\ntitle: x\n---\n", "no text"),
        ("huge.md", b"---\ntitle: x\n---\n" + b"x" * 300_000, "longer than 256 KiB"),
        ("enormous.md", b"x" * 3_000_000, "longer than 256 KiB"),
        ("slash.md", b"---\nid: a/b\ntitle: x\n---\nText", "the id 'a/b' is made of letters, digits"),
        ("up.md", b"---\nid: ../../etc/x\ntitle: x\n---\nText", "the id '../../etc/x' is made of letters"),
        ("dots.md", b"---\nid: ..\ntitle: x\n---\nText", "the id '..' is made of"),
        ("query.md", b"---\nid: a?b\ntitle: x\n---\nText", "the id 'a?b' is made of"),
        ("nul.md", b'---\nid: "a\\0b"\ntitle: x\n---\nText', "is made of letters"),
        ("half.md", b'---\ntitle: "x\\ud800"\n---\nText', "title is not valid Unicode"),
        ("long-id.md", b"---\nid: " + b"x" * 400 + b"\ntitle: x\n---\nText", "has 400 characters, and 64 are the most"),
        ("locale.md", b"---\ntitle: x\nlocale: klingon\n---\nText", "locale is a language, such as 'en'"),
        ("title.md", b"---\ntitle: " + b"x" * 301 + b"\n---\nText", "title has 301 characters, and 300 are the most"),
        ("category.md", b"---\ntitle: x\ncategory: " + b"x" * 101 + b"\n---\nText", "category has 101 characters"),
        (
            "phrasings.md",
            b"---\ntitle: x\nquestions: [" + b", ".join(b"q%d" % number for number in range(80)) + b"]\n---\nText",
            "questions has 80 phrasings, and 50 are the most",
        ),
        (
            "phrasing.md",
            b"---\ntitle: x\nquestions: [" + b"x" * 301 + b"]\n---\nText",
            "questions.0 has 301 characters",
        ),
    ],
)
def test_one_bad_file_stops_the_whole_import_and_is_named(
    database: Database, tmp_path: Path, name: str, text: bytes, problem: str
) -> None:
    write(tmp_path, "a-good.md", b"---\nid: good\ntitle: Good\n---\nText")
    write(tmp_path, name, text)
    with pytest.raises(BadRequest) as refused:
        database.write_now(import_folder, tmp_path, "Demo", NOW)
    rows = refused.value.details["rows"]
    assert [row["file"] for row in rows] == [name]
    assert problem in rows[0]["problem"]
    assert published(database) == {}
