"""What an import does with each thing that it found: create, update, leave, archive, refuse or pass over.

The plan is shown before anything is changed, and each row of it is then one small change. A row knows the version that
it was planned on, so what somebody edits in between is not overwritten.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection

from kit.errors import BadRequest
from kit.identifiers import new_id
from knowledge_base.articles import repository as articles
from knowledge_base.articles import service as editing
from knowledge_base.articles.given_care import GivenCare
from knowledge_base.articles.record import ArticleRecord, Content
from knowledge_base.care.given import differing, give
from knowledge_base.care.service import publish_or_ask
from knowledge_base.imports import repository
from knowledge_base.imports.found import Found, Refusal
from knowledge_base.imports.identifiers import Identified, identified
from knowledge_base.imports.reading import read_files

Change = Literal["create", "update", "leave", "archive", "refused", "skipped"]

FILES = "files"
"""The source of articles from files and archives: their names say what they are, wherever the folder is.

Files have no address that says whose they are. So those that came together are a batch, such as the help centre of one
company. Otherwise all that other files have brought would be missing in each import.
"""

ONE_BATCH = ""
"""Of a site, whose address is enough, and of what was imported before there were batches."""


@dataclass(frozen=True, slots=True)
class Row:
    """`code` and `problem` say why something is refused or passed over. `version` is what the article was then."""

    path: str
    change: Change
    article_id: str | None = None
    title: str = ""
    code: str | None = None
    problem: str | None = None
    content: Content | None = None
    live: bool = True
    version: int | None = None
    care: GivenCare = field(default_factory=dict)
    """What is to change of its care."""

    @property
    def acts(self) -> bool:
        return self.change in ("create", "update", "archive")


def plan(
    connection: Connection, found: Iterable[Found], source: str, now: datetime, *, publish: bool = True
) -> list[Row]:
    """A row for everything that was found, then one for each article that came with these before and is missing now."""
    known = repository.origins_of(connection, source)
    named = identified(found)
    coming = {one.article_id for one in named if not isinstance(one, Refusal)}
    rows = [_planned(connection, one, known, coming, now, publish=publish) for one in named]
    if source == FILES:
        known = _of_their_batch(rows, known, repository.batches_of(connection, source))
    return [*rows, *_missing(connection, rows, known)]


def batch_of(here: Collection[str], batches: Mapping[str, str]) -> str | None:
    """The batch that an import of these articles goes on with. None: it brings something new.

    A few articles in common are chance, such as a `contact.md` in two help centres. So it is half of what comes, or
    half of what came before.
    """
    sizes = Counter(batches.values())
    shared = Counter(batches[article_id] for article_id in set(here) if article_id in batches)
    for batch, count in shared.most_common():
        if 2 * count >= min(len(set(here)), sizes[batch]):
            return batch
    return None


def batch_to_join(connection: Connection, article_ids: Collection[str], source: str, fresh: str) -> str:
    """What these articles are noted as having come with; `fresh` if they go on with nothing."""
    if source != FILES:
        return ONE_BATCH
    return batch_of(article_ids, repository.batches_of(connection, source)) or fresh


def refuse_if_any(rows: Sequence[Row]) -> None:
    """Raises BadRequest with a line for each refused row."""
    refused = [row for row in rows if row.change == "refused"]
    if not refused:
        return
    total = sum(row.change != "archive" for row in rows)
    message = (
        f"{len(refused)} of {total} files cannot be imported, so none was. {refused[0].path}: {refused[0].problem}"
    )
    listed = [{"file": row.path, "problem": row.problem, "code": row.code} for row in refused]
    raise BadRequest(message, code="bad_import", rows=listed)


def apply(
    connection: Connection, row: Row, source: str, batch: str, author: str, now: datetime, *, publish: bool = True
) -> None:
    """Does what the row says. Raises Conflict `edited_meanwhile` if the article has changed since."""
    if row.article_id is None:
        return
    if row.change == "archive":
        editing.archive(connection, row.article_id, author, now, expected=row.version)
        return
    if row.content is None:
        return
    if row.change != "leave":
        record = _written(connection, row, author, now)
        if publish and row.live and not _is_shown(record):
            publish_or_ask(connection, record.id, record.version, author, now)
        give(connection, record.id, row.care, author, now, publish=publish)
    repository.note_origin(connection, row.article_id, source, row.path, batch)


def import_folder(
    connection: Connection, folder: Path, author: str, now: datetime, *, publish: bool = True
) -> list[Row]:
    """All articles of a folder, or none: raises BadRequest with a report by file if one is bad."""
    rows = plan(connection, read_files([(folder.name, folder)]), FILES, now, publish=publish)
    refuse_if_any(rows)
    kept = [row for row in rows if row.change != "archive"]
    apply_all(connection, kept, FILES, author, now, publish=publish)
    return kept


def apply_all(
    connection: Connection,
    rows: Sequence[Row],
    source: str,
    author: str,
    now: datetime,
    *,
    publish: bool = True,
    told: Callable[[int], None] = lambda done: None,
) -> None:
    """`told` is called after each row."""
    ids = [row.article_id for row in rows if row.article_id is not None and row.change != "archive"]
    batch = batch_to_join(connection, ids, source, new_id("batch"))
    for number, row in enumerate(rows, start=1):
        apply(connection, row, source, batch, author, now, publish=publish)
        told(number)


def _planned(
    connection: Connection,
    one: Identified | Refusal,
    known: dict[str, str],
    coming: Collection[str],
    now: datetime,
    *,
    publish: bool,
) -> Row:
    if isinstance(one, Refusal):
        change: Change = "skipped" if one.harmless else "refused"
        return Row(one.path, change, code=one.code, problem=one.problem)
    draft = one.draft
    article_id = one.article_id if draft.given_id else known.get(draft.path, one.article_id)
    record = articles.find(connection, article_id)
    care = differing(connection, record, draft.care, coming, now)
    if not publish:
        care.pop("publish_at", None)
    change = _change_to(record, draft.content, publish=publish and draft.published)
    if change == "leave" and care:
        change = "update"
    version = record.version if record else None
    title, content = draft.content.title, draft.content
    return Row(draft.path, change, article_id, title, content=content, live=draft.published, version=version, care=care)


def _change_to(record: ArticleRecord | None, content: Content, *, publish: bool) -> Change:
    if record is None:
        return "create"
    shown = not publish or _is_shown(record) or record.care.review_asked_by is not None
    return "leave" if content == record.content and shown else "update"


def _is_shown(record: ArticleRecord) -> bool:
    return record.state == "published" and record.published_version == record.version


def _of_their_batch(rows: Sequence[Row], known: dict[str, str], batches: Mapping[str, str]) -> dict[str, str]:
    batch = batch_of([row.article_id for row in rows if row.article_id is not None], batches)
    return {path: article_id for path, article_id in known.items() if batches[article_id] == batch}


def _missing(connection: Connection, rows: Sequence[Row], known: dict[str, str]) -> list[Row]:
    here = {row.article_id for row in rows} | {known.get(row.path) for row in rows}
    gone: list[Row] = []
    for path, article_id in sorted(known.items()):
        record = None if article_id in here else articles.find(connection, article_id)
        if record is not None and record.state != "archived":
            gone.append(Row(path, "archive", article_id, record.content.title, version=record.version))
    return gone


def _written(connection: Connection, row: Row, author: str, now: datetime) -> ArticleRecord:
    assert row.content is not None
    assert row.article_id is not None
    if row.version is None:
        return editing.create(connection, row.content, author, now, article_id=row.article_id, origin="imported")
    return editing.update(connection, row.article_id, row.version, row.content, author, now, origin="imported")
