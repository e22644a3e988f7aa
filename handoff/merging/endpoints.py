"""Merging over HTTP: agents see who waits twice and merge; the closed conversation's customer is led to the other."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from conversations import repository
from conversations.conversation import Conversation
from conversations.merges.merge import SamePersonBy
from conversations.merges.service import lead
from conversations.search import snippet
from conversations.service import get
from handoff.merging import service
from handoff.merging.responses import ContinuedBody, SamePersonBody
from handoff.presence.service import Leases
from handoff.views.conversation import conversation_body
from handoff.views.responses import StaffConversationBody
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import Principal, person_of, principal_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import fails, sends

PATH = "/conversations/{conversation_id}"


class MergeRequest(BaseModel):
    """`other` is the conversation that is closed."""

    other: Annotated[str, Field(max_length=64)]


def merging_router(
    database: Database, clock: Clock, leases: Leases, count: Callable[[str], Awaitable[None]]
) -> APIRouter:
    """`count` raises RateLimited for a conversation whose customer changes too much."""
    router = APIRouter(tags=["conversations"])

    @router.get(f"{PATH}/same-person", response_model=sends(SamePersonBody))
    async def list_same_person(request: Request, conversation_id: str) -> dict[str, Any]:
        return {"conversations": await database.read(_same_person, person_of(request), conversation_id)}

    @router.post(
        f"{PATH}/merge", response_model=sends(StaffConversationBody), responses=fails(409, *service.MERGE_FAILS)
    )
    async def merge(request: Request, conversation_id: str, body: MergeRequest) -> dict[str, Any]:
        """Closes the other conversation: it goes on in this one, which the agent has."""
        agent = person_of(request)

        def entry(merged: tuple[Conversation, SamePersonBy]) -> Entry:
            return Entry(by(agent), "conversation.merged", body.other, {"into": conversation_id, "by": merged[1]})

        merging = audited(service.merge, clock, entry)
        merged, _ = await database.write(merging, conversation_id, body.other, agent, clock())
        return await database.read(_body, merged.id, clock())

    @router.post(
        f"{PATH}/merge/undo", response_model=sends(StaffConversationBody), responses=fails(409, "wrong_status")
    )
    async def undo(request: Request, conversation_id: str, body: MergeRequest) -> dict[str, Any]:
        """Opens the other conversation again, for the agent, if it was open before. Returns it."""
        agent = person_of(request)
        entry = Entry(by(agent), "conversation.separated", body.other, {"from": conversation_id})
        undoing = audited(partial(service.undo, leases=leases), clock, lambda _: entry)
        other = await database.write(undoing, conversation_id, body.other, agent, clock())
        return await database.read(_body, other.id, clock())

    @router.post(f"{PATH}/continue", response_model=sends(ContinuedBody), responses=fails(409, "wrong_status"))
    async def continue_elsewhere(request: Request, conversation_id: str) -> dict[str, Any]:
        """For the customer of a conversation that goes on in another one of theirs. Each call ends the token before."""
        if principal_of(request).conversation_id != conversation_id:
            raise NotFound()
        await count(conversation_id)
        into, token = await database.write(_lead, conversation_id, clock())
        return {"conversation_id": into, "token": token}

    return router


def _same_person(connection: Connection, agent: Principal, conversation_id: str) -> list[dict[str, Any]]:
    found = service.list_same_person(connection, agent, conversation_id)
    identifiers = [conversation.id for conversation, _ in found]
    first = repository.list_outermost_texts(connection, identifiers, "first", author_kind="customer")
    return [
        {
            "id": each.id,
            "status": each.status,
            "title": snippet(first[each.id].draft.text) if each.id in first else None,
            "customer": (each.identity or {}).get("name"),
            "agent": {"id": each.agent_id, "name": each.agent_name} if each.status == "assigned" else None,
            "created_at": to_text(each.created_at),
            "updated_at": to_text(each.updated_at),
            "by": known_by,
        }
        for each, known_by in found
    ]


def _body(connection: Connection, conversation_id: str, now: datetime) -> dict[str, Any]:
    return conversation_body(connection, get(connection, conversation_id), "staff", now)


def _lead(connection: Connection, conversation_id: str, now: datetime) -> tuple[str, str]:
    return lead(connection, get(connection, conversation_id, lock=True), now)
