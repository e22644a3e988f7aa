"""Gaps for editors: groups of questions that the articles do not settle, what is inside, and what was set aside.

`GET /questions/unanswered` is the older, narrower list; both work on the same outcomes.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictStr
from sqlalchemy import Connection

from chat.clients.knowledge import CurrentResult, KnowledgeClient
from chat.gaps import repository
from chat.gaps.gap import Gap
from chat.gaps.groups import as_then, grouped
from chat.gaps.responses import GapIdsBody, GapsBody, OpenedGroupBody
from chat.gaps.settled import open_group
from chat.names.repository import names_to_mask
from kit.auth import Principal, person_of
from kit.clock import Clock
from kit.database import Database
from kit.privacy.masking import without_personal_data
from kit.privacy.names import without_names
from kit.web.contract import sends
from kit.web.service_call import ServiceUnavailable
from knowledge_base.articles.repository import knowledge_version

LOOKED_BACK = timedelta(days=30)
MOST_READ = 300
AT_ONCE = 75


class GapIds(BaseModel):
    ids: Annotated[list[StrictStr], Field(min_length=1, max_length=MOST_READ)]


def gaps_router(database: Database, knowledge: KnowledgeClient, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/questions/gaps", tags=["outcomes"])

    async def listed(*, aside: bool) -> dict[str, Any]:
        gaps, seconds, version = await database.read(_read, clock() - LOOKED_BACK, aside)
        return {"days": LOOKED_BACK.days, "groups": grouped(gaps, await _today(knowledge, gaps, version), seconds)}

    @router.get("", response_model=sends(GapsBody))
    async def list_gaps() -> dict[str, Any]:
        return await listed(aside=False)

    @router.get("/set-aside", response_model=sends(GapsBody))
    async def list_set_aside() -> dict[str, Any]:
        return await listed(aside=True)

    @router.post("/open", response_model=sends(OpenedGroupBody))
    async def open_gaps(request: Request, body: GapIds) -> dict[str, Any]:
        return await database.read(_open, person_of(request), body.ids, clock() - LOOKED_BACK)

    @router.post("/set-aside", response_model=sends(GapIdsBody))
    async def set_aside(request: Request, body: GapIds) -> dict[str, Any]:
        await database.write(repository.set_aside, body.ids, person_of(request).name, clock())
        return {"ids": body.ids}

    @router.post("/take-back", response_model=sends(GapIdsBody))
    async def take_back(body: GapIds) -> dict[str, Any]:
        await database.write(repository.take_back, body.ids)
        return {"ids": body.ids}

    return router


async def _today(knowledge: KnowledgeClient, gaps: Sequence[Gap], version: int) -> list[CurrentResult]:
    """With everything that is published: who has just published an article looks here for what it answers."""
    if not gaps:
        return []
    asked = [without_personal_data(gap.question) or gap.question for gap in gaps]
    found: list[CurrentResult] = []
    try:
        for start in range(0, len(asked), AT_ONCE):  # `knowledge` remembers them, so that no call takes long
            found = await knowledge.current_results(asked[: start + AT_ONCE], version, clustered=True)
    except ServiceUnavailable:
        return as_then(gaps)
    return found


def _read(connection: Connection, since: datetime, aside: bool) -> tuple[list[Gap], dict[str, int], int]:
    gaps = _without_names(connection, repository.list_gaps(connection, since, MOST_READ, aside=aside))
    seconds = dict(repository.agent_seconds(connection, [gap.conversation_id for gap in gaps]))
    return gaps, seconds, knowledge_version(connection)


def _open(connection: Connection, reader: Principal, gap_ids: Sequence[str], since: datetime) -> dict[str, Any]:
    wanted = set(gap_ids)
    gaps = [
        gap
        for aside in (False, True)
        for gap in repository.list_gaps(connection, since, MOST_READ, aside=aside)
        if gap.id in wanted
    ]
    return open_group(connection, reader, _without_names(connection, gaps))


def _without_names(connection: Connection, gaps: Sequence[Gap]) -> list[Gap]:
    """Also without names that the customer gave after the question."""
    names = names_to_mask(connection, [gap.conversation_id for gap in gaps])
    return [
        replace(gap, question=without_names(gap.question, names[gap.conversation_id]))
        if gap.conversation_id in names
        else gap
        for gap in gaps
    ]
