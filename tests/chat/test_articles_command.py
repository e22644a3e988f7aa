"""Articles in and out of the knowledge base from a shell, as Markdown files."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chat.articles_command import run
from kit.database import Database
from kit.errors import BatonError
from knowledge_base.articles import repository

NOW = datetime(2030, 1, 2, tzinfo=UTC)
Write = Callable[..., Path]

RETURNS = '---\nid: "returns"\ntitle: "Send something back"\nquestions: ["can I return it"]\n---\n\nWithin 30 days.\n'


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


def test_a_folder_comes_in_and_goes_out_as_it_was(database: Database, write: Write, tmp_path: Path) -> None:
    folder = write(returns=RETURNS, norway='---\ntitle: "Parcels to Norway"\n---\n\nSix days.\n')
    assert command(database, "import", folder) == ["2 articles imported and published."]
    assert titles(database) == {"returns": "Send something back", "norway": "Parcels to Norway"}
    command(database, "export", tmp_path / "out")
    assert (tmp_path / "out" / "returns.md").read_text(encoding="utf-8") == RETURNS
    with pytest.raises(BatonError, match="is not empty"):
        command(database, "export", tmp_path / "out")


def test_drafts_are_not_for_customers(database: Database, write: Write) -> None:
    assert command(database, "import", write(returns=RETURNS), "--drafts") == ["1 articles imported as drafts."]
    assert titles(database) == {}
    assert database.read_now(repository.ids_in_use, ["returns"]) == {"returns"}


def test_one_bad_file_and_none_comes_in(database: Database, write: Write, tmp_path: Path) -> None:
    with pytest.raises(BatonError, match=r"bad\.md") as refused:
        command(database, "import", write(returns=RETURNS, bad="---\ntitle: [\n---\n\ntext\n"))
    assert [row["file"] for row in refused.value.details["rows"]] == ["bad.md"]
    assert titles(database) == {}
    (tmp_path / "empty").mkdir()
    for folder, sentence in ((tmp_path / "nowhere", "is no folder"), (tmp_path / "empty", "holds no file")):
        with pytest.raises(BatonError, match=sentence):
            command(database, "import", folder)
