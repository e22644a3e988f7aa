"""The agents' calls on conversations: list, accept and pass on."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, StrictStr
from sqlalchemy import Connection

from chat.agents.brief import brief_of
from chat.agents.responses import AcceptedBody, BriefBody
from chat.edge.rate_limits import RateLimits
from conversations import repository
from conversations.conversation import Author, Conversation, Draft
from conversations.presentation import message_body
from conversations.requests import OptionalText, parse_limit
from conversations.search import parse_query
from conversations.service import append, get
from conversations.text import clean_optional_text
from handoff.handoffs import repository as handoffs
from handoff.handoffs.assignment import NOT_YOURS
from handoff.lifecycle import service as handoff_service
from handoff.mentions.service import note_mentions
from handoff.presence.service import Leases
from handoff.queue.responses import QueueListBody
from handoff.views.access import queue_for, readable, serves
from handoff.views.conversation import conversation_body
from handoff.views.conversation_list import Wanted, list_conversations, parse_statuses
from handoff.views.responses import ConversationPageBody, StaffConversationBody
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import Principal, person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, NotFound
from kit.web.contract import fails, sends
from staff.departments.service import choose_department
from staff.people import repository as people_repository
from staff.people.person import SEEING_ALL

WHOLE = 1_000_000


class Transfer(BaseModel):
    """The target of a transfer: an agent or a department."""

    agent_id: StrictStr | None = None
    department: StrictStr | None = None
    note: OptionalText = None


Move = Callable[[Connection, str, Principal, datetime], Conversation]


def staff_router(database: Database, limits: RateLimits, clock: Clock, leases: Leases) -> APIRouter:
    """Calls on the queue, on handoffs and on what agents do with a conversation."""
    router = APIRouter(tags=["conversations"])
    _add_lists(router, database, limits, clock, leases)
    _add_moves(router, database, clock, leases)
    return router


def _add_lists(router: APIRouter, database: Database, limits: RateLimits, clock: Clock, leases: Leases) -> None:
    """What agents choose from, and the choice."""

    @router.get("/queue", response_model=sends(QueueListBody))
    async def read_queue(request: Request, cursor: str | None = None, limit: str | None = None) -> dict[str, Any]:
        most = parse_limit(limit, default=handoffs.LONGEST_LIST, most=handoffs.LONGEST_LIST)
        return await database.read(queue_for, person_of(request), cursor, most)

    @router.post(
        "/handoffs/{handoff_id}/accept",
        response_model=sends(AcceptedBody),
        responses=fails(409, "already_assigned", "wrong_status"),
    )
    async def accept(request: Request, handoff_id: str) -> dict[str, Any]:
        now = clock()
        agent = person_of(request)

        def entry(conversation_id: str) -> Entry | None:
            return _by_supervisor(agent, "handoff.accepted", conversation_id)

        accepting = audited(_accept, clock, entry)
        conversation_id = await database.write(accepting, handoff_id, agent, now, leases)
        return await database.read(_accepted, handoff_id, conversation_id, now)

    @router.get("/conversations/{conversation_id}/brief", response_model=sends(BriefBody))
    async def read_brief(request: Request, conversation_id: str) -> dict[str, Any]:
        return await database.read(_brief, person_of(request), conversation_id)

    @router.get("/conversations", response_model=sends(ConversationPageBody))
    async def read_conversations(
        request: Request,
        assigned_to: str | None = None,
        status: str | None = None,
        cursor: str | None = None,
        limit: str | None = None,
        q: str | None = None,
        tag: str | None = None,
    ) -> dict[str, Any]:
        words = parse_query(q) if q else []
        if words:
            await limits.check("searches", person_of(request).id)
        wanted = Wanted(assigned_to, parse_statuses(status), words, tag, cursor, parse_limit(limit))
        return await database.read(list_conversations, person_of(request), wanted, clock())


def _add_moves(router: APIRouter, database: Database, clock: Clock, leases: Leases) -> None:
    """Where a conversation goes from an agent, or from the bot to a supervisor."""

    @router.post(
        "/conversations/{conversation_id}/release",
        response_model=sends(StaffConversationBody),
        responses=fails(409, *NOT_YOURS),
    )
    async def release(request: Request, conversation_id: str) -> dict[str, Any]:
        return await database.write(_moved, handoff_service.release, conversation_id, person_of(request), clock())

    @router.post(
        "/conversations/{conversation_id}/requeue",
        response_model=sends(StaffConversationBody),
        responses=fails(409, *NOT_YOURS),
    )
    async def requeue(request: Request, conversation_id: str) -> dict[str, Any]:
        return await database.write(_moved, handoff_service.requeue, conversation_id, person_of(request), clock())

    @router.post(
        "/conversations/{conversation_id}/take-over",
        response_model=sends(StaffConversationBody),
        responses=fails(409, *NOT_YOURS),
    )
    async def take_over(request: Request, conversation_id: str) -> dict[str, Any]:
        taking = partial(handoff_service.take_over, leases=leases)
        entry = Entry(by(person_of(request)), "conversation.taken_over", conversation_id)
        moving = audited(_moved, clock, lambda _: entry)
        return await database.write(moving, taking, conversation_id, person_of(request), clock())

    @router.post(
        "/conversations/{conversation_id}/take-back",
        response_model=sends(StaffConversationBody),
        responses=fails(409, "wrong_status"),
    )
    async def take_back(request: Request, conversation_id: str) -> dict[str, Any]:
        """Reopens a resolved conversation, or undoes the agent's own giving back to the bot."""
        taking = partial(handoff_service.take_back, leases=leases)
        return await database.write(_moved, taking, conversation_id, person_of(request), clock())

    @router.post(
        "/conversations/{conversation_id}/transfer",
        response_model=sends(StaffConversationBody),
        responses=fails(409, *NOT_YOURS),
    )
    async def transfer(request: Request, conversation_id: str, body: Transfer) -> dict[str, Any]:
        note = clean_optional_text(body.note, field="note")
        return await database.write(_transfer, conversation_id, person_of(request), body, note, clock())


