"""Erases conversations that are older than a department keeps them, with the same proof as for one customer.

An operator runs it by hand or on a schedule; what administrators have set runs by itself (`chat/retention/`). Only what
is resolved goes, and nothing for which a callback is still promised.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from chat.attachments.storage import FileStore
from chat.people_data import repository
from chat.people_data.erase import about_backups, erase_conversations, rows_of
from kit.audit import repository as audit
from kit.audit.entry import OPERATOR, Actor, Entry
from kit.clock import Clock, to_text
from kit.database import Database
from kit.errors import NotFound
from kit.identifiers import new_id
from staff.departments.repository import list_departments

WITHOUT = "none"
"""Stands for the conversations that belong to no department."""


async def expire(
    database: Database,
    department: str | None,
    days: int,
    clock: Clock,
    files: FileStore | None = None,
    *,
    dry_run: bool = False,
    keep_days: int | None = None,
) -> dict[str, Any]:
    """Erases what was resolved more than `days` ago and not touched since. Returns the proof, or what would go.

    `department` is an identifier, a name, `none`, or None for all of them. Raises NotFound for an unknown one.
    """
    before = clock() - timedelta(days=days)
    chosen = None if department is None else await _identifier(database, department)
    old = await database.read(repository.list_expired, before, chosen)
    told = {"resolved_before": to_text(before), "department": department, "conversations": len(old)}
    if dry_run:
        return told
    proof = await erase_expired(database, old, clock, files, by=OPERATOR)
    if proof["id"]:
        await database.write(repository.rebuild_search)
    return {**told, **proof, **about_backups(clock(), keep_days)}


async def erase_expired(
    database: Database, old: Sequence[str], clock: Clock, files: FileStore | None, *, by: Actor
) -> dict[str, Any]:
    """Erases these conversations, and records it. The caller rebuilds the search index once it has erased all."""
    rows = rows_of(await erase_conversations(database, old, clock, files))
    expiry = new_id("expiry") if rows else None
    if rows:
        entry = Entry(by, "conversations.expired", expiry, {"conversations": len(old), "rows": rows})
        await database.write(audit.append, entry, clock())
    return {"id": expiry, "erased_at": to_text(clock()), "rows": rows}


async def _identifier(database: Database, named: str) -> str:
    """The department's identifier; empty for the conversations without one."""
    if named == WITHOUT:
        return ""
    for each in await database.read(list_departments):
        if named in (each.id, each.name):
            return each.id
    raise NotFound(f"There is no department {named!r}: name one by its name or identifier, or `none`.")
