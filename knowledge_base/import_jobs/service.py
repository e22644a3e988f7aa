"""What an editor does with an import, each in one transaction: begin, add files, read, run, cancel.

The state says who may do what next. Work belongs to the process that does it for as long as it touches the import;
after that it counts as interrupted, and may be begun again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from kit.clock import to_text
from kit.errors import BadRequest, BatonError, Conflict, NotFound, TooLarge
from kit.identifiers import new_id
from knowledge_base.import_jobs import repository
from knowledge_base.import_jobs.repository import Import
from knowledge_base.imports.entries import LARGEST_SOURCE_BYTES, MOST_FILES
from knowledge_base.imports.plan import FILES, apply, batch_to_join
from knowledge_base.sites.crawling import source_of

WORKING = ("reading", "running")
ABANDONED_AFTER = timedelta(seconds=30)
KEPT_FOR = timedelta(days=1)
KEPT = 5
LARGEST_UPLOAD_BYTES = 64 * 1024 * 1024
LONGEST_NAME = 1_000
AT_ONCE = 20
"""Rows in one transaction: short enough that customers do not wait for it."""

assert LARGEST_UPLOAD_BYTES <= LARGEST_SOURCE_BYTES


def begin(connection: Connection, kind: str, name: str, author: str, now: datetime) -> Import:
    """A new import; old ones are forgotten."""
    kept = [one.id for one in repository.latest(connection, KEPT)]
    repository.forget(connection, kept, now - KEPT_FOR)
    state = "collecting" if kind == FILES else "reading"
    one = Import(new_id("import"), kind, name, state, 0, 0, None, None, author, now, now)
    repository.insert_import(connection, one)
    return one


def get(connection: Connection, import_id: str) -> Import:
    """Raises NotFound."""
    one = repository.find(connection, import_id)
    if one is None:
        raise NotFound("There is no such import.")
    return one


def add_file(connection: Connection, import_id: str, name: str, content: bytes, now: datetime) -> Import:
    """Raises Conflict once reading has begun, and TooLarge for more than one import may have."""
    one = _moved(connection, import_id, ("collecting",), now)
    count, size = repository.size_of_files(connection, import_id)
    if count >= MOST_FILES:
        raise TooLarge(f"An import may have at most {MOST_FILES} files.", limit=MOST_FILES)
    if size + len(content) > LARGEST_UPLOAD_BYTES:
        message = f"The files of an import may have at most {LARGEST_UPLOAD_BYTES // 1024**2} MiB together."
        raise TooLarge(message, limit=LARGEST_UPLOAD_BYTES)
    repository.insert_file(connection, import_id, count, clean_name(name), content)
    return one


def clean_name(name: str) -> str:
    """A name to show. It is never a place on a disk: files are stored under numbers."""
    kept = "".join(character for character in name if character.isprintable()).strip()[-LONGEST_NAME:]
    if not kept:
        raise BadRequest("The file has no name.", code="missing_field", field="name")
    return kept


def read(connection: Connection, import_id: str, now: datetime) -> Import:
    """The files are complete and are read now."""
    if repository.size_of_files(connection, import_id)[0] == 0:
        raise BadRequest("There is no file to read.", code="empty_import")
    return _moved(connection, import_id, ("collecting",), now, state="reading")


def run(connection: Connection, import_id: str, now: datetime) -> Import:
    """What was planned is done now. What an earlier run has done is not done again."""
    if repository.take_abandoned(connection, import_id, "running", now - ABANDONED_AFTER, now):
        return get(connection, import_id)
    if repository.find(connection, import_id) is not None and not repository.rows_of(connection, import_id, limit=1):
        raise Conflict("This import has no plan to run.", code="wrong_status")
    return _moved(connection, import_id, ("ready", "cancelled"), now, state="running", done=0, total=0)


def cancel(connection: Connection, import_id: str, now: datetime) -> Import:
    """Ends reading or running. What has been written stays, and running again goes on from there."""
    one = _moved(connection, import_id, ("collecting", "ready", *WORKING), now, state="cancelled")
    repository.delete_files(connection, import_id)
    return one


def run_some(
    connection: Connection, import_id: str, author: str, now: datetime, publish: bool, archive: bool
) -> tuple[int, bool]:
    """Does the next rows. Returns how many articles were changed, and whether there is more to do.

    Each row stands for itself: one that cannot be done gets its reason as outcome, and the others are done.
    """
    changes = ["create", "update", "leave", *(["archive"] if archive else [])]
    rows = repository.rows_of(connection, import_id, changes=changes, limit=AT_ONCE, open_only=True)
    one = get(connection, import_id)
    if not rows or one.state != "running":
        if one.state == "running":
            repository.move(connection, import_id, ("running",), now, state="done")
        return 0, False
    changed, source = 0, source_name(one)
    batch = batch_to_join(connection, repository.article_ids_of(connection, import_id), source, one.id)
    for stored in rows:
        outcome = "done"
        try:
            with connection.begin_nested():
                apply(connection, stored.row, source, batch, author, now, publish=publish)
        except BatonError as error:
            outcome = error.code
        except IntegrityError:
            outcome = "edited_meanwhile"
        repository.note_outcome(connection, import_id, stored.number, outcome)
        changed += outcome == "done" and stored.row.acts
    repository.move(connection, import_id, ("running",), now, done=one.done + len(rows))
    return changed, True


def total_to_run(connection: Connection, import_id: str, archive: bool, now: datetime) -> None:
    changes = ("create", "update", "leave", *(("archive",) if archive else ()))
    left = repository.rows_of(connection, import_id, changes=changes, limit=1_000_000, open_only=True)
    repository.move(connection, import_id, ("running",), now, done=0, total=len(left))


def source_name(one: Import) -> str:
    return FILES if one.kind == FILES else source_of(one.name)


def described(connection: Connection, import_id: str, now: datetime) -> dict[str, Any]:
    """The import as editors see it."""
    one = get(connection, import_id)
    return view(one, repository.counts_of(connection, import_id), now)


def listed(connection: Connection, now: datetime) -> list[dict[str, Any]]:
    return [view(one, repository.counts_of(connection, one.id), now) for one in repository.latest(connection, KEPT)]


def view(one: Import, counts: dict[str, int], now: datetime) -> dict[str, Any]:
    abandoned = one.state in WORKING and one.touched_at < now - ABANDONED_AFTER
    names = ("create", "update", "leave", "archive", "refused", "skipped", "failed", "changed")
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "state": "interrupted" if abandoned else one.state,
        "done": one.done,
        "total": one.total,
        "code": one.code,
        "problem": one.problem,
        "created_by": one.created_by,
        "created_at": to_text(one.created_at),
        "counts": {name: counts.get(name, 0) for name in names},
    }


def page_of_rows(
    connection: Connection, import_id: str, changes: Sequence[str] | None, after: int, limit: int
) -> dict[str, Any]:
    get(connection, import_id)
    found = repository.rows_of(connection, import_id, changes=changes, after=after, limit=limit + 1)
    rows = [
        {
            "number": stored.number,
            "path": stored.row.path,
            "change": stored.row.change,
            "article_id": stored.row.article_id,
            "title": stored.row.title,
            "code": stored.row.code,
            "problem": stored.row.problem,
            "outcome": stored.outcome,
        }
        for stored in found[:limit]
    ]
    return {"rows": rows, "next": found[limit - 1].number if len(found) > limit else None}


def _moved(connection: Connection, import_id: str, states: Sequence[str], now: datetime, **values: Any) -> Import:
    get(connection, import_id)
    if not repository.move(connection, import_id, states, now, **values):
        state = get(connection, import_id).state
        raise Conflict(f"This import is {state}, so this cannot be done now.", code="wrong_status")
    return get(connection, import_id)
