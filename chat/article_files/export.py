"""Writes the knowledge base into a folder: a Markdown file for each article, and the pictures that they show.

An import of that folder into an empty Baton gives the same articles, with owner, tags, category, review date,
translations, planned publication and pictures. Links to pictures are relative, so other programs show them too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Connection

from chat.article_images.store import contents_at
from kit.database import Database
from kit.errors import BadRequest
from knowledge_base.articles import repository
from knowledge_base.articles.article import Article
from knowledge_base.articles.files import article_file, file_names
from knowledge_base.articles.given_care import given_of
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.audiences.audience import ANYBODY, STAFF
from knowledge_base.imports.links import own_pictures_in, with_pictures_at

PICTURES = "images"


@dataclass(frozen=True, slots=True)
class _Exported:
    article: Article
    front: dict[str, Any]


def export(database: Database, folder: Path, *, drafts: bool = False) -> list[str]:
    """Returns the lines to print. Raises BadRequest `bad_export` if the folder is not empty or cannot be written."""
    exported = database.read_now(_exported, drafts)
    names = file_names(each.article.id for each in exported)
    shown = list(dict.fromkeys(address for each in exported for address in own_pictures_in(each.article.body)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadRequest(f"{folder} is not empty; name a new folder.", code="bad_export")
        places = dict(_pictures(database, folder, shown))
        for each in exported:
            body = with_pictures_at(each.article.body, places)
            text = article_file(replace(each.article, body=body), each.front)
            _write_new(folder / names[each.article.id], text.encode())
    except OSError as error:
        raise BadRequest(f"{folder} cannot be written: {error.strerror}.", code="bad_export") from error
    unpublished = sum("published" in each.front for each in exported)
    also = f" and {unpublished} drafts" if drafts else ""
    return [f"{len(exported) - unpublished} published articles{also} written to {folder}."]


def _exported(connection: Connection, drafts: bool) -> list[_Exported]:
    published = {article.id: article for article in repository.list_published(connection, STAFF)}
    records = repository.list_all(connection)
    taken = {each.id: each for each in records if each.id in published or (drafts and each.state == "draft")}
    groups: dict[str, list[str]] = {}
    for record in taken.values():
        if record.care.translation_group is not None:
            groups.setdefault(record.care.translation_group, []).append(record.id)
    return [
        _Exported(published.get(each.id) or each.content.article(each.id), _front(each, groups))
        for each in taken.values()
    ]


def _front(record: ArticleRecord, groups: dict[str, list[str]]) -> dict[str, Any]:
    """A plan to publish is only told of a draft as it is: the plan names a version, and there is one file."""
    care, draft = record.care, record.published_version is None
    if care.scheduled is not None and not (draft and care.scheduled.version == record.version):
        care = replace(care, scheduled=None)
    others = [each for each in groups.get(care.translation_group or "", []) if each != record.id]
    front = given_of(care, others)
    if record.audience != ANYBODY:
        front["audience"] = record.audience
    return {**front, "published": False} if draft else front


def _pictures(database: Database, folder: Path, shown: list[str]) -> Iterator[tuple[str, str]]:
    """Writes the pictures one by one, and tells the relative place of each. One that is gone keeps its address."""
    for address in shown:
        content = database.read_now(contents_at, [address]).get(address)
        if content is None:
            continue
        (folder / PICTURES).mkdir(exist_ok=True)
        name = PurePosixPath(address).name  # a digest and an extension: the pattern of addresses allows nothing else
        _write_new(folder / PICTURES / name, content)
        yield address, f"{PICTURES}/{name}"


def _write_new(path: Path, content: bytes) -> None:
    """Creates a new file. Fails if the path exists, so it never follows a link that somebody has put there."""
    with path.open("xb") as file:
        file.write(content)
