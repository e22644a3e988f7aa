"""The supervisors' target precision: the share of answers that must be right, and how many questions are answered then.

The target is stored with its author and time; `knowledge` applies it within a second, and nothing is fitted again. The
effect of each setting is counted on the questions of the last weeks and on the questions of the calibration.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from chat.clients.knowledge import Calibrated, KnowledgeClient
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.web.service_call import ServiceUnavailable
from knowledge_base.decision import target_precision_repository
from knowledge_base.decision.target_precision import TARGET_PRECISIONS, Weighed, shares_at
from knowledge_base.decision.target_precision_repository import SetTargetPrecision
from knowledge_base.outcomes import repository as outcomes_repository

LATELY = timedelta(days=28)
MOST_READ = 5_000


class NewPromise(BaseModel):
    promise: Annotated[float, Field(ge=TARGET_PRECISIONS[0], le=TARGET_PRECISIONS[-1], strict=True)]


def answering_router(database: Database, knowledge: KnowledgeClient, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/answering", tags=["answering"])

    async def body() -> dict[str, Any]:
        held, lately = await database.read(_read, clock() - LATELY)
        try:
            calibrated = await knowledge.calibrated()
        except ServiceUnavailable:
            calibrated = None
        return answering(held, lately, calibrated)

    @router.get("")
    async def read_answering() -> dict[str, Any]:
        return await body()

    @router.put("")
    async def change_promise(request: Request, given: NewPromise) -> dict[str, Any]:
        author = person_of(request)
        entry = Entry(by(author), "promise.changed", None, {"promise": given.promise})
        setting = audited(target_precision_repository.set_target_precision, clock, lambda _: entry)
        await database.write(setting, given.promise, author.name, clock())
        return await body()

    return router


def answering(held: SetTargetPrecision | None, lately: list[Weighed], calibrated: Calibrated | None) -> dict[str, Any]:
    """All values of the page. Without `knowledge`, only the setting itself is known."""
    promise = held.target_precision if held else calibrated.default_promise if calibrated else None
    return {
        "promise": promise,
        "set_by": held.set_by if held else None,
        "set_at": to_text(held.set_at) if held else None,
        "default_promise": calibrated.default_promise if calibrated else None,
        "calibration": calibrated.described if calibrated else None,
        "lately": {"days": LATELY.days, "questions": len(lately)},
        "settings": [
            {
                "promise": setting,
                "threshold": round(calibrated.thresholds[number], 4),
                "lately": shares_at(lately, calibrated.thresholds[number]).to_json() if lately else None,
                "calibrated": calibrated.shares[number],
            }
            for number, setting in enumerate(TARGET_PRECISIONS)
        ]
        if calibrated
        else [],
        "curve": calibrated.curve if calibrated else [],
        "reliability": calibrated.reliability if calibrated else [],
    }


def _read(connection: Connection, since: datetime) -> tuple[SetTargetPrecision | None, list[Weighed]]:
    lately = outcomes_repository.list_weighed(connection, since, MOST_READ)
    return target_precision_repository.latest_target_precision(connection), lately
