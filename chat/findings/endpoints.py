"""`/article-findings`: the list, setting one aside, and taking it up again."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictStr

from chat.clients.knowledge import KnowledgeClient
from chat.findings.collecting import collect
from chat.findings.responses import FindingListBody, SetAsideFindingBody
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import sends
from knowledge_base.findings import repository


class FindingToSetAside(BaseModel):
    key: Annotated[StrictStr, Field(pattern="^[0-9a-f]{32}$")]


def findings_router(database: Database, knowledge: KnowledgeClient, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/article-findings", tags=["findings"])

    @router.get("", response_model=sends(FindingListBody))
    async def list_findings() -> dict[str, Any]:
        return await collect(database, knowledge, clock)

    @router.post("/set-aside", response_model=sends(SetAsideFindingBody))
    async def set_finding_aside(request: Request, body: FindingToSetAside) -> dict[str, Any]:
        await database.write(repository.set_aside, body.key, person_of(request).name, clock())
        return {"key": body.key}

    @router.delete("/set-aside/{key}", response_model=sends(SetAsideFindingBody))
    async def take_finding_up_again(key: str) -> dict[str, Any]:
        if not await database.write(repository.take_up_again, key):
            raise NotFound("No such finding is set aside.")
        return {"key": key}

    return router
