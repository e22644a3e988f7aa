"""`/canned-replies`: agents read them and write their own, supervisors write everybody's."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, Field, StrictBool
from pydantic_core import PydanticCustomError

from conversations.text import LONGEST, clean_text
from handoff.canned_replies import repository as canned_replies_repository
from handoff.canned_replies import service as canned_replies_service
from handoff.canned_replies.canned_reply import VARIABLES, unknown_variables
from handoff.canned_replies.responses import CannedReplyBody, CannedReplyListBody
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import EmptyBody, fails, sends
from kit.web.request_fields import Line, without_controls


def _known_variables(text: str) -> str:
    if unknown := unknown_variables(text):
        known = ", ".join(f"{{{name}}}" for name in VARIABLES)
        raise PydanticCustomError(
            "baton.bad_type",
            "There is no variable {{{name}}}. Use one of {known}.",
            {"name": unknown[0][:64], "known": known},
        )
    return text


Shortcut = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]

Folder = Annotated[str, Field(max_length=100), AfterValidator(without_controls), AfterValidator(str.strip)]

DepartmentId = Annotated[str, Field(max_length=64)]

CannedText = Annotated[str, Field(max_length=LONGEST), AfterValidator(_known_variables)]


class CannedReplyRequest(BaseModel):
    """`shortcut` is what an agent types behind `/`. A `personal` one is seen by nobody else."""

    shortcut: Shortcut
    title: Line
    text: CannedText
    folder: Folder = ""
    department: DepartmentId | None = None
    personal: StrictBool = False


class CannedReplyChanges(BaseModel):
    """Omitted fields stay unchanged."""

    shortcut: Shortcut = "-"
    title: Line = "-"
    text: CannedText = "-"
    folder: Folder = ""
    department: DepartmentId | None = None


def canned_replies_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/canned-replies", tags=["canned replies"])

    @router.get("", response_model=sends(CannedReplyListBody))
    async def list_canned_replies(request: Request) -> dict[str, Any]:
        found = await database.read(canned_replies_repository.list_all, person_of(request).id)
        return {"canned_replies": [each.body() for each in found]}

    @router.post("", status_code=201, response_model=sends(CannedReplyBody), responses=fails(409, "conflict"))
    async def add_canned_reply(request: Request, body: CannedReplyRequest) -> dict[str, Any]:
        text = clean_text(body.text)
        added = await database.write(
            canned_replies_service.add_canned_reply,
            body.shortcut,
            body.title,
            text,
            person_of(request),
            clock(),
            folder=body.folder,
            department_id=body.department,
            personal=body.personal,
        )
        return added.body()

    @router.patch("/{canned_reply_id}", response_model=sends(CannedReplyBody), responses=fails(409, "conflict"))
    async def change_canned_reply(request: Request, canned_reply_id: str, body: CannedReplyChanges) -> dict[str, Any]:
        changes = body.model_dump(exclude_unset=True)
        if "text" in changes:
            changes["text"] = clean_text(changes["text"])
        if "department" in changes:
            changes["department_id"] = changes.pop("department")
        if not changes:
            raise BadRequest("There is nothing to change.", code="missing_field", field="text")
        changed = await database.write(
            canned_replies_service.change_canned_reply, canned_reply_id, changes, person_of(request), clock()
        )
        return changed.body()

    @router.delete("/{canned_reply_id}", response_model=sends(EmptyBody))
    async def remove_canned_reply(request: Request, canned_reply_id: str) -> dict[str, Any]:
        await database.write(canned_replies_service.remove_canned_reply, canned_reply_id, person_of(request))
        return {}

    return router
