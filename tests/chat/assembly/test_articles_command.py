"""The `articles` command imports and exports the knowledge base as Markdown files."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete

from chat.assembly.articles_command import run
from kit.database import Database
from kit.errors import BatonError
from knowledge_base.articles import repository
from knowledge_base.articles.files import parse_article
from knowledge_base.articles.record import ArticleRecord, Content
from knowledge_base.models import articles
from tests.knowledge_base.imports import harbour_coffee
from tests.knowledge_base.imports.made_files import archive

NOW = datetime(2030, 1, 2, tzinfo=UTC)
Write = Callable[..., Path]

RETURNS = (
    '---\nid: "returns"\ntitle: "Send something back"\nquestions: ["can I return it"]\nlocale: "en"\n---\n\n'
    "Within 30 days.\n"
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_files(**files: str) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        return folder

    return write_files


def command(database: Database, *arguments: str | Path) -> list[str]:
    return run([str(argument) for argument in arguments], database, lambda: NOW)


def titles(database: Database) -> dict[str, str]:
    return {article.id: article.title for article in database.read_now(repository.list_published)}


def test_an_imported_folder_is_exported_unchanged(database: Database, write: Write, tmp_path: Path) -> None:
    folder = write(returns=RETURNS, norway='---\ntitle: "Parcels to Norway"\n---\n\nSix days.\n')
    assert command(database, "import", folder) == ["2 articles imported and published."]
    assert titles(database) == {"returns": "Send something back", "norway": "Parcels to Norway"}
    command(database, "export", tmp_path / "out")
    assert (tmp_path / "out" / "returns.md").read_text(encoding="utf-8") == RETURNS
    with pytest.raises(BatonError, match="is not empty"):
        command(database, "export", tmp_path / "out")


def test_customers_do_not_see_imported_drafts(database: Database, write: Write) -> None:
    assert command(database, "import", write(returns=RETURNS), "--drafts") == ["1 articles imported as drafts."]
    assert titles(database) == {}
    assert database.read_now(repository.ids_in_use, ["returns"]) == {"returns"}


def test_an_import_creates_updates_and_leaves_and_a_dry_run_says_which(database: Database, write: Write) -> None:
    command(database, "import", write(returns=RETURNS, norway='---\ntitle: "Parcels to Norway"\n---\n\nSix days.\n'))
    version = database.read_now(repository.knowledge_version)
    folder = write(norway='---\ntitle: "Parcels"\n---\n\nFour days.\n', new='---\ntitle: "New"\n---\n\nText.\n')
    told = command(database, "import", folder, "--dry-run")
    assert told == [
        "create  new      new.md",
        "update  norway   norway.md",
        "leave   returns  returns.md",
        "Nothing was changed. An import would create 1, update 1 and leave 1 as they are.",
    ]
    assert database.read_now(repository.knowledge_version) == version
    done = command(database, "import", folder)
    assert done == ["2 articles imported and published, 1 left as they are."]
    assert titles(database) == {"returns": "Send something back", "norway": "Parcels", "new": "New"}
    history = database.read_now(repository.list_versions, "norway")
    assert [one.content.body for one in history] == ["Four days.", "Six days."], "the earlier version is kept"
    assert len(database.read_now(repository.list_versions, "returns")) == 1
    version = database.read_now(repository.knowledge_version)
    assert command(database, "import", folder) == ["0 articles imported and published, 3 left as they are."]
    assert database.read_now(repository.knowledge_version) == version
    write(returns=RETURNS.replace("30", "14"))
    assert command(database, "import", folder, "--drafts") == ["1 articles imported as drafts, 2 left as they are."]
    assert titles(database)["returns"] == "Send something back"


def test_one_invalid_file_stops_the_whole_import(database: Database, write: Write, tmp_path: Path) -> None:
    with pytest.raises(BatonError, match=r"bad\.md") as refused:
        command(database, "import", write(returns=RETURNS, bad="---\ntitle: [\n---\n\ntext\n"))
    assert [row["file"] for row in refused.value.details["rows"]] == ["bad.md"]
    assert titles(database) == {}
    (tmp_path / "empty").mkdir()
    for folder, sentence in ((tmp_path / "nowhere", "is not a folder"), (tmp_path / "empty", "contains no file")):
        with pytest.raises(BatonError, match=sentence):
            command(database, "import", folder)


def create(database: Database, *ids: str) -> None:
    """Published articles with identifiers that no call accepts any more, as older versions of Baton stored them."""

    def store(connection: Connection) -> None:
        for number, article_id in enumerate(ids):
            record = ArticleRecord(
                article_id, "published", 1, 1, "Edith", NOW, NOW, NOW, Content(f"Title {number}", f"Text {number}.")
            )
            repository.insert_article(connection, record, "imported")

    database.write_now(store)


def exported(folder: Path) -> dict[str, str]:
    """Each file's article by its id."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert all(path.parent == folder and not path.is_symlink() for path in files)
    found = [parse_article(path.read_text(encoding="utf-8"), "no id") for path in files]
    assert len({article.id for article in found}) == len(found)
    return {article.id: article.body for article in found}


