"""Resolving over HTTP, with an outcome and tags, which can also be set afterwards."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from handoff.handoffs.assignment import NOT_YOURS
from handoff.lifecycle import service
from handoff.resolutions import service as resolutions
from handoff.resolutions.service import ResolutionOutcome
from handoff.tags.tag import MOST_TAGS, TagName
from handoff.views.access import readable
from handoff.views.conversation import conversation_body
from handoff.views.responses import StaffConversationBody
from kit.auth import Principal, person_of
from kit.clock import Clock
from kit.database import Database
from kit.events import tell
from kit.web.contract import fails, sends


class ResolutionRequest(BaseModel):
    """How the conversation ended. A tag has up to 40 lower-case letters, digits, blanks and hyphens."""

    outcome: ResolutionOutcome | None = None
    tags: Annotated[list[TagName], Field(max_length=MOST_TAGS)] = Field(default_factory=list)


def resolution_router(database: Database, clock: Clock) -> APIRouter:
    """Serves `/conversations/{id}/resolve` and `…/resolution`."""
    router = APIRouter(tags=["resolutions"])

    @router.post(
        "/conversations/{conversation_id}/resolve",
        response_model=sends(StaffConversationBody),
        responses=fails(400, "too_many") | fails(409, *NOT_YOURS, "tag_archived"),
    )
    async def resolve(request: Request, conversation_id: str, body: ResolutionRequest | None = None) -> dict[str, Any]:
        return await database.write(_resolve, conversation_id, person_of(request), body or ResolutionRequest(), clock())

    @router.put(
        "/conversations/{conversation_id}/resolution",
        response_model=sends(StaffConversationBody),
        responses=fails(400, "too_many") | fails(409, "wrong_status", "tag_archived"),
    )
    async def change(request: Request, conversation_id: str, body: ResolutionRequest) -> dict[str, Any]:
        return await database.write(_change, conversation_id, person_of(request), body, clock())

    return router


def _resolve(
    connection: Connection, conversation_id: str, agent: Principal, said: ResolutionRequest, now: datetime
) -> dict[str, Any]:
    readable(connection, agent, conversation_id)
    changed = service.resolve(connection, conversation_id, agent, now)
    resolutions.note_resolution(connection, conversation_id, agent, said.outcome, said.tags, now)
    return conversation_body(connection, changed, "staff", now)


def _change(
    connection: Connection, conversation_id: str, agent: Principal, said: ResolutionRequest, now: datetime
) -> dict[str, Any]:
    conversation, _ = readable(connection, agent, conversation_id, lock=True)
    resolutions.change_resolution(connection, conversation_id, agent, said.outcome, said.tags, now)
    tell(connection, "conversation.changed", conversation_id=conversation_id)
    return conversation_body(connection, conversation, "staff", now)
