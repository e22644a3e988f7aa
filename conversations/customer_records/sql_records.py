"""Customer records in SQL: the default implementation, without a CRM.

If a customer is verified later, the conversation's record is joined with the customer's own the next time it is read or
changed, in one transaction. Values that the customer's record already has differently become a note, so nothing is lost
or overwritten.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from conversations.customer_records import repository
from conversations.customer_records.fields import list_known_fields
from conversations.customer_records.records import CustomerNote, CustomerRecord, RecordChanged, Subject
from conversations.customer_records.repository import StoredRecord
from conversations.service import get
from kit.auth import Principal
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, NotFound
from kit.identifiers import new_id

MOST_NOTES = 200

EMPTY = CustomerRecord({}, "0")


class SqlCustomerRecords:
    """`CustomerRecords` in Baton's own database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def read(self, subject: Subject) -> CustomerRecord:
        record, apart = await self._database.read(_read, subject)
        return await self._database.write(_read_joined, subject, self._clock()) if apart else record

    async def change(
        self, subject: Subject, changes: Mapping[str, str | None], version: str, by: Principal
    ) -> CustomerRecord:
        changed, record = await self._database.write(_change, subject, changes, version, by, self._clock())
        if not changed:
            raise RecordChanged(record)
        return record

    async def add_note(self, subject: Subject, text: str, by: Principal) -> CustomerNote:
        return await self._database.write(_add_note, subject, text, by, self._clock())

    async def change_note(self, subject: Subject, note_id: str, text: str, by: Principal) -> CustomerNote:
        return await self._database.write(_change_note, subject, note_id, text, self._clock())

    async def remove_note(self, subject: Subject, note_id: str, by: Principal) -> None:
        await self._database.write(_remove_note, subject, note_id, self._clock())


def _read(connection: Connection, subject: Subject) -> tuple[CustomerRecord, bool]:
    """Returns the record, and whether the conversation has a record of its own that must be joined."""
    kept = repository.find_of_conversation(connection, subject.conversation_id)
    if subject.identity_id is None:
        return _record(connection, kept), False
    return _record(connection, repository.find_of_identity(connection, subject.identity_id)), kept is not None


def _read_joined(connection: Connection, subject: Subject, now: datetime) -> CustomerRecord:
    return _record(connection, _own(connection, subject, now))


def _change(
    connection: Connection,
    subject: Subject,
    changes: Mapping[str, str | None],
    version: str,
    by: Principal,
    now: datetime,
) -> tuple[bool, CustomerRecord]:
    """Returns whether the version matched, and the current record. If no value changes, nothing is written."""
    own = _own(connection, subject, now)
    if str(own.version) != version:
        return False, _record(connection, own)
    values = {name: value for name, value in {**own.values, **changes}.items() if value is not None}
    if values != own.values:
        repository.change_record(connection, own.id, values, own.version + 1, by.name, now)
        own = replace(own, values=values, version=own.version + 1, changed_at=now, changed_by=by.name)
    return True, _record(connection, own)


def _add_note(connection: Connection, subject: Subject, text: str, by: Principal, now: datetime) -> CustomerNote:
    own = _own(connection, subject, now)
    if repository.count_notes(connection, own.id) >= MOST_NOTES:
        raise BadRequest(f"This customer has {MOST_NOTES} notes. Remove one first.", code="too_many", limit=MOST_NOTES)
    note = CustomerNote(new_id("note"), by.id, by.name, text, now)
    repository.insert_note(connection, own.id, note)
    return note


def _change_note(connection: Connection, subject: Subject, note_id: str, text: str, now: datetime) -> CustomerNote:
    own = _own(connection, subject, now)
    repository.change_note(connection, own.id, note_id, text, now)
    note = repository.find_note(connection, own.id, note_id)
    if note is None:
        raise NotFound()
    return note


def _remove_note(connection: Connection, subject: Subject, note_id: str, now: datetime) -> None:
    if not repository.remove_note(connection, _own(connection, subject, now).id, note_id):
        raise NotFound()


def _own(connection: Connection, subject: Subject, now: datetime) -> StoredRecord:
    """Returns the subject's record, locked. Creates it if needed, and joins the conversation's record with it."""
    get(connection, subject.conversation_id, lock=True)
    kept = repository.find_of_conversation(connection, subject.conversation_id, lock=True)
    if subject.identity_id is None:
        if kept is None:
            repository.insert_record(connection, conversation_id=subject.conversation_id)
            kept = repository.find_of_conversation(connection, subject.conversation_id, lock=True)
        assert kept is not None
        return kept
    own = repository.find_of_identity(connection, subject.identity_id, lock=True)
    if own is None:
        repository.insert_record(connection, identity_id=subject.identity_id)
        own = repository.find_of_identity(connection, subject.identity_id, lock=True)
    assert own is not None
    return own if kept is None else _join(connection, own, kept, now)


def join_records(connection: Connection, conversation_id: str, to: Subject, now: datetime) -> None:
    """Joins what was noted in one conversation with another record of the same person. A CRM has nothing here."""
    kept = repository.find_of_conversation(connection, conversation_id, lock=True)
    if kept is not None:
        _join(connection, _own(connection, to, now), kept, now, "Noted in a merged conversation:")


def _join(
    connection: Connection,
    own: StoredRecord,
    kept: StoredRecord,
    now: datetime,
    heading: str = "Noted before this customer was verified:",
) -> StoredRecord:
    values = {**kept.values, **own.values}
    repository.move_notes(connection, kept.id, own.id)
    labels = {each.id: each.label for each in list_known_fields(connection)}
    displaced = [
        f"{labels.get(name, name)}: {value}" for name, value in kept.values.items() if values.get(name) != value
    ]
    if displaced:
        text = "\n".join([heading, *displaced])
        repository.insert_note(connection, own.id, CustomerNote(new_id("note"), None, "", text, now))
    # Add both, so that the joined record never repeats an earlier version of either.
    version = own.version + kept.version + 1
    by = own.changed_by or kept.changed_by or ""
    repository.change_record(connection, own.id, values, version, by, now)
    repository.remove_record(connection, kept.id)
    return replace(own, values=values, version=version, changed_at=now, changed_by=by)


def _record(connection: Connection, stored: StoredRecord | None) -> CustomerRecord:
    if stored is None:
        return EMPTY
    notes = repository.list_notes(connection, stored.id)
    return CustomerRecord(stored.values, str(stored.version), notes, stored.changed_at, stored.changed_by)
