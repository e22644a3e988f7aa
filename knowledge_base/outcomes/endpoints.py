"""Results of the bot's answers, for editors: how well an article does, and their own verdict on a decision."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, StrictStr
from sqlalchemy import Connection

from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, NotFound
from kit.web.contract import sends
from knowledge_base.articles import repository as article_repository
from knowledge_base.articles import service as editing
from knowledge_base.outcomes import repository
from knowledge_base.outcomes.outcomes import Happened
from knowledge_base.outcomes.responses import JudgedDecisionBody, UseReportBody

COUNTED = timedelta(days=90)
LATEST = 20

_VERDICTS: dict[str, Happened] = {"right": "editor_right", "wrong": "editor_wrong", "no_article": "editor_none"}


class Verdict(BaseModel):
    """`article_id` is the article that answers, or does not; if absent, it is the decision's own."""

    verdict: Literal["right", "wrong", "no_article"]
    article_id: StrictStr | None = None


def outcomes_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["outcomes"])

    @router.get("/articles/{article_id}/use", response_model=sends(UseReportBody))
    async def read_use(article_id: str) -> dict[str, Any]:
        return await database.read(_use, article_id, clock() - COUNTED)

    @router.post("/decisions/{decision_id}/verdict", response_model=sends(JudgedDecisionBody))
    async def give_verdict(request: Request, decision_id: str, body: Verdict) -> dict[str, Any]:
        return await database.write(_judge, decision_id, body, person_of(request).name, clock())

    return router


def _use(connection: Connection, article_id: str, since: datetime) -> dict[str, Any]:
    editing.get(connection, article_id)
    latest = repository.list_of_article(connection, article_id, LATEST)
    happened = repository.happened_to(connection, [decision.id for decision in latest])
    return {
        "days": COUNTED.days,
        **asdict(repository.use_of(connection, article_id, since)),
        "decisions": [{**decision.view(), "outcomes": happened[decision.id]} for decision in latest],
    }


def _judge(connection: Connection, decision_id: str, given: Verdict, editor: str, now: datetime) -> dict[str, Any]:
    decision = repository.find_decision(connection, decision_id)
    if decision is None:
        raise NotFound("There is no such decision.")
    article_id = None if given.verdict == "no_article" else given.article_id or decision.article_id
    if given.verdict != "no_article":
        if article_id is None:
            raise BadRequest("Name the article that this is about.", code="missing_field", field="article_id")
        if not article_repository.ids_in_use(connection, [article_id]):
            raise NotFound("There is no such article.")
    repository.put_outcome(connection, decision_id, _VERDICTS[given.verdict], article_id, now, given_by=editor)
    return {**decision.view(), "outcomes": repository.happened_to(connection, [decision_id])[decision_id]}
