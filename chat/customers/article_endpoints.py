"""A published article for the customer of a conversation: with a verified identity they may read more than others."""

from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection

from chat.edge.rate_limits import RateLimits
from conversations import repository as conversations
from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import sends
from knowledge_base.articles import repository
from knowledge_base.articles.article import Article
from knowledge_base.audiences.audience import reader_with
from knowledge_base.help.published_endpoints import published_view
from knowledge_base.help.responses import PublishedArticleBody


def customer_articles_router(database: Database, limits: RateLimits) -> APIRouter:
    router = APIRouter(tags=["help"])

    @router.get("/conversations/{conversation_id}/articles/{article_id}", response_model=sends(PublishedArticleBody))
    async def read_own_article(request: Request, conversation_id: str, article_id: str) -> dict[str, Any]:
        """Like `GET /help/{article_id}`, and also what is for customers with a verified identity, if they have one."""
        await limits.check("articles", limits.address_of(request))
        return published_view(await database.read(_readable, conversation_id, article_id))

    return router


def _readable(connection: Connection, conversation_id: str, article_id: str) -> Article:
    """Raises NotFound, whether there is none or it is not for them."""
    conversation = conversations.find(connection, conversation_id)
    reader = reader_with(conversation.identity if conversation else None)
    article = repository.find_published(connection, article_id, reader)
    if article is None:
        raise NotFound("There is no such article.")
    return article
