"""A published article as data, for clients that show the whole article behind an answer: the widget's "Read on".

The help page shows the same as a page of its own. Both read only what is published, so nobody ever sees a draft, and
an article that was taken down looks like one that never existed.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request

from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import sends
from knowledge_base.articles import repository
from knowledge_base.articles.article import Article
from knowledge_base.help.responses import PublishedArticleBody

Admit = Callable[[Request], Awaitable[None]]
"""Raises RateLimited for a caller who reads too much."""


def published_router(database: Database, admit: Admit) -> APIRouter:
    """`GET /help/{article_id}`."""
    router = APIRouter(tags=["help"])

    @router.get("/help/{article_id}", response_model=sends(PublishedArticleBody))
    async def read_published(request: Request, article_id: str) -> dict[str, Any]:
        await admit(request)
        article = await database.read(repository.find_published, article_id)
        if article is None:
            raise NotFound("There is no such article.")
        return published_view(article)

    return router


def published_view(article: Article) -> dict[str, Any]:
    """What customers may read: `body` is Markdown. Other phrasings are only for the search."""
    return {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "category": article.category,
        "locale": article.locale,
    }
