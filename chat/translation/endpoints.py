"""`/conversations/{id}/translations`: messages, or the reply that an agent has typed, in another language.

The original stays what it is, in the database and on the page: a translation is made when somebody asks for it, sent
to whoever asked, and forgotten.
"""

from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictInt, StrictStr
from sqlalchemy import Connection

from chat.edge.rate_limits import RateLimits
from chat.translation.responses import TranslatedListBody, TranslationStateBody
from chat.translation.service import Translation
from chat.translation.translator import Translated, TranslationFailed, Translator
from conversations import repository
from conversations.conversation import Message
from conversations.text import clean_text
from handoff.views.access import readable
from kit.auth import Principal, person_of
from kit.database import Database
from kit.errors import BadRequest, BatonError, Conflict
from kit.web.contract import fails, sends

MOST_MESSAGES = 50
MOST_CHARACTERS = 20_000
MOST_READ = 500

log = structlog.get_logger(__name__)


class TranslationRequest(BaseModel):
    """Either messages by their numbers, or a text. `language` is the tag to translate into, such as `de`."""

    seqs: Annotated[list[StrictInt], Field(max_length=MOST_MESSAGES)] = []
    text: StrictStr | None = None
    language: Annotated[StrictStr, Field(pattern=r"^[a-z]{2,3}$")]


def translation_router(database: Database, translation: Translation, limits: RateLimits) -> APIRouter:
    router = APIRouter(tags=["translation"])

    @router.get("/translation", response_model=sends(TranslationStateBody))
    async def read_translation() -> dict[str, Any]:
        return {"enabled": translation.translator is not None}

    @router.post(
        "/conversations/{conversation_id}/translations",
        response_model=sends(TranslatedListBody),
        responses=fails(409, "translation_off") | fails(503, "translation_unavailable"),
    )
    async def translate(request: Request, conversation_id: str, body: TranslationRequest) -> dict[str, Any]:
        """Sends these texts to the service that the operator has named. Notes and what is no message are left out."""
        agent = person_of(request)
        said = await database.read(_said, agent, conversation_id, body.seqs)
        translator = translation.translator
        if translator is None:
            raise Conflict("This installation has no translation service.", code="translation_off")
        texts = _texts(said) if body.text is None else [_typed(body.text)]
        await limits.check("translations", agent.id)
        return {"language": body.language, "translations": await _translated(translator, texts, body.language)}

    return router


def _said(connection: Connection, agent: Principal, conversation_id: str, seqs: list[int]) -> list[Message]:
    """Raises NotFound for a conversation that this agent may not read."""
    conversation, _ = readable(connection, agent, conversation_id)
    wanted = set(seqs)
    said = repository.list_last_texts(connection, conversation_id, conversation.last_seq + 1, MOST_READ)
    return [message for message in said if message.seq in wanted]


def _typed(text: str) -> tuple[int | None, str]:
    return None, clean_text(text, field="text")


def _texts(said: list[Message]) -> list[tuple[int | None, str]]:
    texts: list[tuple[int | None, str]] = [(each.seq, each.draft.text) for each in said if each.draft.text.strip()]
    if sum(len(text) for _, text in texts) > MOST_CHARACTERS:
        raise BadRequest("This is too much to translate at once.", code="too_long", field="seqs", limit=MOST_CHARACTERS)
    return texts


async def _translated(
    translator: Translator, texts: list[tuple[int | None, str]], language: str
) -> list[dict[str, Any]]:
    try:
        found: list[Translated] = await translator.translate([text for _, text in texts], language) if texts else []
    except TranslationFailed as error:
        log.warning("translation.failed", reason=error.reason)
        raise BatonError(
            "The translation service does not answer.", code="translation_unavailable", status=503, retry_after=5
        ) from error
    return [
        {"seq": seq, "text": each.text, "source": each.language} for (seq, _), each in zip(texts, found, strict=True)
    ]