@pytest.mark.parametrize(
    "article_id", ["../outside", "../../outside", "a/b", "..", ".", "/tmp/outside", "a\\b", "?", ""]
)
def test_no_article_is_written_outside_the_folder(database: Database, tmp_path: Path, article_id: str) -> None:
    create(database, article_id, "beside")
    within = tmp_path / "within"
    within.mkdir()
    command(database, "export", within / "out")
    assert list(within.rglob("*.md")) == list(tmp_path.rglob("*.md"))
    assert len(list((within / "out").glob("*.md"))) == 2
    assert set(exported(within / "out").values()) == {"Text 0.", "Text 1."}


def test_no_article_overwrites_the_file_of_another(database: Database, tmp_path: Path) -> None:
    ids = [
        "returns",
        "Returns",
        "a/b",
        "a?b",
        "a-b",
        "rückgabe",
        "ru\u0308ckgabe",
        "straße",
        "STRASSE",
        "x" * 64,
        "語" * 64,
    ]
    create(database, *ids)
    command(database, "export", tmp_path / "out")
    assert exported(tmp_path / "out") == {article_id: f"Text {number}." for number, article_id in enumerate(ids)}
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert len({name.casefold() for name in names}) == len(ids)
    assert {"a-b.md", "a-b-2.md", "a-b-3.md"} <= set(names)


def test_a_folder_that_cannot_be_written_is_reported(database: Database, tmp_path: Path) -> None:
    create(database, "returns")
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(BatonError, match="cannot be written: "):
            command(database, "export", folder)


def test_an_export_can_be_imported_again(database: Database, write: Write, tmp_path: Path) -> None:
    text = '---\nid: "x"\ntitle: "Ein: \\"Titel\\" 🚲"\nquestions: ["no", "1", "wie?"]\nlocale: no\n---\n\nText.\n'
    command(database, "import", write(x=text))
    before = database.read_now(repository.list_published)
    assert before[0].locale == "no", "Norwegian, not YAML's word for false"
    command(database, "export", tmp_path / "out")
    database.write_now(lambda connection: connection.execute(delete(articles)))
    command(database, "import", tmp_path / "out")
    assert database.read_now(repository.list_published) == before


def test_a_file_without_an_id_gets_the_id_from_its_name(database: Database, write: Write) -> None:
    body = "---\ntitle: x\n---\nText.\n"
    command(database, "import", write(**{"How to return": body, "_private": body, "rückgabe": body}))
    assert set(titles(database)) == {"How-to-return", "private", "rückgabe"}


def test_two_files_with_the_same_id_are_reported(database: Database, write: Write) -> None:
    body = "---\ntitle: x\n---\nText.\n"
    with pytest.raises(BatonError) as refused:
        command(database, "import", write(**{"a b": body, "a-b": body}))
    assert refused.value.details["rows"] == [
        {"file": "a-b.md", "problem": "the id a-b is already used by a b.md", "code": "duplicate_id"},
    ]


def test_an_archive_is_imported_and_what_is_missing_later_is_archived_if_asked_for(
    database: Database, tmp_path: Path
) -> None:
    """A help centre of another company, twice; what an editor wrote by hand stays."""
    create(database, "by-hand")
    whole, fewer = tmp_path / "help.zip", tmp_path / "help-2.zip"
    pages = harbour_coffee.as_html()
    whole.write_bytes(archive(pages))
    fewer.write_bytes(archive({name: data for name, data in pages.items() if "decaf" not in name}))
    assert command(database, "import", whole) == ["12 articles imported and published."]
    assert command(database, "import", whole) == ["0 articles imported and published, 12 left as they are."]
    assert command(database, "import", fewer) == ["0 articles imported and published, 11 left as they are."]
    assert "decaf" in titles(database)
    told = command(database, "import", fewer, "--delete-missing", "--dry-run")
    assert told[11].split() == ["archive", "decaf", "beans/decaf.html"]
    done = command(database, "import", fewer, "--delete-missing")
    assert done == ["0 articles imported and published, 11 left as they are, 1 archived."]
    assert "decaf" not in titles(database)
    assert "by-hand" in titles(database)


def test_files_that_are_refused_can_be_left_out(database: Database, write: Write) -> None:
    folder = write(returns=RETURNS, bad="no title at all")
    told = command(database, "import", folder, "--skip-refused")
    assert told[0] == "1 articles imported and published, 1 refused."
    assert told[1].startswith("  bad.md: the file has no title")
    assert set(titles(database)) == {"returns"}


def test_the_wrong_kind_of_source_is_told(database: Database) -> None:
    for sources, sentence in (
        (["https://example.com/", "https://example.org/"], "one address"),
        (["http://127.0.0.1:1/"], "private network"),
    ):
        with pytest.raises(BatonError, match=sentence):
            command(database, "import", *sources)
