"""`/presence`: agents set their own presence, and all staff see who is available."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel

from handoff.presence import service as presence
from handoff.presence.presence import State
from handoff.presence.responses import OwnPresenceBody, PresenceListBody
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends


class PresenceRequest(BaseModel):
    state: State


def presence_router(
    database: Database, clock: Clock, *, lease_seconds: float = presence.CALL_LEASE_SECONDS
) -> APIRouter:
    """`lease_seconds` is how long a call is valid if no open console renews it."""
    router = APIRouter(tags=["presence"])

    @router.put("/presence", response_model=sends(OwnPresenceBody))
    async def put_presence(request: Request, body: PresenceRequest) -> dict[str, Any]:
        person = person_of(request)
        await database.write(presence.set_presence, person.id, body.state, clock(), lease_seconds=lease_seconds)
        return {"state": body.state}

    @router.get("/presence", response_model=sends(PresenceListBody))
    async def get_presence() -> dict[str, Any]:
        return {"agents": await database.read(presence.list_agents, clock())}

    return router
