"""The care of articles over HTTP, for editors.

`chat` has the table of who may call what; this file only says what the calls do.
"""

from typing import Any

from fastapi import APIRouter, Request

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from kit.web.contract import EmptyBody, fails, sends
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.articles.responses import ArticleBody
from knowledge_base.care import service
from knowledge_base.care.audience import care_change
from knowledge_base.care.bulk import Bulk
from knowledge_base.care.requests import BulkRequest, CareRequest, ScheduleRequest, TranslationRequest
from knowledge_base.care.responses import BulkBody, TranslationListBody
from knowledge_base.care.translations import link, translations_of, unlink


def care_router(database: Database, clock: Clock) -> APIRouter:
    """`/articles/{id}/care` and its neighbours."""
    router = APIRouter(tags=["articles"])
    _add_many(router, database, clock)
    _add_care(router, database, clock)
    _add_translations(router, database)
    return router


def _add_many(router: APIRouter, database: Database, clock: Clock) -> None:

    @router.post("/article-bulk", response_model=sends(BulkBody))
    async def change_many(request: Request, body: BulkRequest) -> dict[str, Any]:
        """Each article is changed by itself, and only if its version is the one given."""
        bulk, done, failed = Bulk(body, person_of(request), clock), [], []
        for one in body.articles:
            try:
                await database.write(bulk.change, one)
                done.append(one.id)
            except BatonError as error:
                failed.append({"id": one.id, "code": error.code, "message": error.message})
        return {"done": done, "failed": failed}


def _add_care(router: APIRouter, database: Database, clock: Clock) -> None:

    @router.patch(
        "/articles/{article_id}/care",
        response_model=sends(ArticleBody),
        responses=fails(409, "already_published", "approval_needed"),
    )
    async def change_care(request: Request, article_id: str, body: CareRequest) -> dict[str, Any]:
        """Only what is given changes."""
        given, person = body.model_dump(exclude_unset=True), person_of(request)
        return (await database.write(care_change(person, clock), article_id, given)).view()

    @router.post(
        "/articles/{article_id}/schedule",
        response_model=sends(ArticleBody),
        responses=fails(409, "edited_meanwhile", "already_published"),
    )
    async def schedule_article(request: Request, article_id: str, body: ScheduleRequest) -> dict[str, Any]:
        author = person_of(request)
        entry = Entry(by(author), "article.scheduled", article_id, {"version": body.version})
        scheduling = audited(service.schedule, clock, lambda _: entry)
        return (await database.write(scheduling, article_id, body.version, body.at, author.name, clock())).view()

    @router.delete("/articles/{article_id}/schedule", response_model=sends(ArticleBody))
    async def unschedule_article(request: Request, article_id: str) -> dict[str, Any]:
        entry = Entry(by(person_of(request)), "article.unscheduled", article_id)
        ending = audited(service.unschedule, clock, lambda _: entry)
        return (await database.write(ending, article_id)).view()


def _add_translations(router: APIRouter, database: Database) -> None:

    @router.get("/articles/{article_id}/translations", response_model=sends(TranslationListBody))
    async def list_translations(article_id: str) -> dict[str, Any]:
        return _translations(await database.read(translations_of, article_id))

    @router.post(
        "/articles/{article_id}/translations",
        response_model=sends(TranslationListBody),
        responses=fails(409, "already_linked"),
    )
    async def add_translation(article_id: str, body: TranslationRequest) -> dict[str, Any]:
        return _translations(await database.write(link, article_id, body.article_id))

    @router.delete("/articles/{article_id}/translations", response_model=sends(EmptyBody))
    async def remove_translations(article_id: str) -> dict[str, Any]:
        """The article stands alone again; the others stay linked."""
        await database.write(unlink, article_id)
        return {}


def _translations(records: list[ArticleRecord]) -> dict[str, Any]:
    shown = [
        {"id": one.id, "title": one.content.title, "locale": one.content.locale, "state": one.state} for one in records
    ]
    return {"translations": shown}
