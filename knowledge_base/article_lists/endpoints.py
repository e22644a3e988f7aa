"""Lists of articles over HTTP, for editors and for the agents who read them."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends
from knowledge_base.article_lists.pages import list_page, sort_of, wanted_articles
from knowledge_base.article_lists.repository import Wanted, overview
from knowledge_base.article_lists.responses import OverviewBody
from knowledge_base.articles.responses import ArticlePageBody

MOST_LISTED = 1_000


def article_lists_router(database: Database, clock: Clock) -> APIRouter:
    """`GET /articles` and `GET /article-overview`."""
    router = APIRouter(tags=["articles"])

    @router.get("/articles", response_model=sends(ArticlePageBody))
    async def list_articles(
        wanted: Annotated[Wanted, Depends(wanted_articles)],
        sort: str = "updated",
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 200,
    ) -> dict[str, Any]:
        """`sort` is `updated` (latest first), `title`, `review` (the date; those without one last) or `best`: how well
        title, phrasings, category and tags fit `q`, with typing errors forgiven.
        """
        return await database.read(list_page, wanted, sort_of(sort), cursor, limit, clock().date())

    @router.get("/article-overview", response_model=sends(OverviewBody))
    async def get_overview() -> dict[str, Any]:
        return await database.read(overview, clock().date())

    return router
