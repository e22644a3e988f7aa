"""Articles from a folder of Markdown files into the database, all of them or none.

A half-imported folder is worse than none: nobody knows which half. So every file is looked at first, each gets its own
line in the report, and one bad file stops the import.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from kit.errors import BadRequest
from knowledge_base.articles import repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.files import ArticleFile, read_folder
from knowledge_base.articles.record import Content


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of one file."""

    name: str
    article_id: str | None
    problem: str | None


def import_folder(
    connection: Connection, folder: Path, author: str, now: datetime, *, publish: bool = True
) -> list[ImportedRow]:
    """Creates and publishes every article of the folder; raises BadRequest with a report by file if one is bad."""
    files = read_folder(folder)
    taken = repository.ids_in_use(connection, [file.article.id for file in files if file.article])
    rows = [_row(file, taken) for file in files]
    if any(row.problem for row in rows):
        bad = [{"file": row.name, "problem": row.problem} for row in rows if row.problem]
        message = (
            f"{len(bad)} of {len(rows)} files cannot be imported, so none was. {bad[0]['file']}: {bad[0]['problem']}"
        )
        raise BadRequest(message, code="bad_import", rows=bad)
    for file in files:
        assert file.article is not None
        found = file.article
        content = Content(found.title, found.body, found.questions, found.category, found.locale)
        editing.create(connection, content, author, now, article_id=found.id, origin="imported")
        if publish:
            editing.publish(connection, found.id, 1, author, now)
    return rows


def _row(file: ArticleFile, taken: set[str]) -> ImportedRow:
    if file.article is None:
        return ImportedRow(file.name, None, file.problem)
    if file.article.id in taken:
        return ImportedRow(file.name, file.article.id, f"the id {file.article.id} is already in the knowledge base")
    if not file.article.body:
        return ImportedRow(file.name, file.article.id, "the article has no text")
    return ImportedRow(file.name, file.article.id, None)
