"""Articles over HTTP, for editors and for the agents who read them.

`chat` has the table of who may call what; this file only says what the calls do.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from sqlalchemy import Connection

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import fails, sends
from knowledge_base.articles import repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import ArticleRecord, VersionRecord
from knowledge_base.articles.requests import ArticleChange, MaybeSeenVersion, NewArticleRequest, SeenVersion
from knowledge_base.articles.responses import ArticleBody, VersionListBody

Given = Annotated[MaybeSeenVersion, Body(default_factory=MaybeSeenVersion)]


def articles_router(database: Database, clock: Clock) -> APIRouter:
    """`/articles` and below."""
    router = APIRouter(prefix="/articles", tags=["articles"])
    _add_articles(router, database, clock)
    _add_states(router, database, clock)
    return router


def _add_articles(router: APIRouter, database: Database, clock: Clock) -> None:

    @router.post("", status_code=201, response_model=sends(ArticleBody))
    async def create_article(request: Request, body: NewArticleRequest) -> dict[str, Any]:
        author = person_of(request).name
        record = await database.write(editing.create, body.content(), author, clock(), audience=body.audience)
        return record.view()

    @router.get("/{article_id}", response_model=sends(ArticleBody))
    async def get_article(article_id: str) -> dict[str, Any]:
        return (await database.read(editing.get, article_id)).view()

    @router.put("/{article_id}", response_model=sends(ArticleBody), responses=fails(409, "edited_meanwhile"))
    async def update_article(request: Request, article_id: str, body: ArticleChange) -> dict[str, Any]:
        author = person_of(request).name
        return (await database.write(_update, article_id, body, author, clock())).view()


def _add_states(router: APIRouter, database: Database, clock: Clock) -> None:
    """Published, archived, and earlier versions."""

    @router.post(
        "/{article_id}/publish",
        response_model=sends(ArticleBody),
        responses=fails(409, "edited_meanwhile", "approval_needed"),
    )
    async def publish_article(request: Request, article_id: str, body: SeenVersion) -> dict[str, Any]:
        author = person_of(request)
        entry = Entry(by(author), "article.published", article_id, {"version": body.version})
        publishing = audited(editing.publish, clock, lambda _: entry)
        return (await database.write(publishing, article_id, body.version, author.name, clock())).view()

    @router.post("/{article_id}/archive", response_model=sends(ArticleBody), responses=fails(409, "edited_meanwhile"))
    async def archive_article(request: Request, article_id: str, body: Given) -> dict[str, Any]:
        author = person_of(request)
        archiving = audited(editing.archive, clock, lambda _: Entry(by(author), "article.archived", article_id))
        return (await database.write(archiving, article_id, author.name, clock(), expected=body.version)).view()

    @router.get("/{article_id}/versions", response_model=sends(VersionListBody))
    async def list_versions(article_id: str) -> dict[str, Any]:
        record, versions = await database.read(_history, article_id)
        return {"versions": [version.view(record.published_version) for version in versions]}

    @router.post(
        "/{article_id}/versions/{version}/restore",
        response_model=sends(ArticleBody),
        responses=fails(409, "edited_meanwhile"),
    )
    async def restore_version(request: Request, article_id: str, version: int, body: Given) -> dict[str, Any]:
        author = person_of(request).name
        restored = await database.write(editing.restore, article_id, version, author, clock(), expected=body.version)
        return restored.view()


def _update(connection: Connection, article_id: str, body: ArticleChange, author: str, now: datetime) -> ArticleRecord:
    before = editing.get(connection, article_id)
    return editing.update(connection, article_id, body.version, body.content(before.content), author, now)


def _history(connection: Connection, article_id: str) -> tuple[ArticleRecord, list[VersionRecord]]:
    return editing.get(connection, article_id), repository.list_versions(connection, article_id)
