"""The SQL of customer records and their notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from conversations.customer_records.models import customer_notes, customer_records
from conversations.customer_records.records import CustomerNote
from kit.identifiers import new_id
from kit.rows import columns_of, record_of, records_of, values_of

_NOTE = columns_of(customer_notes, CustomerNote)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record's row."""

    id: str
    values: Mapping[str, str]
    version: int
    changed_at: datetime | None
    changed_by: str | None


_RECORD = columns_of(customer_records, StoredRecord)


def find_of_identity(connection: Connection, identity_id: str, *, lock: bool = False) -> StoredRecord | None:
    return _find(connection, customer_records.c.identity_id == identity_id, lock=lock)


def find_of_conversation(connection: Connection, conversation_id: str, *, lock: bool = False) -> StoredRecord | None:
    return _find(connection, customer_records.c.conversation_id == conversation_id, lock=lock)


def insert_record(
    connection: Connection, *, identity_id: str | None = None, conversation_id: str | None = None
) -> None:
    """Inserts an empty record. If another transaction has just inserted one, that one stays."""
    owner = {"identity_id": identity_id, "conversation_id": conversation_id}
    try:
        with connection.begin_nested():
            connection.execute(insert(customer_records).values(id=new_id("record"), values={}, version=0, **owner))
    except IntegrityError:
        pass


def change_record(
    connection: Connection, record_id: str, values: Mapping[str, str], version: int, by: str, now: datetime
) -> None:
    """Writes a record that the caller has locked."""
    new = {"values": dict(values), "version": version, "changed_by": by, "changed_at": now}
    connection.execute(update(customer_records).where(customer_records.c.id == record_id).values(new))


def remove_record(connection: Connection, record_id: str) -> None:
    """Removes a record and the notes that are still on it."""
    connection.execute(delete(customer_records).where(customer_records.c.id == record_id))


def list_notes(connection: Connection, record_id: str) -> list[CustomerNote]:
    """Returns the notes, newest first."""
    query = select(*_NOTE).where(customer_notes.c.record_id == record_id)
    rows = connection.execute(query.order_by(customer_notes.c.created_at.desc(), customer_notes.c.id.desc()))
    return records_of(CustomerNote, rows)


def count_notes(connection: Connection, record_id: str) -> int:
    query = select(func.count()).select_from(customer_notes).where(customer_notes.c.record_id == record_id)
    return connection.scalar(query) or 0


def insert_note(connection: Connection, record_id: str, note: CustomerNote) -> None:
    connection.execute(insert(customer_notes).values(record_id=record_id, **values_of(note)))


def find_note(connection: Connection, record_id: str, note_id: str) -> CustomerNote | None:
    return record_of(CustomerNote, connection.execute(select(*_NOTE).where(_on(record_id, note_id))).first())


def change_note(connection: Connection, record_id: str, note_id: str, text: str, now: datetime) -> None:
    connection.execute(update(customer_notes).where(_on(record_id, note_id)).values(text=text, edited_at=now))


def remove_note(connection: Connection, record_id: str, note_id: str) -> bool:
    """Returns whether the note existed."""
    return connection.execute(delete(customer_notes).where(_on(record_id, note_id))).rowcount == 1


def move_notes(connection: Connection, record_id: str, to_record_id: str) -> None:
    moving = update(customer_notes).where(customer_notes.c.record_id == record_id)
    connection.execute(moving.values(record_id=to_record_id))


def _on(record_id: str, note_id: str) -> ColumnElement[bool]:
    return (customer_notes.c.id == note_id) & (customer_notes.c.record_id == record_id)


def _find(connection: Connection, where: ColumnElement[bool], *, lock: bool) -> StoredRecord | None:
    query = select(*_RECORD).where(where)
    return record_of(StoredRecord, connection.execute(query.with_for_update() if lock else query).first())
