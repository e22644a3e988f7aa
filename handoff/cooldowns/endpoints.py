"""`/breather`: an agent's cooldown after an abusive customer. Agents read when it ends, and may end it early."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection

from handoff.cooldowns import repository as cooldowns_repository
from handoff.cooldowns.responses import CooldownBody
from kit.auth import person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.events import tell
from kit.web.contract import sends


def cooldowns_router(database: Database, clock: Clock, lasts: timedelta) -> APIRouter:
    router = APIRouter(prefix="/breather", tags=["presence"])

    @router.get("", response_model=sends(CooldownBody))
    async def read_breather(request: Request) -> dict[str, Any]:
        agent = person_of(request)
        until = (await database.read(cooldowns_repository.list_cooldowns, [agent.id], clock(), lasts)).get(agent.id)
        return {"until": to_text(until) if until else None}

    @router.delete("", response_model=sends(CooldownBody))
    async def end_breather(request: Request) -> dict[str, Any]:
        def ready(connection: Connection) -> None:
            cooldowns_repository.mark_ready(connection, person_of(request).id, clock())
            tell(connection, "queue.changed")  # from now on, waiting handoffs may be offered to them

        await database.write(ready)
        return {"until": None}

    return router
