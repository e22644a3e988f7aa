"""`PUT /articles/{id}/editing`: a page with an open article says so regularly, and hears who else has it open."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, StrictBool
from sqlalchemy import Connection

from kit.auth import Principal, person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import EmptyBody, sends
from knowledge_base.articles import service as editing
from knowledge_base.editors import repository
from knowledge_base.editors.responses import EditingBody

LASTS = timedelta(seconds=45)
"""Three words of a page that speaks every fifteen seconds."""


class EditingRequest(BaseModel):
    """Whether the page has changes that are not saved."""

    changing: StrictBool = False


def editors_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/articles/{article_id}/editing", tags=["articles"])

    @router.put("", response_model=sends(EditingBody))
    async def note_editing(request: Request, article_id: str, body: EditingRequest) -> dict[str, Any]:
        return await database.write(_note, article_id, person_of(request), body.changing, clock)

    @router.delete("", response_model=sends(EmptyBody))
    async def end_editing(request: Request, article_id: str) -> dict[str, Any]:
        await database.write(repository.forget, article_id, person_of(request).id, clock() - LASTS)
        return {}

    return router


def _note(connection: Connection, article_id: str, person: Principal, changing: bool, clock: Clock) -> dict[str, Any]:
    record, now = editing.get(connection, article_id), clock()
    repository.note(connection, article_id, person, changing=changing, now=now)
    others = repository.list_others(connection, article_id, person.id, now - LASTS)
    return {
        "version": record.version,
        "state": record.state,
        "published_version": record.published_version,
        "updated_by": record.updated_by,
        "others": [{"name": name, "changing": busy} for name, busy in others],
    }
