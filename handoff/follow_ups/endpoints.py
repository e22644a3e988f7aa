"""Follow-ups over HTTP: list what is due, promise a callback, postpone, keep, and snooze a conversation."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, WithJsonSchema
from sqlalchemy import Connection

from conversations import repository as conversations
from conversations.requests import OptionalText, parse_limit
from conversations.text import clean_optional_text
from handoff.follow_ups import repository
from handoff.follow_ups import service as follow_ups
from handoff.follow_ups.follow_up import LONGEST, FollowUp, State
from handoff.follow_ups.responses import FollowUpBody, FollowUpPageBody
from handoff.handoffs.assignment import NOT_YOURS
from handoff.views.access import may_read, readable
from handoff.views.conversation import conversation_body
from handoff.views.responses import StaffConversationBody
from kit.auth import Principal, person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, NotFound
from kit.web.contract import fails, sends


class Due(BaseModel):
    """When somebody must get back to the customer, and why."""

    due_at: Annotated[Any, WithJsonSchema({"type": "string", "format": "date-time"})]
    note: OptionalText = None


def follow_up_router(database: Database, clock: Clock) -> APIRouter:
    """Serves `/follow-ups`, and the calls that create a follow-up in a conversation."""
    router = APIRouter(tags=["follow-ups"])

    @router.get("/follow-ups", response_model=sends(FollowUpPageBody))
    async def list_follow_ups(
        request: Request,
        state: Literal["open", "kept", "cancelled"] = "open",
        agent: str | None = None,
        cursor: str | None = None,
        limit: str | None = None,
    ) -> dict[str, Any]:
        return await database.read(_list, person_of(request), state, agent, cursor, parse_limit(limit), clock())

    @router.patch(
        "/follow-ups/{follow_up_id}", response_model=sends(FollowUpBody), responses=fails(409, "wrong_status")
    )
    async def put_off(request: Request, follow_up_id: str, body: Due) -> dict[str, Any]:
        now = clock()
        return await database.write(_put_off, follow_up_id, person_of(request), _due(body, now), now)

    @router.post(
        "/follow-ups/{follow_up_id}/keep", response_model=sends(FollowUpBody), responses=fails(409, "wrong_status")
    )
    async def keep(request: Request, follow_up_id: str) -> dict[str, Any]:
        return await database.write(_keep, follow_up_id, person_of(request), clock())

    @router.post("/conversations/{conversation_id}/follow-ups", status_code=201, response_model=sends(FollowUpBody))
    async def call_back(request: Request, conversation_id: str, body: Due) -> dict[str, Any]:
        now, note = clock(), clean_optional_text(body.note, field="note") or ""
        return await database.write(_call_back, conversation_id, person_of(request), _due(body, now), note, now)

    @router.post(
        "/conversations/{conversation_id}/snooze",
        response_model=sends(StaffConversationBody),
        responses=fails(409, *NOT_YOURS),
    )
    async def snooze(request: Request, conversation_id: str, body: Due) -> dict[str, Any]:
        now, note = clock(), clean_optional_text(body.note, field="note") or ""
        return await database.write(_snooze, conversation_id, person_of(request), _due(body, now), note, now)

    @router.delete(
        "/conversations/{conversation_id}/snooze",
        response_model=sends(StaffConversationBody),
        responses=fails(409, *NOT_YOURS),
    )
    async def end_snooze(request: Request, conversation_id: str) -> dict[str, Any]:
        return await database.write(_end_snooze, conversation_id, person_of(request), clock())

    return router


def _due(body: Due, now: datetime) -> datetime:
    """Returns the due time of a request. Raises unless it is in the future and within a year."""
    if body.due_at is None:
        raise BadRequest("due_at is missing.", code="missing_field", field="due_at")
    try:
        moment = datetime.fromisoformat(body.due_at)
        local = moment.tzinfo is None
        moment = moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        local = True
    if local:
        message = "due_at must be a time with a time zone, such as 2030-03-04T09:00:00Z."
        raise BadRequest(message, code="bad_type", field="due_at")
    if not now < moment <= now + LONGEST:
        raise BadRequest("due_at must be in the future, and within a year.", code="bad_type", field="due_at")
    return moment


def _list(
    connection: Connection,
    agent: Principal,
    state: State,
    of: str | None,
    cursor: str | None,
    limit: int,
    now: datetime,
) -> dict[str, Any]:
    """`next` is the page's last identifier. Follow-ups of conversations that this agent may not read are left out."""
    after = repository.find(connection, cursor) if cursor else None
    if cursor and after is None:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")
    found = repository.list_page(connection, state, agent.id if of == "me" else of, after, limit + 1)
    page = [_listed(connection, each, agent, now) for each in found[:limit]]
    return {
        "follow_ups": [each for each in page if each is not None],
        "next": found[limit - 1].id if len(found) > limit else None,
    }


def _listed(connection: Connection, found: FollowUp, agent: Principal, now: datetime) -> dict[str, Any] | None:
    conversation = conversations.find(connection, found.conversation_id)
    if conversation is None or not may_read(connection, agent, conversation):
        return None
    identity = conversation.identity or {}
    return {**found.body(now), "customer": identity.get("name"), "status": conversation.status}


def _own(connection: Connection, follow_up_id: str, agent: Principal) -> FollowUp:
    """Returns the follow-up with its conversation locked. Raises NotFound if the agent may not read it."""
    found = repository.find(connection, follow_up_id)
    if found is None:
        raise NotFound()
    readable(connection, agent, found.conversation_id, lock=True)
    again = repository.find(connection, follow_up_id)
    assert again is not None
    return again


def _put_off(
    connection: Connection, follow_up_id: str, agent: Principal, due_at: datetime, now: datetime
) -> dict[str, Any]:
    return follow_ups.postpone(connection, _own(connection, follow_up_id, agent), due_at).body(now)


def _keep(connection: Connection, follow_up_id: str, agent: Principal, now: datetime) -> dict[str, Any]:
    return follow_ups.keep(connection, _own(connection, follow_up_id, agent), agent, now).body(now)


def _call_back(
    connection: Connection, conversation_id: str, agent: Principal, due_at: datetime, note: str, now: datetime
) -> dict[str, Any]:
    conversation, _ = readable(connection, agent, conversation_id, lock=True)
    return follow_ups.call_back(connection, conversation, agent, due_at, note, now).body(now)


def _snooze(
    connection: Connection, conversation_id: str, agent: Principal, due_at: datetime, note: str, now: datetime
) -> dict[str, Any]:
    readable(connection, agent, conversation_id)
    changed = follow_ups.snooze(connection, conversation_id, agent, due_at, note, now)
    return conversation_body(connection, changed, "staff", now)


def _end_snooze(connection: Connection, conversation_id: str, agent: Principal, now: datetime) -> dict[str, Any]:
    readable(connection, agent, conversation_id)
    changed = follow_ups.end_snooze(connection, conversation_id, agent, now)
    return conversation_body(connection, changed, "staff", now)
