"""`/invariants`: whether any customer is forgotten or has two speakers, for supervisors."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter

from handoff.invariants.responses import InvariantReportBody
from handoff.invariants.service import check_invariants
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends


def invariants_router(database: Database, clock: Clock, *, grace_seconds: float) -> APIRouter:
    router = APIRouter(tags=["invariants"])

    @router.get("/invariants", response_model=sends(InvariantReportBody))
    async def read_invariants() -> dict[str, Any]:
        return await database.read_aside(check_invariants, clock(), grace=timedelta(seconds=grace_seconds))

    return router
