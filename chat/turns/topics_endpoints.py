"""`/topics`: what a skill may be for, read from articles and from what handoffs were about."""

from fastapi import APIRouter
from sqlalchemy import Connection

from handoff.handoffs.repository import list_topics as list_queued_topics
from kit.database import Database
from knowledge_base.articles import repository as articles


def topics_router(database: Database) -> APIRouter:
    """`/topics`: what a skill may be for."""
    router = APIRouter(tags=["people"])

    @router.get("/topics")
    async def list_topics() -> dict[str, list[str]]:
        """The categories of published articles, and what handoffs of late were about."""
        return {"topics": await database.read(_list)}

    return router


def _list(connection: Connection) -> list[str]:
    names = {*articles.list_categories(connection), *list_queued_topics(connection)}
    return sorted(names, key=str.casefold)
