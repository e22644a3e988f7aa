"""How an article is found: its phrasings on trial, suggestions for more, and suggestions that are not wanted."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictBool
from sqlalchemy import Connection

from chat.editors.try_out_endpoints import LONGEST_BODY, DraftArticle
from chat.phrasings.responses import DismissedPhrasingBody, SuggestedPhrasingsBody, TriedPhrasingsBody
from chat.phrasings.suggestions import suggest
from chat.phrasings.trial import Trial
from kit.auth import person_of
from kit.clock import Clock
from kit.errors import BadRequest
from kit.web.contract import fails, sends
from knowledge_base.articles import service as editing
from knowledge_base.articles.limits import MOST_QUESTIONS
from knowledge_base.articles.requests import Phrasing
from knowledge_base.phrasings import repository

MOST_TRIED = MOST_QUESTIONS + 1  # every phrasing, and the title


class PhrasingsToTry(BaseModel):
    """Questions, and the article as it is typed."""

    draft: DraftArticle
    questions: Annotated[list[Phrasing], Field(max_length=MOST_TRIED)]


class ArticleToSuggestFor(BaseModel):
    draft: DraftArticle


class Dismissal(BaseModel):
    """A suggestion that is not wanted; `dismissed: false` takes that back."""

    phrasing: Phrasing
    dismissed: StrictBool = True


def phrasings_router(trial: Trial, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["articles"])

    @router.post("/phrasings/try", response_model=sends(TriedPhrasingsBody), responses=fails(503, "bot_unavailable"))
    async def try_phrasings(body: PhrasingsToTry) -> dict[str, Any]:
        questions = [question for question in body.questions if question]
        return {"tried": [each.view() for each in await trial.try_all(_checked(body.draft), questions)]}

    @router.post(
        "/phrasings/suggest", response_model=sends(SuggestedPhrasingsBody), responses=fails(503, "bot_unavailable")
    )
    async def suggest_phrasings(body: ArticleToSuggestFor) -> dict[str, Any]:
        return {"suggestions": await suggest(trial, _checked(body.draft), clock())}

    @router.post("/articles/{article_id}/dismissed-phrasings", response_model=sends(DismissedPhrasingBody))
    async def dismiss_phrasing(request: Request, article_id: str, body: Dismissal) -> dict[str, Any]:
        await trial.database.write(_dismiss, article_id, body, person_of(request).name, clock())
        return {"article_id": article_id, "phrasing": body.phrasing, "dismissed": body.dismissed}

    return router


def _checked(draft: DraftArticle) -> dict[str, Any]:
    if len(draft.body.encode(errors="replace")) > LONGEST_BODY:
        raise BadRequest("This draft is too long.", code="too_long", field="draft.body", limit=LONGEST_BODY)
    return draft.model_dump(exclude_none=True)


def _dismiss(connection: Connection, article_id: str, given: Dismissal, editor: str, now: datetime) -> None:
    editing.get(connection, article_id)
    if not given.phrasing:
        raise BadRequest("phrasing is empty.", code="empty_text", field="phrasing")
    if given.dismissed:
        repository.dismiss(connection, article_id, given.phrasing, editor, now)
    else:
        repository.restore(connection, article_id, given.phrasing)
