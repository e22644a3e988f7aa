"""Erases everything about one customer: one transaction for each conversation, and a proof in the audit log.

It can be interrupted and run again: what was erased before stays erased and is not counted again.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from chat.attachments.storage import FileStore
from chat.people_data import repository
from chat.people_data.find import Found, find_customer
from conversations.attachments.attachment import preview_key
from conversations.attachments.repository import list_keys
from handoff.lifecycle.service import end_by_customer
from kit.audit import repository as audit
from kit.audit.entry import OPERATOR, Entry
from kit.clock import Clock, to_text
from kit.database import Database
from kit.identifiers import new_id

BACKUPS = "Backups made before this still hold the data until they are deleted by their own retention."


def erase_customer(database: Database, person: str, clock: Clock, files: FileStore | None = None) -> dict[str, Any]:
    """Returns the proof: identifier, date and the number of rows by table. It does not name the person.

    Without `files`, the sweep of `chat` deletes the files whose rows are gone.
    """
    found = database.read_now(find_customer, person)
    erasure, counts = new_id("erasure"), erase_conversations(database, found.conversations, clock, files)
    counts.update(database.write_now(_erase_rest, found))
    done = {name: count for name, count in sorted(counts.items()) if count}
    now = clock()
    if done:
        database.write_now(repository.rebuild_search)
        entry = Entry(OPERATOR, "customer.erased", erasure, {"rows": done})
        database.write_now(audit.append, entry, now)
    return {"id": erasure if done else None, "erased_at": to_text(now), "rows": done, "backups": BACKUPS}


def erase_conversations(
    database: Database, conversations: Iterable[str], clock: Clock, files: FileStore | None = None
) -> Counter[str]:
    """Returns the number of erased rows by table."""
    counts = Counter[str]()
    for conversation_id in conversations:
        if files is not None:  # before their rows, so that a run that is interrupted still finds them
            asyncio.run(_erase_files(files, database.read_now(list_keys, conversation_id)))
        counts.update(database.write_now(_erase_conversation, conversation_id, clock()))
    return counts


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
