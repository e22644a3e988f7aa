"""`POST /article-consequences`: what publishing, taking away or widening articles would change, before it is done."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, StrictStr
from sqlalchemy import Connection

from chat.consequences.check import Change, PublicationCheck
from chat.consequences.responses import ConsequencesBody
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import fails, sends
from knowledge_base.articles import repository as articles
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.articles.requests import Body, Phrasings, Title
from knowledge_base.audiences.audience import ANYBODY, STAFF, Audience, is_wider

MOST_CHANGES = 500
LARGEST_BODIES = 1_500_000  # bytes of all texts together: `knowledge` takes no larger request


class CheckedDraft(BaseModel):
    """The words that would be published."""

    title: Title
    body: Body
    questions: Phrasings = []


class CheckedChange(BaseModel):
    """Without `draft`, the newest stored version would be published. Without `article_id`, the draft is a new one, for
    `audience`; a stored article has its own. `widen`: what is live of the article would be for `audience`; an article
    that is not live, or for as many already, changes nothing.
    """

    action: Literal["publish", "remove", "widen"]
    article_id: StrictStr | None = None
    draft: CheckedDraft | None = None
    audience: Audience = ANYBODY


class ConsequencesRequest(BaseModel):
    changes: Annotated[list[CheckedChange], Field(min_length=1, max_length=MOST_CHANGES)]
    cursor: StrictStr | None = None


def consequences_router(database: Database, check: PublicationCheck) -> APIRouter:
    router = APIRouter(prefix="/article-consequences", tags=["articles"])

    @router.post(
        "",
        response_model=sends(ConsequencesBody),
        responses=fails(400, "bad_cursor") | fails(404, "not_found") | fails(503, "bot_unavailable"),
    )
    async def check_publication(body: ConsequencesRequest) -> dict[str, Any]:
        """Works for a second or two; the rest is behind `next`. Publishing itself needs no check."""
        changes = await database.read(_changes, body.changes)
        return (await check.part(changes, body.cursor)).view()

    return router


def _changes(connection: Connection, wanted: list[CheckedChange]) -> list[Change]:
    made = (_change(connection, number, each) for number, each in enumerate(wanted))
    changes = [each for each in made if each is not None]
    if sum(len(str(each.article.get("body", "")).encode()) for each in changes) > LARGEST_BODIES:
        raise BadRequest("These texts are too long together.", code="too_long", field="changes", limit=LARGEST_BODIES)
    return changes


def _change(connection: Connection, number: int, wanted: CheckedChange) -> Change | None:
    """Raises NotFound. None: nobody would be told anything else."""
    if wanted.article_id is None:
        if wanted.draft is None or wanted.action != "publish":
            raise BadRequest("article_id is missing.", code="missing_field", field=f"changes.{number}.article_id")
        return Change(wanted.audience, {"article_id": f"draft-{number}", **_words(wanted.draft)})
    article = editing.get(connection, wanted.article_id)
    if wanted.action == "widen":
        return _widened(connection, article, wanted.audience)
    return Change(article.audience, {"article_id": article.id, **_words_of(article, wanted)})


def _widened(connection: Connection, article: ArticleRecord, audience: Audience) -> Change | None:
    """It is asked as the new readers ask, who have not had the article until now."""
    live = articles.find_published(connection, article.id, STAFF)
    if live is None or not is_wider(audience, article.audience):
        return None
    words = {"title": live.title, "body": live.body, "questions": list(live.questions)}
    return Change(audience, {"article_id": article.id, **words})


def _words_of(article: ArticleRecord, wanted: CheckedChange) -> dict[str, Any]:
    if wanted.action == "remove":
        return {}
    if wanted.draft is not None:
        return _words(wanted.draft)
    content = article.content
    return {"title": content.title, "body": content.body, "questions": list(content.questions)}


def _words(draft: CheckedDraft) -> dict[str, Any]:
    return {"title": draft.title, "body": draft.body, "questions": [each for each in draft.questions if each]}