def _by_supervisor(agent: Principal, action: str, conversation_id: str) -> Entry | None:
    """What agents accept is their work and is in the timeline; supervisors reach conversations of all departments."""
    return Entry(by(agent), action, conversation_id) if agent.roles & SEEING_ALL else None


def _accept(connection: Connection, handoff_id: str, agent: Principal, now: datetime, leases: Leases) -> str:
    """Returns the accepted conversation. Its transcript is read later: a long one would block other writers here."""
    waiting = handoffs.find(connection, handoff_id)
    if waiting is None or not serves(connection, agent, waiting.department_id):
        raise NotFound()
    conversation, _ = handoff_service.accept(connection, handoff_id, agent, now, leases)
    return conversation.id


def _brief(connection: Connection, agent: Principal, conversation_id: str) -> dict[str, Any]:
    """The brief of the latest handoff; one can read it before accepting, and at any time after."""
    conversation, _ = readable(connection, agent, conversation_id)
    handoff = handoffs.find_latest(connection, conversation.id)
    if handoff is None:
        raise NotFound()
    transcript = repository.list_messages(connection, conversation.id, "staff", 0, WHOLE)
    return brief_of(handoff, transcript, repository.list_feedback(connection, conversation.id))


def _accepted(connection: Connection, handoff_id: str, conversation_id: str, now: datetime) -> dict[str, Any]:
    """The accepted conversation in its current state: a message may have arrived since."""
    conversation = get(connection, conversation_id)
    handoff = handoffs.find(connection, handoff_id)
    assert handoff is not None
    transcript = repository.list_messages(connection, conversation.id, "staff", 0, WHOLE)
    return {
        "conversation": conversation_body(connection, conversation, "staff", now),
        "transcript": [message_body(message, "staff") for message in transcript],
        "brief": brief_of(handoff, transcript, repository.list_feedback(connection, conversation.id)),
    }


def _moved(connection: Connection, move: Move, conversation_id: str, agent: Principal, now: datetime) -> dict[str, Any]:
    readable(connection, agent, conversation_id)
    return conversation_body(connection, move(connection, conversation_id, agent, now), "staff", now)


def _transfer(
    connection: Connection, conversation_id: str, agent: Principal, to: Transfer, note: str | None, now: datetime
) -> dict[str, Any]:
    readable(connection, agent, conversation_id, lock=True)
    if (to.agent_id is None) == (to.department is None):
        raise BadRequest("Name an agent or a department.", code="missing_field", field="agent_id")
    if to.agent_id is not None:
        person = people_repository.find(connection, to.agent_id)
        if person is None or not person.takes_conversations:
            raise NotFound("This agent does not exist.")
    department = choose_department(connection, to.department) if to.department is not None else None
    changed = handoff_service.requeue(
        connection,
        conversation_id,
        agent,
        now,
        department_id=department.id if department else None,
        wanted_agent_id=to.agent_id,
        note=note,
    )
    if note:
        internal = Draft(Author("agent", agent.name, agent.id), note, visibility="internal")
        changed, stored = append(connection, changed, [internal], now)
        note_mentions(connection, changed, stored[0], agent, now)
    return conversation_body(connection, changed, "staff", now)
