"""The history of publications, and undoing the last one."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, StrictInt

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import fails, sends
from knowledge_base.articles.responses import ArticleBody
from knowledge_base.publications import service
from knowledge_base.publications.responses import PublicationListBody


class UndoRequest(BaseModel):
    """`published_version` is what the editor sees as published; null if nothing is."""

    published_version: StrictInt | None


def publications_router(database: Database, clock: Clock) -> APIRouter:
    """`/articles/{article_id}/publications` and below."""
    router = APIRouter(prefix="/articles/{article_id}/publications", tags=["articles"])

    @router.get("", response_model=sends(PublicationListBody))
    async def list_publications(article_id: str) -> dict[str, Any]:
        return await database.read(service.described, article_id)

    @router.post(
        "/undo", response_model=sends(ArticleBody), responses=fails(409, "edited_meanwhile", "nothing_to_undo")
    )
    async def undo_publication(request: Request, article_id: str, body: UndoRequest) -> dict[str, Any]:
        """Brings back the version that was published before, or takes the article from customers if none was."""
        author = person_of(request)

        def entry(done: service.Undone) -> Entry:
            details = {"version": done.taken_back, "back_to": done.article.published_version}
            return Entry(by(author), "article.publication_undone", article_id, details)

        undoing = audited(service.undo, clock, entry)
        done = await database.write(undoing, article_id, body.published_version, author.name, clock())
        return done.article.view()

    return router
