"""Erases conversations that are older than a department keeps them, with the same proof as for one customer.

An operator runs it on a schedule. Only what is resolved goes, and nothing for which a callback is still promised.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chat.attachments.storage import FileStore
from chat.people_data import repository
from chat.people_data.erase import BACKUPS, erase_conversations
from kit.audit import repository as audit
from kit.audit.entry import OPERATOR, Entry
from kit.clock import Clock, to_text
from kit.database import Database
from kit.errors import NotFound
from kit.identifiers import new_id
from staff.departments.repository import list_departments

WITHOUT = "none"
"""Stands for the conversations that belong to no department."""


def expire(
    database: Database,
    department: str | None,
    days: int,
    clock: Clock,
    files: FileStore | None = None,
    *,
    dry_run: bool = False,
) -> dict[str, Any]:
    """Erases what was resolved more than `days` ago and not touched since. Returns the proof, or what would go.

    `department` is an identifier, a name, `none`, or None for all of them. Raises NotFound for an unknown one.
    """
    before = clock() - timedelta(days=days)
    chosen = None if department is None else _identifier(database, department)
    old = database.read_now(repository.list_expired, before, chosen)
    told = {"resolved_before": to_text(before), "department": department, "conversations": len(old)}
    if dry_run:
        return told
    return {**told, **_erase(database, old, clock, files), "backups": BACKUPS}


def _erase(database: Database, old: Sequence[str], clock: Clock, files: FileStore | None) -> dict[str, Any]:
    counts: Counter[str] = erase_conversations(database, old, clock, files)
    rows = {name: count for name, count in sorted(counts.items()) if count}
    expiry = new_id("expiry") if rows else None
    if rows:
        database.write_now(repository.rebuild_search)
        entry = Entry(OPERATOR, "conversations.expired", expiry, {"conversations": len(old), "rows": rows})
        database.write_now(audit.append, entry, clock())
    return {"id": expiry, "erased_at": to_text(clock()), "rows": rows}


def _identifier(database: Database, named: str) -> str:
    """The department's identifier; empty for the conversations without one."""
    if named == WITHOUT:
        return ""
    for each in database.read_now(list_departments):
        if named in (each.id, each.name):
            return each.id
    raise NotFound(f"There is no department {named!r}: name one by its name or identifier, or `none`.")
