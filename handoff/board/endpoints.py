"""`/board`: the live board, the last 24 hours, and what supervisors change from there."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from handoff.board.hours import read_hours
from handoff.board.responses import BoardBody, DeskHoursBody, SteeredBody
from handoff.board.service import read_board
from handoff.board.steering import steer
from handoff.handoffs.handoff import Handoff
from handoff.offers.choice import Rules
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import fails, sends

MOST_URGENT = 3

Identifier = Annotated[str, Field(max_length=64)]


class HandoffChanges(BaseModel):
    """Omitted fields stay unchanged. `agent_id: null` means that it is meant for nobody in particular."""

    department: Identifier = ""
    agent_id: Identifier | None = None
    priority: Annotated[int, Field(strict=True, ge=0, le=MOST_URGENT)] = 0


def board_router(database: Database, clock: Clock, rules: Rules) -> APIRouter:
    router = APIRouter(tags=["board"])

    @router.get("/board", response_model=sends(BoardBody))
    async def get_board() -> dict[str, Any]:
        return await database.read(read_board, clock(), rules)

    @router.get("/board/hours", response_model=sends(DeskHoursBody))
    async def get_hours() -> dict[str, Any]:
        return await database.read(read_hours, clock())

    @router.patch("/handoffs/{handoff_id}", response_model=sends(SteeredBody), responses=fails(409, "wrong_status"))
    async def change_handoff(request: Request, handoff_id: str, body: HandoffChanges) -> dict[str, Any]:
        changes = body.model_dump(exclude_unset=True)
        if not changes:
            raise BadRequest("There is nothing to change.", code="missing_field", field="priority")

        def entry(handoff: Handoff) -> Entry:
            return Entry(by(person_of(request)), "handoff.changed", handoff.conversation_id, changes)

        handoff = await database.write(audited(steer, clock, entry), handoff_id, changes, clock())
        return {
            "handoff_id": handoff.id,
            "conversation_id": handoff.conversation_id,
            "department": handoff.department_id,
            "wanted_agent_id": handoff.wanted_agent_id,
            "priority": handoff.priority,
        }

    return router
