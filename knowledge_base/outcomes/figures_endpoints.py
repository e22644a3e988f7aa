"""The figures per article: for the editor's list, and for one article."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection

from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends
from knowledge_base.articles import service as editing
from knowledge_base.outcomes import figures_repository
from knowledge_base.outcomes.figures import WEEKS, ArticleFigures
from knowledge_base.outcomes.responses import ArticleFiguresBody, ListedFiguresBody


def figures_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/article-figures", tags=["outcomes"])

    @router.get("", response_model=sends(ListedFiguresBody))
    async def list_figures() -> dict[str, Any]:
        found = await database.read(figures_repository.list_figures, clock())
        return {"weeks": WEEKS, "articles": [asdict(each) for each in found]}

    @router.get("/{article_id}", response_model=sends(ArticleFiguresBody))
    async def read_figures(article_id: str) -> dict[str, Any]:
        def read(connection: Connection) -> ArticleFigures:
            editing.get(connection, article_id)
            return figures_repository.list_figures(connection, clock(), article_id)[0]

        return asdict(await database.read(read))

    return router
