"""`POST /sensitive-topics/try`: what these phrases would have caught in the last month.

An editor sees before saving whether a phrase is too wide: every message that it catches goes to a person. The messages
are masked and nothing says whose they are.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chat.names.repository import names_to_mask
from chat.sensitive_trial.repository import Said, list_said
from chat.sensitive_trial.responses import CaughtBody
from kit.clock import Clock, to_text
from kit.database import Database
from kit.privacy.masking import masked
from kit.privacy.names import without_names
from kit.web.contract import sends
from knowledge_base.decision.sensitive import SensitiveTopic, find_sensitive
from knowledge_base.decision.sensitive_endpoints import MOST_PHRASES, Phrase

LOOKED_BACK = timedelta(days=30)
MOST_READ = 20_000
MOST_SHOWN = 20
LONGEST_SHOWN = 300


class TrialRequest(BaseModel):
    phrases: Annotated[list[Phrase], Field(min_length=1, max_length=MOST_PHRASES)]


def sensitive_trial_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["sensitive topics"])

    @router.post("/sensitive-topics/try", response_model=sends(CaughtBody))
    async def try_phrases(body: TrialRequest) -> dict[str, Any]:
        """Reads the latest messages, and changes nothing."""
        said = await database.read_aside(list_said, clock() - LOOKED_BACK, MOST_READ)
        caught, found = await asyncio.to_thread(_caught, said, tuple(body.phrases))
        names = await database.read(names_to_mask, [one.conversation_id for one, _ in found])
        return {**caught, "examples": [_example(one, phrase, names) for one, phrase in found]}

    return router


def _caught(said: Sequence[Said], phrases: tuple[str, ...]) -> tuple[dict[str, Any], list[tuple[Said, str]]]:
    """The figures, and the messages to show with the phrase that each contains."""
    topic = SensitiveTopic("", "", phrases, active=True, updated_by="", updated_at=datetime.min.replace(tzinfo=UTC))
    found = [(one, match.phrase) for one in said if (match := find_sensitive(one.text, [topic]))]
    figures = {
        "days": LOOKED_BACK.days,
        "read": len(said),
        "caught": len(found),
        "conversations": len({one.conversation_id for one, _ in found}),
        "complete": len(said) < MOST_READ,
    }
    return figures, found[:MOST_SHOWN]


def _example(one: Said, phrase: str, names: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    text = " ".join(without_names(masked(one.text), names.get(one.conversation_id, ())).split())
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return {"text": shown, "phrase": phrase, "created_at": to_text(one.created_at)}
