"""A knowledge base is taken away as files and brought into an empty Baton whole; once more changes nothing."""

import io
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Connection, delete, func, select

from chat.article_images.models import article_images
from chat.article_images.store import ArticlePictures
from chat.assembly.articles_command import run
from kit.database import Database
from kit.events import gather_events
from knowledge_base.articles import repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import ArticleRecord, Content
from knowledge_base.care import service as care
from knowledge_base.care.translations import link
from knowledge_base.models import article_versions, articles

NOW = datetime(2030, 1, 2, tzinfo=UTC)
LATER = datetime(2030, 2, 1, 9, tzinfo=UTC)


def command(database: Database, *arguments: str | Path) -> list[str]:
    return run([str(argument) for argument in arguments], database, lambda: NOW)


def picture(kind: str, colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", (40, 30), colour).save(file, kind)
    return file.getvalue()


def kept_picture(connection: Connection, content: bytes) -> str:
    made = ArticlePictures().made(content)
    assert made is not None
    ArticlePictures().keep(connection, made, "Edith", NOW)
    return made.address


@pytest.fixture
def knowledge_base(database: Database) -> Database:
    """Two linked articles with pictures, a plain one, a draft with a time, and one that is archived."""

    def write(connection: Connection) -> None:
        photo, plan = (kept_picture(connection, picture(*each)) for each in (("JPEG", "red"), ("PNG", "blue")))
        texts = {
            "returns": Content("Returns", f"Look: ![The label]({photo})\n\n```\n![code]({plan})\n```", ("back?",)),
            "rueckgabe": Content("Rückgabe", f"![Das Etikett]({photo})\n\n![Plan]({plan})", (), "Bestellungen", "de"),
            "plain": Content("Plain", "Only [a link](/help/returns).", category="Orders / Returns"),
            "draft": Content("Draft", "Not yet."),
            "gone": Content("Gone", "Old."),
        }
        with gather_events(connection):
            for article_id, content in texts.items():
                editing.create(connection, content, "Edith", NOW, article_id=article_id)
                if article_id != "draft":
                    editing.publish(connection, article_id, 1, "Edith", NOW)
            editing.archive(connection, "gone", "Edith", NOW)
            link(connection, "returns", "rueckgabe")
            given = {"owner": "Ada Lovelace", "tags": ["spring", "sale: 2030"], "review_on": date(2030, 6, 1)}
            care.care_for(connection, "returns", given, "Edith")
            care.schedule(connection, "draft", 1, LATER, "Edith", NOW)

    database.write_now(write)
    return database


def emptied(database: Database) -> None:
    def empty(connection: Connection) -> None:
        for table in (article_versions, articles, article_images):
            connection.execute(delete(table))

    database.write_now(empty)


def stored(database: Database) -> dict[str, Any]:
    """Each article as an editor sees it, without who wrote it when and which way its group is called."""

    def seen(connection: Connection, record: ArticleRecord) -> dict[str, Any]:
        published = repository.find_published(connection, record.id)
        group = record.care.translation_group
        linked = sorted(
            each.id for each in repository.list_all(connection) if group and each.care.translation_group == group
        )
        view = {**record.care.view(), "scheduled": record.care.scheduled and record.care.scheduled.at}
        return {"published": published, "state": record.state, "linked": linked, **record.content.fields(), **view}

    def read(connection: Connection) -> dict[str, Any]:
        return {record.id: seen(connection, record) for record in repository.list_all(connection)}

    return database.read_now(read)


def versions(database: Database) -> int:
    def count(connection: Connection) -> int:
        return connection.scalar(select(func.count()).select_from(article_versions)) or 0

    return database.read_now(count)


def test_what_is_exported_comes_back_whole_and_again_changes_nothing(knowledge_base: Database, tmp_path: Path) -> None:
    before = stored(knowledge_base)
    told = command(knowledge_base, "export", tmp_path / "out", "--drafts")
    assert told == [f"3 published articles and 1 drafts written to {tmp_path / 'out'}."]
    assert command(knowledge_base, "import", tmp_path / "out")[0].startswith("0 articles")
    assert stored(knowledge_base) == before

    emptied(knowledge_base)
    assert command(knowledge_base, "import", tmp_path / "out") == ["4 articles imported and published."]
    after = stored(knowledge_base)
    pictures = after["rueckgabe"]["body"], after["returns"]["body"]
    assert all(body.count("](/article-images/") for body in pictures)
    del before["gone"]
    for each in (before, after):
        for article in each.values():  # a JPEG is made anew, so its name differs
            article["body"] = article["published"] = None
    assert after == before

    count = versions(knowledge_base)
    assert command(knowledge_base, "import", tmp_path / "out") == [
        "0 articles imported and published, 4 left as they are."
    ]
    assert versions(knowledge_base) == count


def test_pictures_are_files_with_relative_links_that_nothing_leads_outside(
    knowledge_base: Database, tmp_path: Path
) -> None:
    command(knowledge_base, "export", tmp_path / "out")
    assert not (tmp_path / "out" / "draft.md").exists()
    text = (tmp_path / "out" / "returns.md").read_text(encoding="utf-8")
    (photo,) = (tmp_path / "out" / "images").glob("*.jpg")
    assert f"![The label](images/{photo.name})" in text
    assert "![code](/article-images/" in text  # code is no picture
    assert 'owner: "Ada Lovelace"\ntags: ["spring", "sale: 2030"]\nreview_on: "2030-06-01"' in text
    assert Image.open(photo).size == (40, 30)

    shutil.copy(photo, tmp_path / "secret.jpg")
    (tmp_path / "out" / "returns.md").write_text(text.replace("images/", "../"), encoding="utf-8")
    (photo.parent / "page.png").write_bytes(b"<html>")
    emptied(knowledge_base)
    with pytest.raises(Exception, match=r"page\.png"):
        command(knowledge_base, "import", tmp_path / "out")
    (photo.parent / "page.png").write_bytes(b"\x89PNG\r\n\x1a\n<html>")
    (tmp_path / "out" / "plain.md").write_text("# Plain\n\n![No picture](images/page.png)\n", encoding="utf-8")
    command(knowledge_base, "import", tmp_path / "out")
    bodies = {name: article["body"] for name, article in stored(knowledge_base).items()}
    assert bodies["plain"] == "No picture"
    assert bodies["returns"].startswith("Look: The label")


def test_a_dry_run_stores_no_picture(knowledge_base: Database, tmp_path: Path) -> None:
    command(knowledge_base, "export", tmp_path / "out")
    emptied(knowledge_base)
    assert command(knowledge_base, "import", tmp_path / "out", "--dry-run")[-1].endswith(
        "create 3, update 0 and leave 0 as they are."
    )

    def count(connection: Connection) -> int:
        return connection.scalar(select(func.count()).select_from(article_images)) or 0

    assert knowledge_base.read_now(count) == 0


def test_a_file_changes_the_care_that_it_names_and_makes_no_version(knowledge_base: Database, tmp_path: Path) -> None:
    command(knowledge_base, "export", tmp_path / "out")
    file = tmp_path / "out" / "plain.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("---\n\n", "owner: Grace\ntags: 7\nreview_on: soon\n---\n\n", 1),
        encoding="utf-8",
    )
    count = versions(knowledge_base)
    assert command(knowledge_base, "import", tmp_path / "out") == [
        "1 articles imported and published, 2 left as they are."
    ]
    plain = stored(knowledge_base)["plain"]
    assert (plain["owner"], plain["tags"], plain["review_on"], plain["state"]) == ("Grace", [], None, "published")
    assert versions(knowledge_base) == count
