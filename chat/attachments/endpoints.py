"""Files in conversations: customers and agents upload them, and whoever may read the message may have them.

A file is served as a download that no page can show or run, from a path whose policy allows nothing at all.
"""

from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from chat.attachments.names import disposition
from chat.attachments.storage import FileStore
from chat.attachments.uploads import Upload, Uploads
from chat.edge.rate_limits import RateLimits
from conversations.attachments import repository
from conversations.attachments.attachment import Attachment, preview_key
from conversations.conversation import AuthorKind
from conversations.requests import parse_upload_id
from conversations.responses import AttachmentBody
from handoff.views.access import readable
from kit.auth import Principal, principal_of
from kit.database import Database
from kit.errors import NotAllowed, NotFound
from kit.web.contract import fails, repeats, sends

STRICT = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


REFUSED = (
    *("missing_field", "bad_type"),
    *("empty_file", "file_refused", "bad_picture", "infected_file", "too_many_files"),
)


_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}, "description": "The file itself."}
}


def attachments_router(
    database: Database, uploads: Uploads, store: FileStore, limits: RateLimits, *, allowed: bool
) -> APIRouter:
    """`/conversations/{id}/attachments`."""
    router = APIRouter(prefix="/conversations/{conversation_id}/attachments", tags=["conversations"])

    @router.post(
        "",
        status_code=201,
        response_model=sends(AttachmentBody),
        responses=repeats(AttachmentBody)
        | fails(400, *REFUSED)
        | fails(403, "attachments_off")
        | fails(409, "conflict")
        | fails(413, "too_large")
        | fails(503, "scan_unavailable", "files_unavailable"),
    )
    async def upload(request: Request, response: Response, conversation_id: str) -> dict[str, Any]:
        """The body is the file itself. The header `X-Upload-Id` names the upload, so that sending it again is harmless;
        `X-File-Name` is the file's name, percent-encoded. What is returned is sent with a message: `attachments`.
        """
        await _check_limits(limits, principal_of(request), conversation_id)
        if not allowed:
            raise NotAllowed("Files cannot be sent here.", code="attachments_off")
        upload_id = parse_upload_id(request.headers.get("x-upload-id"))
        author = await database.read(_author, principal_of(request), conversation_id)
        name = request.headers.get("x-file-name", "")
        taken, new = await uploads.take(Upload(conversation_id, *author, upload_id, name, await request.body()))
        response.status_code = 201 if new else 200
        return taken.body()

    @router.get("/{attachment_id}", response_class=Response, responses=_FILE | fails(503, "files_unavailable"))
    async def download(request: Request, conversation_id: str, attachment_id: str, preview: bool = False) -> Response:
        """With `preview`, a picture in a size for a transcript."""
        await limits.check_read(principal_of(request), conversation_id)
        found = await database.read(_attachment, principal_of(request), conversation_id, attachment_id)
        small = preview and found.width is not None
        content = await store.get(preview_key(found.storage_key) if small else found.storage_key)
        headers = {**STRICT, "Content-Disposition": disposition(found.name)}
        return Response(content, media_type=found.content_type, headers=headers)

    return router


async def _check_limits(limits: RateLimits, principal: Principal, conversation_id: str) -> None:
    """Counts also what is refused afterwards. A customer's files are changes of the conversation, too."""
    if principal.kind == "customer":
        await limits.check("changes", conversation_id)
    await limits.check("uploads", conversation_id if principal.kind == "customer" else principal.id)


def _author(connection: Connection, principal: Principal, conversation_id: str) -> tuple[AuthorKind, str | None]:
    _, reader = readable(connection, principal, conversation_id)
    return ("customer", None) if reader == "customer" else ("agent", principal.id)


def _attachment(connection: Connection, principal: Principal, conversation_id: str, attachment_id: str) -> Attachment:
    _, reader = readable(connection, principal, conversation_id)
    found = repository.find(connection, conversation_id, attachment_id)
    if found is None or not found.visible_to(reader):
        raise NotFound()
    return found
