"""Imports articles from a folder of Markdown files into the database, all of them or none.

A file whose identifier is known updates that article, and changes nothing if it says the same.

A half-imported folder is worse than none: nobody knows which half. So every file is checked first, each gets its own
line in the report, and one bad file stops the import.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Literal

from sqlalchemy import Connection

from kit.errors import BadRequest
from knowledge_base.articles import repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.files import ArticleFile, read_folder
from knowledge_base.articles.limits import LONGEST_ID, cleaned, fault_of, fault_of_id, id_from
from knowledge_base.articles.record import ArticleRecord, Content

Change = Literal["create", "update", "leave"]


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """The result for one file."""

    name: str
    article_id: str | None
    problem: str | None
    change: Change | None = None


def import_folder(
    connection: Connection, folder: Path, author: str, now: datetime, *, publish: bool = True
) -> list[ImportedRow]:
    """Creates or updates every article of the folder, and publishes it; raises BadRequest with a report by file if one
    is bad.
    """
    planned = plan_import(connection, folder, publish=publish)
    for row, content, record in planned:
        if row.change == "leave":
            continue
        if record is None:
            record = editing.create(connection, content, author, now, article_id=row.article_id, origin="imported")
        else:
            record = editing.update(connection, record.id, record.version, content, author, now, origin="imported")
        if publish:
            editing.publish(connection, record.id, record.version, author, now)
    return [row for row, _, _ in planned]


def plan_import(
    connection: Connection, folder: Path, *, publish: bool = True
) -> list[tuple[ImportedRow, Content, ArticleRecord | None]]:
    """What an import would do with each file, its words, and the article that it would change. Changes nothing."""
    found = _looked_at(read_folder(folder))
    bad = [{"file": row.name, "problem": row.problem} for row, _ in found if row.problem]
    if bad:
        message = (
            f"{len(bad)} of {len(found)} files cannot be imported, so none was. {bad[0]['file']}: {bad[0]['problem']}"
        )
        raise BadRequest(message, code="bad_import", rows=bad)
    planned: list[tuple[ImportedRow, Content, ArticleRecord | None]] = []
    for row, content in found:
        assert content is not None
        assert row.article_id is not None
        record = repository.find(connection, row.article_id)
        planned.append((replace(row, change=_change_to(record, content, publish=publish)), content, record))
    return planned


def _change_to(record: ArticleRecord | None, content: Content, *, publish: bool) -> Change:
    if record is None:
        return "create"
    shown = not publish or (record.state == "published" and record.published_version == record.version)
    return "leave" if content == record.content and shown else "update"


def _looked_at(files: list[ArticleFile]) -> list[tuple[ImportedRow, Content | None]]:
    """Each file's row, and the words to store if nothing is wrong with them."""
    ids = [_id_of(file) for file in files]
    taken: dict[str, str] = {}
    looked_at: list[tuple[ImportedRow, Content | None]] = []
    for file, article_id in zip(files, ids, strict=True):
        content = _content_of(file)
        problem = file.problem or (content and _problem(article_id, content, taken))
        looked_at.append((ImportedRow(file.name, article_id or None, problem or None), content))
        taken.setdefault(article_id, f"used by {file.name}")
    return looked_at


def _problem(article_id: str, content: Content, taken: dict[str, str]) -> str:
    if fault := fault_of_id(article_id):
        return f"the id {_shown(article_id)} {fault.message}"
    if article_id in taken:
        return f"the id {article_id} is already {taken[article_id]}"
    if not content.body:
        return "the article has no text"
    if fault := fault_of(content):
        return f"{fault.field} {fault.message}"
    return ""


def _shown(article_id: str) -> str:
    return repr(article_id if len(article_id) <= LONGEST_ID else f"{article_id[:LONGEST_ID]}…")


def _id_of(file: ArticleFile) -> str:
    """The article's own identifier, or one made from its file name as far as possible."""
    found = file.article.id if file.article else ""
    of_name = found == PurePath(file.name).stem
    return id_from(found) or found if of_name and fault_of_id(found) else found


def _content_of(file: ArticleFile) -> Content | None:
    if (found := file.article) is None:
        return None
    return cleaned(Content(found.title, found.body, found.questions, found.category, found.locale))
