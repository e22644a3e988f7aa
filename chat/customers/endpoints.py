"""The customer's calls: open a conversation, write, read, ask for a person, and rate."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, StrictBool, StrictInt, StrictStr
from sqlalchemy import Connection

from chat.customers.closing import put_contact, put_feedback, put_rating
from chat.customers.entry_form import EntryForm, open_with
from chat.customers.language import hear_unread
from chat.customers.messages import receive_message
from chat.customers.responses import FeedbackBody, FeedbackReason, RatingBody
from chat.edge.identity import IdentityTokens
from chat.edge.rate_limits import RateLimits
from chat.turns.outcomes import note_button
from conversations import repository
from conversations.contact import Contact
from conversations.conversation import Opening
from conversations.customer_records.responses import ContactBody
from conversations.presentation import message_body
from conversations.requests import (
    GivenText,
    OptionalText,
    parse_client_message_id,
    parse_cursor,
    parse_limit,
    parse_said,
)
from conversations.responses import MessageBody, MessagePageBody, OpenedConversationBody
from conversations.service import get
from conversations.text import clean_optional_text
from handoff.lifecycle import service as handoff_service
from handoff.views.access import readable
from handoff.views.conversation import conversation_body
from handoff.views.responses import ConversationBody, StaffConversationBody
from kit.audit.entry import by
from kit.audit.looks import Looks
from kit.auth import Principal, principal_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, NotFound
from kit.web.contract import fails, repeats, sends
from kit.web.text_fields import clean_email, clean_phone
from staff.departments.service import choose_department


class NewConversation(BaseModel):
    """What a client can send when it opens a conversation."""

    locale: OptionalText = None
    page_url: OptionalText = None
    identity: StrictStr | None = None
    form: EntryForm | None = None


class NewMessage(BaseModel):
    """A customer's message. `client_message_id` makes sending it again harmless."""

    client_message_id: StrictStr
    text: GivenText = None
    choice: StrictStr | None = None
    attachments: list[StrictStr] = []
    """What uploads returned as `id`; then `text` may be empty."""


class NewHandoff(BaseModel):
    """A request for a person."""

    department: OptionalText = None
    note: OptionalText = None


class NewFeedback(BaseModel):
    """Whether an answer helped."""

    helpful: StrictBool
    reason: FeedbackReason | None = None
    """What was missing, if it did not help."""


class NewContact(BaseModel):
    """How to reach the customer later, if nobody is there or the wait is long: an e-mail address, a phone number, or
    both.
    """

    email: OptionalText = None
    phone: OptionalText = None
    note: OptionalText = None


class NewRating(BaseModel):
    """The customer's rating."""

    score: StrictInt
    comment: OptionalText = None


def customer_router(database: Database, limits: RateLimits, identities: IdentityTokens, clock: Clock) -> APIRouter:
    """The customers' calls under `/conversations`. Staff may use the ones that read."""
    router = APIRouter(prefix="/conversations", tags=["conversations"])
    _add_conversations(router, database, limits, identities, clock)
    _add_messages(router, database, limits, clock)
    _add_handoffs(router, database, limits, clock)
    _add_closing(router, database, limits, clock)
    return router


def _add_conversations(
    router: APIRouter, database: Database, limits: RateLimits, identities: IdentityTokens, clock: Clock
) -> None:
    @router.post(
        "",
        status_code=201,
        response_model=sends(OpenedConversationBody),
        responses=fails(401, "not_signed_in") | fails(404, "not_found"),
    )
    async def open_one(request: Request, given: NewConversation | None = None) -> dict[str, Any]:
        body = given or NewConversation()
        await limits.check("conversations", limits.address_of(request))
        identity = identities.verify(body.identity)
        opening = Opening(
            clean_optional_text(body.locale, field="locale", longest=35),
            clean_optional_text(body.page_url, field="page_url"),
            identity,
        )
        conversation, token = await database.write(open_with, opening, body.form, clock())
        return {"conversation_id": conversation.id, "token": token, "status": conversation.status, "messages": []}

    @router.get("/{conversation_id}", response_model=sends(StaffConversationBody | ConversationBody))
    async def read_one(request: Request, conversation_id: str) -> dict[str, Any]:
        await limits.check_read(principal_of(request), conversation_id)
        return await database.read_few(_body, principal_of(request), conversation_id, clock())


def _add_messages(router: APIRouter, database: Database, limits: RateLimits, clock: Clock) -> None:
    looks = Looks(database, clock)

    @router.get("/{conversation_id}/messages", response_model=sends(MessagePageBody))
    async def read_messages(
        request: Request, conversation_id: str, after: str | None = None, limit: str | None = None
    ) -> dict[str, Any]:
        await limits.check_read(principal_of(request), conversation_id)
        reader = principal_of(request)
        body, mine = await database.read(_messages, reader, conversation_id, parse_cursor(after), parse_limit(limit))
        await looks.note(by(reader), "conversation.looked_at", conversation_id, own=mine)
        return body

    @router.post(
        "/{conversation_id}/messages",
        status_code=201,
        response_model=sends(MessageBody),
        responses=repeats(MessageBody)
        | fails(400, "unknown_attachment", "too_many_files")
        | fails(409, "conflict", "continues_elsewhere"),
    )
    async def write_message(
        request: Request, response: Response, conversation_id: str, body: NewMessage
    ) -> dict[str, Any]:
        _check_own(principal_of(request), conversation_id)
        client_message_id = parse_client_message_id(body.client_message_id)
        text = parse_said(body.text, body.attachments)
        await limits.check("messages", conversation_id)
        message, new = await database.write(
            receive_message, conversation_id, client_message_id, text, body.choice, clock(), body.attachments
        )
        response.status_code = 201 if new else 200
        return message_body(message, "customer")


