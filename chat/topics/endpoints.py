"""`/topics`: the topics that a skill can have, from articles and from past handoffs."""

from fastapi import APIRouter
from sqlalchemy import Connection

from chat.topics.responses import TopicListBody
from handoff.handoffs.repository import list_topics as list_queued_topics
from kit.database import Database
from kit.web.contract import sends
from knowledge_base.articles import repository as articles


def topics_router(database: Database) -> APIRouter:
    """`/topics`: the topics that a skill can have."""
    router = APIRouter(tags=["people"])

    @router.get("/topics", response_model=sends(TopicListBody))
    async def list_topics() -> dict[str, list[str]]:
        """The categories of published articles, and the topics of recent handoffs."""
        return {"topics": await database.read(_list)}

    return router


def _list(connection: Connection) -> list[str]:
    names = {*articles.list_categories(connection), *list_queued_topics(connection)}
    return sorted(names, key=str.casefold)
