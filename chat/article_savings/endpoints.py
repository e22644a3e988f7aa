"""The estimate for one article."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection

from chat.article_savings import repository
from chat.article_savings.responses import ArticleSavingsBody
from chat.article_savings.savings import Savings, savings
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends
from knowledge_base.articles import service as articles


def article_savings_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["outcomes"])

    @router.get("/article-figures/{article_id}/savings", response_model=sends(ArticleSavingsBody))
    async def read_savings(article_id: str) -> dict[str, Any]:
        def read(connection: Connection) -> Savings:
            articles.get(connection, article_id)
            now = clock()
            shared = repository.settled_shares(connection, article_id, now)
            return savings(shared, list(repository.agents_seconds(connection, now)))

        weeks = repository.COUNTED.days // 7
        return {"weeks": weeks, **asdict(await database.read_aside(read))}

    return router