def _add_handoffs(router: APIRouter, database: Database, limits: RateLimits, clock: Clock) -> None:
    @router.post(
        "/{conversation_id}/handoff",
        response_model=sends(ConversationBody),
        responses=fails(409, "wrong_status", "continues_elsewhere"),
    )
    async def ask_for_person(request: Request, conversation_id: str, body: NewHandoff | None = None) -> dict[str, Any]:
        await _check_handoff(limits, request, conversation_id)
        asked = body or NewHandoff()
        note = clean_optional_text(asked.note, field="note")
        department = clean_optional_text(asked.department, field="department", longest=64)
        return await database.write(_ask_for_person, conversation_id, note, department, clock())

    @router.delete(
        "/{conversation_id}/handoff", response_model=sends(ConversationBody), responses=fails(409, "wrong_status")
    )
    async def cancel_handoff(request: Request, conversation_id: str) -> dict[str, Any]:
        await _check_handoff(limits, request, conversation_id)
        return await database.write(_cancel, conversation_id, clock())


def _add_closing(router: APIRouter, database: Database, limits: RateLimits, clock: Clock) -> None:
    """What customers say beside messages: whether it helped, how to reach them, how it was, and that they are done."""

    @router.post("/{conversation_id}/messages/{seq}/feedback", status_code=201, response_model=sends(FeedbackBody))
    async def give_feedback(request: Request, conversation_id: str, seq: int, body: NewFeedback) -> dict[str, Any]:
        await _check_change(limits, request, conversation_id)
        reason = None if body.helpful else body.reason
        await database.write(put_feedback, conversation_id, seq, body.helpful, reason, clock())
        return {"seq": seq, "helpful": body.helpful, "reason": reason}

    @router.post("/{conversation_id}/contact", status_code=201, response_model=sends(ContactBody))
    async def leave_contact(request: Request, conversation_id: str, body: NewContact) -> dict[str, Any]:
        await _check_change(limits, request, conversation_id)
        contact = _contact(body)
        await database.write(put_contact, conversation_id, contact, clock())
        return contact.body()

    @router.post("/{conversation_id}/rating", status_code=201, response_model=sends(RatingBody))
    async def rate(request: Request, conversation_id: str, body: NewRating) -> dict[str, Any]:
        await _check_change(limits, request, conversation_id)
        if not 1 <= body.score <= 5:
            raise BadRequest("score must be a number from 1 to 5.", code="bad_type", field="score")
        comment = clean_optional_text(body.comment, field="comment")
        await database.write(put_rating, conversation_id, body.score, comment, clock())
        return {"score": body.score, "comment": comment}

    @router.post("/{conversation_id}/end", response_model=sends(ConversationBody), responses=fails(409, "wrong_status"))
    async def end(request: Request, conversation_id: str) -> dict[str, Any]:
        await _check_handoff(limits, request, conversation_id)
        return await database.write(_end, conversation_id, clock())


def _check_own(principal: Principal, conversation_id: str) -> None:
    """Only the customer's own token can write as the customer. Raises NotFound, as for a missing conversation."""
    if principal.kind != "customer" or principal.conversation_id != conversation_id:
        raise NotFound()


async def _check_change(limits: RateLimits, request: Request, conversation_id: str) -> None:
    """The limit for changes other than messages: each is stored and sent to every agent."""
    _check_own(principal_of(request), conversation_id)
    await limits.check("changes", conversation_id)


async def _check_handoff(limits: RateLimits, request: Request, conversation_id: str) -> None:
    """The limit for changes that move the queue: they cost more than any other change."""
    await _check_change(limits, request, conversation_id)
    await limits.check("handoffs", conversation_id)


def _body(connection: Connection, principal: Principal, conversation_id: str, now: datetime) -> dict[str, Any]:
    conversation, reader = readable(connection, principal, conversation_id)
    return conversation_body(connection, conversation, reader, now)


def _messages(
    connection: Connection, principal: Principal, conversation_id: str, after: int, limit: int
) -> tuple[dict[str, Any], bool]:
    """Also returns whether the conversation is the reader's own; a look at another's is recorded."""
    conversation, reader = readable(connection, principal, conversation_id)
    found = repository.list_messages(connection, conversation_id, reader, after, limit + 1)
    body = {"messages": [message_body(message, reader) for message in found[:limit]], "more": len(found) > limit}
    return body, reader == "customer" or conversation.agent_id == principal.id


def _ask_for_person(
    connection: Connection, conversation_id: str, note: str | None, wanted: str | None, now: datetime
) -> dict[str, Any]:
    department = choose_department(connection, wanted) if wanted is not None else None
    conversation = get(connection, conversation_id, lock=True)
    note_button(connection, conversation, now)
    hear_unread(connection, conversation, now)
    changed = handoff_service.ask_for_person(connection, conversation_id, now, note=note, department=department)
    return conversation_body(connection, changed, "customer", now)


def _cancel(connection: Connection, conversation_id: str, now: datetime) -> dict[str, Any]:
    return conversation_body(connection, handoff_service.cancel(connection, conversation_id, now), "customer", now)


def _end(connection: Connection, conversation_id: str, now: datetime) -> dict[str, Any]:
    changed = handoff_service.end_by_customer(connection, conversation_id, now)
    return conversation_body(connection, changed, "customer", now)


def _contact(asked: NewContact) -> Contact:
    """One way to reach the customer is enough. With neither, raises `missing_field` for the e-mail address."""
    phone = None if asked.phone is None else clean_phone(asked.phone)
    email = None if asked.email is None and phone is not None else clean_email(asked.email)
    return Contact(email, phone, clean_optional_text(asked.note, field="note") or "")
