"""`/mentions`, and the colleagues who can be mentioned in a conversation."""

from typing import Any

from fastapi import APIRouter, Request

from handoff.mentions.responses import ColleagueListBody, MentionListBody
from handoff.mentions.service import list_colleagues, list_mentions, read_mentions
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import EmptyBody, sends


def mention_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["mentions"])

    @router.get("/conversations/{conversation_id}/colleagues", response_model=sends(ColleagueListBody))
    async def read_colleagues(request: Request, conversation_id: str) -> dict[str, Any]:
        return {"colleagues": await database.read(list_colleagues, person_of(request), conversation_id)}

    @router.get("/mentions", response_model=sends(MentionListBody))
    async def get_mentions(request: Request) -> dict[str, Any]:
        return {"mentions": await database.read(list_mentions, person_of(request))}

    @router.post("/conversations/{conversation_id}/mentions/read", response_model=sends(EmptyBody))
    async def post_read(request: Request, conversation_id: str) -> dict[str, Any]:
        await database.write(read_mentions, person_of(request), conversation_id, clock())
        return {}

    return router
