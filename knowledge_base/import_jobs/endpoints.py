"""Imports over HTTP: begin one, upload its files or name a site, look at the plan, run it, cancel it."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, StrictBool, StrictStr

from kit.audit.entry import by
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import fails, sends
from knowledge_base.import_jobs import repository, service
from knowledge_base.import_jobs.responses import ImportBody, ImportListBody, ImportRowsBody
from knowledge_base.import_jobs.runner import ImportRunner
from knowledge_base.imports.found import RefusedError
from knowledge_base.sites.addresses import LONGEST_ADDRESS, check_address

CHANGES = ("create", "update", "leave", "archive", "refused", "skipped")
STATE_FAILS = fails(404, "not_found") | fails(409, "wrong_status")


class ImportRequest(BaseModel):
    """With `address` the site is read at once; without, files are uploaded next. `name` says what they are."""

    address: Annotated[StrictStr, Field(max_length=LONGEST_ADDRESS)] | None = None
    name: Annotated[StrictStr, Field(max_length=200)] = ""


class RunRequest(BaseModel):
    """`archive_missing` archives what an earlier import from the same source brought and is missing now."""

    publish: StrictBool = True
    archive_missing: StrictBool = False


def imports_router(
    database: Database, runner: ImportRunner, clock: Clock, allowed: Callable[[], list[str]]
) -> APIRouter:
    """`/article-imports`. `allowed` are the hosts in private networks that may be read."""
    router = APIRouter(prefix="/article-imports", tags=["imports"])
    _add_reading(router, database, clock)

    @router.post(
        "", status_code=201, response_model=sends(ImportBody), responses=fails(400, "bad_address", "private_address")
    )
    async def begin_import(request: Request, body: ImportRequest) -> dict[str, Any]:
        author, kind = person_of(request).name, "files" if body.address is None else "site"
        if body.address is not None:
            _check(body.address.strip(), allowed())
        name = (body.address or body.name).strip()
        one = await database.write(service.begin, kind, name, author, clock())
        if kind == "site":
            runner.read(one)
        return service.view(one, {}, clock())

    @router.put("/{import_id}/files", response_model=sends(ImportBody), responses=STATE_FAILS | fails(413, "too_large"))
    async def add_file(
        request: Request, import_id: str, name: Annotated[str, Query(max_length=2_000)]
    ) -> dict[str, Any]:
        """The body is the file itself."""
        content = await request.body()
        one = await database.write(service.add_file, import_id, name, content, clock())
        return service.view(one, {}, clock())

    @router.post(
        "/{import_id}/read", response_model=sends(ImportBody), responses=STATE_FAILS | fails(400, "empty_import")
    )
    async def read_import(import_id: str) -> dict[str, Any]:
        one = await database.write(service.read, import_id, clock())
        runner.read(one)
        return service.view(one, {}, clock())

    @router.post("/{import_id}/run", response_model=sends(ImportBody), responses=STATE_FAILS)
    async def run_import(request: Request, import_id: str, body: RunRequest) -> dict[str, Any]:
        person = person_of(request)
        one = await database.write(service.run, import_id, clock())
        runner.run(one, person.name, by(person), publish=body.publish, archive=body.archive_missing)
        return service.view(one, await database.read(repository.counts_of, import_id), clock())

    @router.post("/{import_id}/cancel", response_model=sends(ImportBody), responses=STATE_FAILS)
    async def cancel_import(import_id: str) -> dict[str, Any]:
        await database.write(service.cancel, import_id, clock())
        return await database.read(service.described, import_id, clock())

    return router


def _add_reading(router: APIRouter, database: Database, clock: Clock) -> None:
    @router.get("", response_model=sends(ImportListBody))
    async def list_imports() -> dict[str, Any]:
        return {"imports": await database.read(service.listed, clock())}

    @router.get("/{import_id}", response_model=sends(ImportBody), responses=fails(404, "not_found"))
    async def get_import(import_id: str) -> dict[str, Any]:
        return await database.read(service.described, import_id, clock())

    @router.get(
        "/{import_id}/rows",
        response_model=sends(ImportRowsBody),
        responses=fails(400, "bad_query") | fails(404, "not_found"),
    )
    async def list_rows(
        import_id: str,
        change: str | None = None,
        after: Annotated[int, Query(ge=-1)] = -1,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
    ) -> dict[str, Any]:
        if change is not None and change not in CHANGES:
            raise BadRequest(f"change must be one of {', '.join(CHANGES)}.", code="bad_query", field="change")
        changes = None if change is None else [change]
        return await database.read(service.page_of_rows, import_id, changes, after, limit)


def _check(address: str, allowed: list[str]) -> None:
    try:
        check_address(address, allowed)
    except RefusedError as error:
        if error.code == "private_address":
            raise BadRequest(f"{address}: {error}.", code="private_address", field="address") from error
        raise BadRequest(f"{address}: {error}.", code="bad_address", field="address") from error
