"""Articles over HTTP, for editors and for the agents who read them.

`chat` has the table of who may call what; this file only says what the calls do.
"""

import base64
import binascii
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from sqlalchemy import Connection

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import fails, sends
from knowledge_base.articles import repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import STATES, ArticleRecord, VersionRecord
from knowledge_base.articles.requests import ArticleChange, ArticleRequest, MaybeSeenVersion, SeenVersion
from knowledge_base.articles.responses import ArticleBody, ArticlePageBody, VersionListBody

LONGEST_SEARCH = 200
MOST_LISTED = 1_000

Given = Annotated[MaybeSeenVersion, Body(default_factory=MaybeSeenVersion)]


def articles_router(database: Database, clock: Clock) -> APIRouter:
    """`/articles` and below."""
    router = APIRouter(prefix="/articles", tags=["articles"])
    _add_articles(router, database, clock)
    _add_states(router, database, clock)
    return router


def _add_articles(router: APIRouter, database: Database, clock: Clock) -> None:

    @router.get("", response_model=sends(ArticlePageBody))
    async def list_articles(
        q: str = "",
        state: str | None = None,
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 200,
    ) -> dict[str, Any]:
        after = read_cursor(cursor) if cursor else None
        words, wanted = _search_words(q), _state(state)
        found = await database.read(repository.list_articles, words=words, state=wanted, after=after, limit=limit + 1)
        page = found[:limit]
        return {
            "articles": [record.view(with_body=False) for record in page],
            "next": make_cursor(page[-1]) if len(found) > limit else None,
        }

    @router.post("", status_code=201, response_model=sends(ArticleBody))
    async def create_article(request: Request, body: ArticleRequest) -> dict[str, Any]:
        author = person_of(request).name
        return (await database.write(editing.create, body.content(), author, clock())).view()

    @router.get("/{article_id}", response_model=sends(ArticleBody))
    async def get_article(article_id: str) -> dict[str, Any]:
        return (await database.read(editing.get, article_id)).view()

    @router.put("/{article_id}", response_model=sends(ArticleBody), responses=fails(409, "edited_meanwhile"))
    async def update_article(request: Request, article_id: str, body: ArticleChange) -> dict[str, Any]:
        author = person_of(request).name
        return (await database.write(_update, article_id, body, author, clock())).view()


def _add_states(router: APIRouter, database: Database, clock: Clock) -> None:
    """Published, archived, and earlier versions."""

    @router.post("/{article_id}/publish", response_model=sends(ArticleBody), responses=fails(409, "edited_meanwhile"))
    async def publish_article(request: Request, article_id: str, body: SeenVersion) -> dict[str, Any]:
        author = person_of(request)
        entry = Entry(by(author), "article.published", article_id, {"version": body.version})
        publishing = audited(editing.publish, clock, lambda _: entry)
        return (await database.write(publishing, article_id, body.version, author.name, clock())).view()

    @router.post("/{article_id}/archive", response_model=sends(ArticleBody), responses=fails(409, "edited_meanwhile"))
    async def archive_article(request: Request, article_id: str, body: Given) -> dict[str, Any]:
        author = person_of(request)
        archiving = audited(editing.archive, clock, lambda _: Entry(by(author), "article.archived", article_id))
        return (await database.write(archiving, article_id, author.name, clock(), seen=body.version)).view()

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
        restored = await database.write(editing.restore, article_id, version, author, clock(), seen=body.version)
        return restored.view()


def _update(connection: Connection, article_id: str, body: ArticleChange, author: str, now: datetime) -> ArticleRecord:
    before = editing.get(connection, article_id)
    return editing.update(connection, article_id, body.version, body.content(before.content), author, now)


def _history(connection: Connection, article_id: str) -> tuple[ArticleRecord, list[VersionRecord]]:
    return editing.get(connection, article_id), repository.list_versions(connection, article_id)


def _search_words(q: str) -> str:
    words = " ".join(q.replace("\x00", " ").split())
    if len(words) > LONGEST_SEARCH:
        raise BadRequest("This search is too long.", code="bad_query", field="q", limit=LONGEST_SEARCH)
    return words


def _state(state: str | None) -> str | None:
    if state and state not in STATES:
        raise BadRequest(f"state must be one of {', '.join(STATES)}.", code="bad_query", field="state")
    return state or None


def make_cursor(record: ArticleRecord) -> str:
    """Where a list continues after this article."""
    return base64.urlsafe_b64encode(f"{record.updated_at.isoformat()} {record.id}".encode()).decode()


def read_cursor(cursor: str) -> tuple[datetime, str]:
    """Raises BadRequest `bad_cursor` for anything that `make_cursor` has not made."""
    try:
        moment, _, article_id = base64.urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        parsed = datetime.fromisoformat(moment)
    except (ValueError, binascii.Error) as error:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor") from error
    if parsed.tzinfo is None or not article_id:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")
    return parsed, article_id
