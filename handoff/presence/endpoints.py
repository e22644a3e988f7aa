"""`/presence`: agents set their own presence, and all staff see who is available."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from handoff.presence import service as presence
from handoff.presence.presence import State
from handoff.presence.responses import OwnPresenceBody, PresenceListBody
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import fails, sends


class PresenceRequest(BaseModel):
    state: State


class AwayRequest(BaseModel):
    """What a supervisor may set for somebody else."""

    state: Literal["away"]


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

    @router.put("/presence/{person_id}", response_model=sends(OwnPresenceBody), responses=fails(409, "wrong_status"))
    async def put_away(request: Request, person_id: str, body: AwayRequest) -> dict[str, Any]:
        """Sets a colleague to away who is online, so that they are offered nothing more. They can undo it."""
        entry = Entry(by(person_of(request)), "presence.set", person_id, {"state": body.state})
        await database.write(audited(presence.set_away, clock, lambda _: entry), person_id, clock())
        return {"state": body.state}

    @router.get("/presence", response_model=sends(PresenceListBody))
    async def get_presence() -> dict[str, Any]:
        return {"agents": await database.read(presence.list_agents, clock())}

    return router
