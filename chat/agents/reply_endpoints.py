"""What agents write: replies, notes and unsent drafts."""

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, StrictStr

from chat.agents.replies import keep_draft, store_reply
from chat.agents.responses import StoredDraftBody
from chat.edge.rate_limits import RateLimits
from conversations.presentation import message_body
from conversations.requests import GivenText, OptionalText, parse_client_message_id, parse_said
from conversations.responses import MessageBody
from conversations.text import clean_optional_text
from handoff.handoffs.assignment import NOT_YOURS
from handoff.presence.service import Leases
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import fails, repeats, sends


class Reply(BaseModel):
    """An agent's message. If it is `internal`, it is a note that customers never see."""

    client_message_id: StrictStr
    text: GivenText = None
    visibility: Literal["public", "internal"] = "public"
    attachments: list[StrictStr] = []


class ReplyDraft(BaseModel):
    """The agent's unsent text; empty if there is none."""

    text: OptionalText = None


def reply_router(database: Database, limits: RateLimits, clock: Clock, leases: Leases) -> APIRouter:
    """`/conversations/{id}/reply` and `…/draft`."""
    router = APIRouter(tags=["conversations"])

    @router.post(
        "/conversations/{conversation_id}/reply",
        status_code=201,
        response_model=sends(MessageBody),
        responses=repeats(MessageBody)
        | fails(400, "unknown_attachment", "too_many_files")
        | fails(409, "conflict", *NOT_YOURS),
    )
    async def reply(request: Request, response: Response, conversation_id: str, body: Reply) -> dict[str, Any]:
        client_message_id = parse_client_message_id(body.client_message_id)
        text = parse_said(body.text, body.attachments)
        await limits.check("replies", person_of(request).id)
        message, new = await database.write(
            store_reply,
            conversation_id,
            person_of(request),
            client_message_id,
            text,
            body.visibility,
            clock(),
            leases,
            body.attachments,
        )
        response.status_code = 201 if new else 200
        return message_body(message, "staff")

    @router.put(
        "/conversations/{conversation_id}/draft",
        response_model=sends(StoredDraftBody),
        responses=fails(409, *NOT_YOURS),
    )
    async def put_draft(request: Request, conversation_id: str, body: ReplyDraft) -> dict[str, Any]:
        text = clean_optional_text(body.text, field="text")
        await limits.check("replies", person_of(request).id)
        await database.write(keep_draft, conversation_id, person_of(request), text, clock(), leases)
        return {"text": text}

    return router
