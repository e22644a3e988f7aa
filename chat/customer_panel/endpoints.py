"""The customer panel and what agents change in it: fields and notes of a record, and the list of fields.

Agents who may read a conversation may change its customer's record. A note may be changed by its author and by
supervisors.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictStr
from sqlalchemy import Connection

from chat.customer_panel.responses import CustomerBody
from chat.customer_panel.service import ask, note_body, read_panel, record_body
from chat.edge.rate_limits import RateLimits
from chat.orders.order_book import OrderBook
from conversations import repository
from conversations.customer_records import fields_repository as customer_fields_repository
from conversations.customer_records.field import CustomerField
from conversations.customer_records.fields import clean_values, list_known_fields, own_fields_body, put_own_fields
from conversations.customer_records.records import CustomerRecords, RecordChanged, Subject, subject_of
from conversations.customer_records.responses import CustomerFieldListBody, CustomerNoteBody, CustomerRecordBody
from conversations.requests import GivenText
from conversations.text import clean_text
from handoff.views.access import readable
from kit.auth import Principal, person_of
from kit.bus import Bus
from kit.database import Database
from kit.errors import BadRequest, Conflict, NotAllowed, NotFound
from kit.events import Event
from kit.web.contract import EmptyBody, fails, sends
from staff.people.person import SEEING_ALL

PATH = "/conversations/{conversation_id}/customer"
NO_RECORDS = fails(503, "records_unavailable")
CHANGE_FAILS = fails(400, "unknown_field", "too_many") | fails(409, "edited_meanwhile") | NO_RECORDS

Version = Annotated[StrictStr, Field(max_length=200)]


class RecordChanges(BaseModel):
    """The fields to change, and only those; `version` is the version of the record that was read."""

    version: Version
    values: dict[str, Any]


class NoteText(BaseModel):
    text: GivenText


class OwnFields(BaseModel):
    """The complete new list; an entry without `id` is a new field."""

    version: Version
    customer_fields: list[dict[str, Any]]


class _Changing:
    """What each change of a record starts and ends with: a limit and an access check, and the news."""

    def __init__(self, database: Database, limits: RateLimits, bus: Bus) -> None:
        self._database = database
        self._limits = limits
        self._bus = bus

    async def subject_for(self, request: Request, conversation_id: str) -> Subject:
        await self._limits.check("replies", person_of(request).id)
        return await self._database.read(_subject, person_of(request), conversation_id)

    async def tell_changed(self, subject: Subject) -> None:
        """Notifies every console that shows this customer, in any of their conversations."""
        for conversation_id in await self._database.read(_shown_in, subject):
            self._bus.publish(Event("customer.changed", {"conversation_id": conversation_id}))


def customer_record_router(
    database: Database, order_book: OrderBook, records: CustomerRecords, limits: RateLimits, bus: Bus
) -> APIRouter:
    """`/conversations/{id}/customer` and `/customer-fields`."""
    router = APIRouter(tags=["customers"])
    changing = _Changing(database, limits, bus)

    @router.get(PATH, response_model=sends(CustomerBody))
    async def read_customer(request: Request, conversation_id: str) -> dict[str, Any]:
        return await read_panel(database, order_book, records, person_of(request), conversation_id)

    @router.patch(PATH, response_model=sends(CustomerRecordBody), responses=CHANGE_FAILS)
    async def change_customer(request: Request, conversation_id: str, body: RecordChanges) -> dict[str, Any]:
        subject = await changing.subject_for(request, conversation_id)
        changes, fields = await database.read(_cleaned, body.values)
        try:
            changed = await ask("record", records.change(subject, changes, body.version, person_of(request)))
        except RecordChanged as error:
            raise Conflict(
                "This customer's record was changed meanwhile.",
                code="edited_meanwhile",
                record=record_body(error.record, fields),
            ) from error
        await changing.tell_changed(subject)
        return record_body(changed, fields)

    _add_notes(router, records, changing)
    _add_fields(router, database)
    return router


def _add_notes(router: APIRouter, records: CustomerRecords, changing: _Changing) -> None:
    @router.post(
        f"{PATH}/notes",
        status_code=201,
        response_model=sends(CustomerNoteBody),
        responses=fails(400, "too_many") | NO_RECORDS,
    )
    async def add_note(request: Request, conversation_id: str, body: NoteText) -> dict[str, Any]:
        text = clean_text(body.text)
        subject = await changing.subject_for(request, conversation_id)
        note = await ask("record", records.add_note(subject, text, person_of(request)))
        await changing.tell_changed(subject)
        return note_body(note)

    @router.patch(f"{PATH}/notes/{{note_id}}", response_model=sends(CustomerNoteBody), responses=NO_RECORDS)
    async def change_note(request: Request, conversation_id: str, note_id: str, body: NoteText) -> dict[str, Any]:
        text = clean_text(body.text)
        subject = await changing.subject_for(request, conversation_id)
        await _check_author(records, subject, note_id, person_of(request))
        note = await ask("record", records.change_note(subject, note_id, text, person_of(request)))
        await changing.tell_changed(subject)
        return note_body(note)

    @router.delete(f"{PATH}/notes/{{note_id}}", response_model=sends(EmptyBody), responses=NO_RECORDS)
    async def remove_note(request: Request, conversation_id: str, note_id: str) -> dict[str, Any]:
        subject = await changing.subject_for(request, conversation_id)
        await _check_author(records, subject, note_id, person_of(request))
        await ask("record", records.remove_note(subject, note_id, person_of(request)))
        await changing.tell_changed(subject)
        return {}


def _add_fields(router: APIRouter, database: Database) -> None:
    @router.get("/customer-fields", response_model=sends(CustomerFieldListBody))
    async def read_fields() -> dict[str, Any]:
        return own_fields_body(await database.read(customer_fields_repository.list_own_fields))

    @router.put("/customer-fields", response_model=sends(CustomerFieldListBody), responses=CHANGE_FAILS)
    async def put_fields(body: OwnFields) -> dict[str, Any]:
        return own_fields_body(await database.write(put_own_fields, body.customer_fields, body.version))


def _subject(connection: Connection, agent: Principal, conversation_id: str) -> Subject:
    conversation, _ = readable(connection, agent, conversation_id)
    return subject_of(conversation)


def _cleaned(connection: Connection, values: dict[str, Any]) -> tuple[dict[str, str | None], list[CustomerField]]:
    if not values:
        raise BadRequest("There is nothing to change.", code="missing_field", field="values")
    return clean_values(connection, values), list_known_fields(connection)


def _shown_in(connection: Connection, subject: Subject) -> list[str]:
    others = repository.list_of_customer(connection, subject.identity_id or "", subject.conversation_id)
    return [subject.conversation_id, *(each.id for each in others)]


async def _check_author(records: CustomerRecords, subject: Subject, note_id: str, agent: Principal) -> None:
    """Raises NotFound if the note is not on this customer's record, NotAllowed if it is a colleague's."""
    record = await ask("record", records.read(subject))
    note = next((each for each in record.notes if each.id == note_id), None)
    if note is None:
        raise NotFound()
    if note.author_id != agent.id and not agent.roles & SEEING_ALL:
        raise NotAllowed("Only the author of a note and supervisors can change it.")
