"""Unanswered questions for editors: similar questions are grouped, and editors turn them into articles or phrasings.

They come from stored decisions. `knowledge` says which questions ask the same, and which would be answered today and
need no more attention. Without it, they are grouped by the nearest article at that time.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictStr
from sqlalchemy import Connection

from chat.clients.knowledge import CurrentResult, KnowledgeClient
from chat.editors.responses import SetAsideBody, UnansweredBody
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.privacy.masking import masked
from kit.web.contract import fails, sends
from kit.web.service_call import ServiceUnavailable
from knowledge_base.articles import service as editing
from knowledge_base.articles.limits import MOST_QUESTIONS
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.articles.repository import knowledge_version
from knowledge_base.articles.requests import Phrasing
from knowledge_base.articles.responses import ArticleBody
from knowledge_base.outcomes import repository
from knowledge_base.outcomes.outcomes import StoredDecision

LOOKED_BACK = timedelta(days=30)
MOST_READ = 300
MOST_OF_A_GROUP = 10

Decisions = Annotated[list[StrictStr], Field(max_length=MOST_READ)]


class NewPhrasing(BaseModel):
    """A new phrasing of an article; `decision_ids` are the questions that it settles."""

    phrasing: Phrasing
    decision_ids: Decisions = []


class QuestionsToSetAside(BaseModel):
    decision_ids: Annotated[Decisions, Field(min_length=1)]


def unanswered_router(database: Database, knowledge: KnowledgeClient, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["outcomes"])

    @router.get("/questions/unanswered", response_model=sends(UnansweredBody))
    async def list_unanswered() -> dict[str, Any]:
        found = await database.read(repository.list_unanswered, clock() - LOOKED_BACK, MOST_READ)
        version = await database.read(knowledge_version)
        questions = [decision.question for decision, _ in found]
        try:
            now = await knowledge.current_results(questions, version) if found else []
        except ServiceUnavailable:
            now = _as_then(found)
        return {"days": LOOKED_BACK.days, "groups": grouped(found, now)}

    @router.post("/questions/set-aside", response_model=sends(SetAsideBody))
    async def set_aside(request: Request, body: QuestionsToSetAside) -> dict[str, Any]:
        await database.write(_set_aside, body.decision_ids, person_of(request).name, clock())
        return {"decision_ids": body.decision_ids}

    @router.post(
        "/articles/{article_id}/phrasings", response_model=sends(ArticleBody), responses=fails(409, "edited_meanwhile")
    )
    async def add_phrasing(request: Request, article_id: str, body: NewPhrasing) -> dict[str, Any]:
        editor = person_of(request).name
        return (await database.write(_add_phrasing, article_id, body, editor, clock())).view()

    return router


def grouped(found: Sequence[tuple[StoredDecision, bool]], now: Sequence[CurrentResult]) -> list[dict[str, Any]]:
    """Groups of questions that need an answer, the most frequent first, with latest questions and nearest article.

    A question that was answered wrongly stays in the list, however confident the bot is today.
    """
    groups: dict[int, list[tuple[StoredDecision, CurrentResult]]] = {}
    for (decision, wrong), today in zip(found, now, strict=True):
        if wrong or not today.answered:
            groups.setdefault(today.group, []).append((decision, today))
    return [_group(members) for members in sorted(groups.values(), key=lambda members: -len(members))]


def _group(members: Sequence[tuple[StoredDecision, CurrentResult]]) -> dict[str, Any]:
    first, today = members[0]
    nearest = {"article_id": today.article_id, "title": today.title, "confidence": round(today.probability, 4)}
    return {
        "question": masked(first.question),
        "times": len(members),
        "nearest": nearest if today.article_id else None,
        "decision_ids": [decision.id for decision, _ in members],
        "decisions": [decision.view() for decision, _ in members[:MOST_OF_A_GROUP]],
    }


def _as_then(found: Sequence[tuple[StoredDecision, bool]]) -> list[CurrentResult]:
    first: dict[str | None, int] = {}
    return [
        CurrentResult(
            first.setdefault(decision.article_id, number), decision.article_id, None, decision.probability, False
        )
        for number, (decision, _) in enumerate(found)
    ]


def _set_aside(connection: Connection, decision_ids: Sequence[str], editor: str, now: datetime) -> None:
    for decision in repository.find_decisions(connection, decision_ids):
        repository.put_outcome(connection, decision.id, "set_aside", None, now, given_by=editor)


def _add_phrasing(
    connection: Connection, article_id: str, given: NewPhrasing, editor: str, now: datetime
) -> ArticleRecord:
    """Adds the phrasing to the article's draft and settles its questions: this article is the right one."""
    article = editing.get(connection, article_id)
    if not given.phrasing:
        raise BadRequest("phrasing is empty.", code="empty_text", field="phrasing")
    phrasings = tuple(dict.fromkeys((*article.content.questions, given.phrasing)))
    if len(phrasings) > MOST_QUESTIONS:
        raise BadRequest(
            f"An article can have at most {MOST_QUESTIONS} phrasings.",
            code="too_long",
            field="phrasing",
            limit=MOST_QUESTIONS,
        )
    changed = editing.update(
        connection, article_id, article.version, replace(article.content, questions=phrasings), editor, now
    )
    for decision in repository.find_decisions(connection, given.decision_ids):
        repository.put_outcome(connection, decision.id, "editor_right", article_id, now, given_by=editor)
    return changed
