"""The company's settings for administrators: read, change, export, import, images.

Each change leaves a line in the log and an entry in the audit log that name who changed which fields; the values stay
out of both.
"""

from typing import Any

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, StrictInt
from starlette.responses import JSONResponse

from chat.company import service
from chat.company.company import Company
from chat.company.current import CurrentCompany
from chat.company.fields import DATE_FORMATS, PLACEHOLDERS, clean_values
from chat.company.images import read_image
from chat.company.stored import ImageKind
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import Principal, person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.errors import NotFound

log = structlog.get_logger(__name__)


class Changes(BaseModel):
    """The fields to change, and only those; `version` is the one that was read."""

    version: StrictInt
    values: dict[str, Any]


class Import(BaseModel):
    """An exported file, as it is. With `version`, the settings are only replaced if nobody has changed them since."""

    version: StrictInt | None = None
    file: dict[str, Any]


def company_router(database: Database, current: CurrentCompany, clock: Clock, *, public_url: str) -> APIRouter:
    """`/company-settings`."""
    router = APIRouter(prefix="/company-settings", tags=["company"])

    async def changed(by: Principal, fields: list[str], how: str) -> dict[str, Any]:
        company = await current.refresh()
        if fields:
            log.info("company.changed", by=by.id, how=how, fields=sorted(fields), version=company.version)
        return settings_body(company, public_url)

    @router.get("")
    async def read_settings() -> dict[str, Any]:
        return settings_body(await current.refresh(), public_url)

    @router.put("")
    async def change_settings(request: Request, body: Changes) -> dict[str, Any]:
        author, values = person_of(request), clean_values(body.values)
        changing = audited(service.change_values, clock, lambda changed: _entry(author, changed))
        fields = await database.write(changing, body.version, values, author.name, clock())
        return await changed(author, fields, "change")

    @router.get("/export")
    async def export_settings() -> Response:
        disposition = 'attachment; filename="baton-settings.json"'
        return JSONResponse(await database.read(service.export), headers={"Content-Disposition": disposition})

    @router.post("/import")
    async def import_settings(request: Request, body: Import) -> dict[str, Any]:
        author = person_of(request)
        values, images = service.read_export(body.file)
        replacing = audited(service.replace_all, clock, lambda changed: _entry(author, changed))
        fields = await database.write(replacing, body.version, values, images, author.name, clock())
        return await changed(author, fields, "import")

    @router.put("/{image}")
    async def put_image(request: Request, image: str) -> dict[str, Any]:
        """The body is the image file itself."""
        author, read = person_of(request), read_image(_kind(image), await request.body())
        putting = audited(service.put_image, clock, lambda _: _entry(author, [read.kind]))
        await database.write(putting, read, author.name, clock())
        return await changed(author, [read.kind], "image")

    @router.delete("/{image}")
    async def remove_image(request: Request, image: str) -> dict[str, Any]:
        author, kind = person_of(request), _kind(image)
        removing = audited(service.remove_image, clock, lambda removed: _entry(author, [kind] if removed else []))
        removed = await database.write(removing, kind, author.name, clock())
        return await changed(author, [kind] if removed else [], "image")

    return router


def settings_body(company: Company, public_url: str) -> dict[str, Any]:
    """Each value, where it comes from, and what would hold without it; and what the page needs besides."""
    at = company.stored.changed_at
    return {
        **company.body(),
        "changed_at": to_text(at) if at else None,
        "placeholders": list(PLACEHOLDERS),
        "date_formats": list(DATE_FORMATS),
        "snippet": f'<script src="{public_url}/widget.js" async></script>',
    }


def _entry(author: Principal, fields: list[str]) -> Entry | None:
    return Entry(by(author), "company.changed", None, {"changed": sorted(fields)}) if fields else None


def _kind(name: str) -> ImageKind:
    if name not in service.KINDS:
        raise NotFound()
    return name
