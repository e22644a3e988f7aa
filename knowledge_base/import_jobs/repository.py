"""SQL of imports. Whoever works on one touches it again and again, and stops when it is no longer in their state."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from kit.rows import columns_of, record_of, records_of
from knowledge_base.articles.record import Content
from knowledge_base.import_jobs.models import article_import_files, article_import_rows, article_imports
from knowledge_base.imports.plan import Row


@dataclass(frozen=True, slots=True)
class Import:
    """One import. `done` of `total` are files while it is read, and rows while it runs."""

    id: str
    kind: str
    name: str
    state: str
    done: int
    total: int
    code: str | None
    problem: str | None
    created_by: str
    created_at: datetime
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class StoredRow:
    number: int
    row: Row
    outcome: str | None


def insert_import(connection: Connection, one: Import) -> None:
    connection.execute(insert(article_imports).values(**asdict(one)))


def find(connection: Connection, import_id: str) -> Import | None:
    query = select(*columns_of(article_imports, Import)).where(article_imports.c.id == import_id)
    return record_of(Import, connection.execute(query).first())


def latest(connection: Connection, limit: int) -> list[Import]:
    query = select(*columns_of(article_imports, Import)).order_by(
        article_imports.c.created_at.desc(), article_imports.c.id
    )
    return records_of(Import, connection.execute(query.limit(limit)))


def move(connection: Connection, import_id: str, states: Sequence[str], now: datetime, /, **values: Any) -> bool:
    """Changes an import that is in one of these states. False: it is not, so somebody else has moved it."""
    which = (article_imports.c.id == import_id) & article_imports.c.state.in_(states)
    changed = update(article_imports).where(which).values(touched_at=now, **values)
    return connection.execute(changed).rowcount == 1


def take_abandoned(connection: Connection, import_id: str, state: str, before: datetime, now: datetime) -> bool:
    """Takes over work that nobody has touched since `before`."""
    which = (article_imports.c.id == import_id) & (article_imports.c.state == state)
    stale = which & (article_imports.c.touched_at < before)
    return connection.execute(update(article_imports).where(stale).values(touched_at=now)).rowcount == 1


def forget(connection: Connection, kept: Sequence[str], before: datetime) -> None:
    """Deletes imports that are neither kept nor touched lately, and all files that nobody has read for as long."""
    old = article_imports.c.touched_at < before
    connection.execute(delete(article_imports).where(old & article_imports.c.id.not_in(kept)))
    left_lying = article_import_files.c.import_id.in_(select(article_imports.c.id).where(old))
    connection.execute(delete(article_import_files).where(left_lying))


def size_of_files(connection: Connection, import_id: str) -> tuple[int, int]:
    """How many files are stored, and their bytes."""
    files = article_import_files.c
    query = select(func.count(), func.coalesce(func.sum(func.length(files.content)), 0))
    count, size = connection.execute(query.where(files.import_id == import_id)).one()
    return count, int(size)


def insert_file(connection: Connection, import_id: str, number: int, name: str, content: bytes) -> None:
    values = {"import_id": import_id, "number": number, "name": name, "content": content}
    connection.execute(insert(article_import_files).values(**values))


def files_of(connection: Connection, import_id: str) -> list[tuple[str, bytes]]:
    files = article_import_files.c
    query = select(files.name, files.content).where(files.import_id == import_id).order_by(files.number)
    return [(name, content) for name, content in connection.execute(query)]


def delete_files(connection: Connection, import_id: str) -> None:
    connection.execute(delete(article_import_files).where(article_import_files.c.import_id == import_id))


def replace_rows(connection: Connection, import_id: str, rows: Sequence[Row]) -> None:
    connection.execute(delete(article_import_rows).where(article_import_rows.c.import_id == import_id))
    if rows:
        values = [{"import_id": import_id, "number": number, **_values(row)} for number, row in enumerate(rows)]
        connection.execute(insert(article_import_rows), values)


def rows_of(
    connection: Connection,
    import_id: str,
    *,
    changes: Sequence[str] | None = None,
    after: int = -1,
    limit: int = 200,
    open_only: bool = False,
) -> list[StoredRow]:
    """Rows in their order, behind the one with the number `after`."""
    table = article_import_rows.c
    query = select(article_import_rows).where(table.import_id == import_id, table.number > after)
    if changes is not None:
        query = query.where(table.change.in_(changes))
    if open_only:
        query = query.where(table.outcome.is_(None))
    found = connection.execute(query.order_by(table.number).limit(limit)).mappings()
    return [StoredRow(row["number"], _row(row), row["outcome"]) for row in found]


def article_ids_of(connection: Connection, import_id: str) -> list[str]:
    """The articles that the import brings, whether they are written already or not."""
    table = article_import_rows.c
    brought = table.change.in_(("create", "update", "leave"))
    query = select(table.article_id).where(table.import_id == import_id, brought, table.article_id.is_not(None))
    return list(connection.scalars(query))


def counts_of(connection: Connection, import_id: str) -> dict[str, int]:
    """How many rows there are of each kind, and under `failed` those whose run was refused."""
    table = article_import_rows.c
    mine = table.import_id == import_id
    query = select(table.change, func.count()).where(mine).group_by(table.change)
    counts = {row[0]: row[1] for row in connection.execute(query)}
    failed = select(func.count()).where(mine, table.outcome.is_not(None), table.outcome != "done")
    done = select(func.count()).where(mine, table.outcome == "done", table.change != "leave")
    return {**counts, "failed": connection.scalar(failed) or 0, "changed": connection.scalar(done) or 0}


def note_outcome(connection: Connection, import_id: str, number: int, outcome: str) -> None:
    """What came of a row. Its words are in the article now, or are not wanted; they are not kept twice."""
    which = (article_import_rows.c.import_id == import_id) & (article_import_rows.c.number == number)
    connection.execute(update(article_import_rows).where(which).values(outcome=outcome, content=None))


def _values(row: Row) -> dict[str, Any]:
    return {
        "path": row.path[:1000],
        "change": row.change,
        "article_id": row.article_id,
        "title": row.title[:300],
        "code": row.code,
        "problem": row.problem,
        "content": row.content.fields() if row.content else None,
        "care": dict(row.care),
        "live": row.live,
        "version": row.version,
    }


def _row(stored: Any) -> Row:
    fields = stored["content"]
    content = Content(**{**fields, "questions": tuple(fields["questions"])}) if fields else None
    names = ("path", "change", "article_id", "title", "code", "problem", "live", "version")
    return Row(content=content, care=stored["care"] or {}, **{name: stored[name] for name in names})
