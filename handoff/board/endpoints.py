"""`/board`: the live board, for supervisors."""

from typing import Any

from fastapi import APIRouter

from handoff.board.responses import BoardBody
from handoff.board.service import read_board
from handoff.offers.choice import Rules
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends


def board_router(database: Database, clock: Clock, rules: Rules) -> APIRouter:
    router = APIRouter(tags=["board"])

    @router.get("/board", response_model=sends(BoardBody))
    async def get_board() -> dict[str, Any]:
        return await database.read(read_board, clock(), rules.overload)

    return router
