"""`/people-data`, for administrators: what is kept about one customer, as a list, as a file, and away.

The customer is named in the body, so that no address or log has them. Each call is bounded: slow searches end after
half a minute, and what is too much for one call is read page by page, or erased by several calls.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, Field
from starlette.responses import JSONResponse

from chat.attachments.storage import FileStore
from chat.people_data.erase import about_backups, erase_found
from chat.people_data.export import export_files
from chat.people_data.find import find_customer
from chat.people_data.kept import exported, kept_of
from chat.people_data.responses import ErasedBody, KeptBody, PeopleDataBody
from kit.audit import repository as audit
from kit.audit.entry import Entry, by
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import fails, sends
from kit.web.request_fields import Line, without_controls

LONGEST_ERASURE = 20.0
"""Seconds after which no further conversation is begun."""

Named = Annotated[Line, Field(description="An identity, a customer record, a conversation, an e-mail or a phone.")]


class Person(BaseModel):
    person: Named
    cursor: Annotated[str | None, Field(max_length=64, description="`next` of the page before.")] = None


class Erasure(BaseModel):
    """`confirmation` is the same as `person`, typed once more."""

    person: Named
    confirmation: Annotated[str, Field(max_length=200), AfterValidator(without_controls)]


Note = Callable[[Request, str, dict[str, Any]], Awaitable[None]]


def people_data_router(database: Database, files: FileStore, clock: Clock, *, keep_days: int | None) -> APIRouter:
    """`keep_days` is how long the operator keeps backups."""
    router = APIRouter(prefix="/people-data", tags=["people data"])

    async def note(request: Request, action: str, details: dict[str, Any]) -> None:
        await database.write(audit.append, Entry(by(person_of(request)), action, None, details), clock())

    _add_reading(router, database, files, clock, note, keep_days)

    @router.post("/erase", response_model=sends(ErasedBody), responses=fails(400, "not_confirmed"))
    async def erase_people_data(request: Request, body: Erasure) -> dict[str, Any]:
        """Erases everything about one customer, or, if that takes too long for a call, a part: ask again while there
        are conversations `left`. What is gone stays gone.
        """
        if body.confirmation.strip() != body.person:
            raise BadRequest("Type the same once more, to confirm.", code="not_confirmed", field="confirmation")
        found = await database.read_aside(find_customer, body.person)
        return await erase_found(
            database, found, clock, files, by=by(person_of(request)), keep_days=keep_days, seconds=LONGEST_ERASURE
        )

    return router


def _add_reading(
    router: APIRouter, database: Database, files: FileStore, clock: Clock, note: Note, keep_days: int | None
) -> None:
    @router.post("/search", response_model=sends(KeptBody), responses=fails(404, "not_found"))
    async def search_people_data(request: Request, body: Person) -> dict[str, Any]:
        """Conversations and numbers of rows; page by page if there are more than 500 conversations."""
        kept = await database.read_aside(kept_of, body.person, body.cursor, clock())
        await note(request, "customer.searched", {"conversations": len(kept["conversations"])})
        return {**kept, **about_backups(clock(), keep_days)}

    too_large = fails(404, "not_found") | fails(413, "too_large")

    @router.post("/export", response_model=sends(PeopleDataBody), responses=too_large)
    async def export_people_data(request: Request, body: Person) -> JSONResponse:
        """Everything as one file; page by page beyond 500 conversations or 50 MB of files."""
        made = await database.read_aside(exported, body.person, body.cursor, clock())
        made["files"] = await export_files(files, made["tables"].get("attachments", ()))
        await note(request, "customer.exported", {"rows": {name: len(rows) for name, rows in made["tables"].items()}})
        disposition = 'attachment; filename="baton-people-data.json"'
        return JSONResponse(made, headers={"Content-Disposition": disposition, "Cache-Control": "no-store"})
