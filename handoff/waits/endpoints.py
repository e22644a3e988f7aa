"""`/waits`: how accurate the wait estimates were, for supervisors."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query

from handoff.waits import repository as waits_repository
from handoff.waits.estimate import SHARE, report
from handoff.waits.responses import WaitReportBody
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends


def waits_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["waits"])

    @router.get("/waits", response_model=sends(WaitReportBody))
    async def read_waits(days: Annotated[int, Query(ge=1, le=366)] = 7) -> dict[str, Any]:
        """Covers the last days. `score` and `score_of_mean` are Winkler's interval scores: lower is better."""
        scored = await database.read_aside(waits_repository.list_scored_estimates, clock() - timedelta(days=days))
        return {"days": days, "share": SHARE, **report(scored)}

    return router
