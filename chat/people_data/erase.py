"""Erases everything about one customer: one transaction for each conversation, and a proof in the audit log.

It can be interrupted and run again: what was erased before stays erased and is not counted again.
"""

import math
import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from chat.attachments.storage import FileStore
from chat.people_data import repository
from chat.people_data.find import Found, find_customer
from conversations.attachments.attachment import preview_key
from conversations.attachments.repository import list_keys
from handoff.lifecycle.service import end_by_customer
from kit.audit import repository as audit
from kit.audit.entry import OPERATOR, Actor, Entry
from kit.clock import Clock, to_text
from kit.database import Database
from kit.events import tell
from kit.identifiers import new_id

UNKNOWN_BACKUPS = "Backups made before this still hold the data until they are deleted by their own retention."


async def erase_customer(
    database: Database, person: str, clock: Clock, files: FileStore | None = None, *, keep_days: int | None = None
) -> dict[str, Any]:
    """Returns the proof: identifier, date and the number of rows by table. It does not name the person.

    Without `files`, the sweep of `chat` deletes the files whose rows are gone.
    """
    found = await database.read(find_customer, person)
    return await erase_found(database, found, clock, files, by=OPERATOR, keep_days=keep_days)


async def erase_found(
    database: Database,
    found: Found,
    clock: Clock,
    files: FileStore | None,
    *,
    by: Actor,
    keep_days: int | None = None,
    seconds: float = math.inf,
) -> dict[str, Any]:
    """Erases what was found, and returns the proof. `keep_days` is how long backups are kept.

    After `seconds` it leaves the rest of the conversations to the next call. What leads to them is erased last.
    """
    ends, counts = time.monotonic() + seconds, Counter[str]()
    waiting = sorted(found.conversations, key=lambda each: each in found.leading)
    while waiting and (not counts or time.monotonic() < ends):
        counts.update(await erase_conversations(database, [waiting.pop(0)], clock, files))
    if not waiting:
        counts.update(await database.write(_erase_rest, found))
    done = rows_of(counts)
    erasure, now = new_id("erasure") if done else None, clock()
    if done:
        await database.write(repository.rebuild_search)
        await database.write(audit.append, Entry(by, "customer.erased", erasure, {"rows": done}), now)
    proof = {"id": erasure, "erased_at": to_text(now), "rows": done, "left": len(waiting)}
    return {**proof, **about_backups(now, keep_days)}


async def erase_conversations(
    database: Database, conversations: Iterable[str], clock: Clock, files: FileStore | None = None
) -> Counter[str]:
    """Returns the number of erased rows by table."""
    counts = Counter[str]()
    for conversation_id in conversations:
        if files is not None:  # before their rows, so that a run that is interrupted still finds them
            await _erase_files(files, await database.read(list_keys, conversation_id))
        counts.update(await database.write(_erase_conversation, conversation_id, clock()))
    return counts


def rows_of(counts: Counter[str]) -> dict[str, int]:
    """The tables in which something was erased, by name."""
    return {name: count for name, count in sorted(counts.items()) if count}


def about_backups(now: datetime, keep_days: int | None) -> dict[str, Any]:
    """What a proof says of backups. Baton does not delete them, so the operator says how long they are kept."""
    if keep_days is None:
        return {"backups": UNKNOWN_BACKUPS, "backups_until": None}
    until = now + timedelta(days=keep_days)
    said = f"Backups made before this hold the data until {until:%Y-%m-%d}: they are kept for {keep_days} days."
    return {"backups": said, "backups_until": to_text(until)}


def would_erase(found: Found) -> dict[str, Any]:
    """Returns what `erase_customer` would erase."""
    conversations = [{"conversation_id": each, "by": how} for each, how in found.conversations.items()]
    return {"conversations": conversations, "customer_records": sorted(found.records)}


def _erase_conversation(connection: Connection, conversation_id: str, now: datetime) -> dict[str, int]:
    repository.overwrite_freed_space(connection)
    locked = repository.lock_conversation(connection, conversation_id)
    if locked is None or locked[1]:
        return {}
    if locked[0] != "resolved":
        end_by_customer(connection, conversation_id, now)
    tell(connection, "conversation.erased", conversation_id=conversation_id)
    return repository.erase_conversation_rows(connection, conversation_id)


async def _erase_files(files: FileStore, keys: list[str]) -> None:
    for key in keys:
        await files.delete(key)
        await files.delete(preview_key(key))


def _erase_rest(connection: Connection, found: Found) -> dict[str, int]:
    repository.overwrite_freed_space(connection)
    counts = Counter[str]()
    for record_id in sorted(found.records):
        counts.update(repository.erase_record(connection, record_id))
    if found.email is not None:
        counts.update(repository.erase_orders(connection, found.email))
    return dict(counts)
