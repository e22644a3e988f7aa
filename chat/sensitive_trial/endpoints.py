"""`POST /sensitive-topics/try`: what these phrases would have caught in the last month.

An editor sees before saving whether a phrase is too wide: every message that it catches goes to a person. The messages
are masked and nothing says whose they are.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from chat.sensitive_trial.repository import Said, list_said
from chat.sensitive_trial.responses import CaughtBody
from kit.clock import Clock, to_text
from kit.database import Database
from kit.privacy.masking import masked
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
        return await asyncio.to_thread(_caught, said, tuple(body.phrases))

    return router


def _caught(said: Sequence[Said], phrases: tuple[str, ...]) -> dict[str, Any]:
    topic = SensitiveTopic("", "", phrases, active=True, updated_by="", updated_at=datetime.min.replace(tzinfo=UTC))
    found = [(one, match.phrase) for one in said if (match := find_sensitive(one.text, [topic]))]
    return {
        "days": LOOKED_BACK.days,
        "read": len(said),
        "caught": len(found),
        "conversations": len({one.conversation_id for one, _ in found}),
        "complete": len(said) < MOST_READ,
        "examples": [_example(one, phrase) for one, phrase in found[:MOST_SHOWN]],
    }


def _example(one: Said, phrase: str) -> dict[str, Any]:
    text = " ".join(masked(one.text).split())
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
    return {"text": shown, "phrase": phrase, "created_at": to_text(one.created_at)}
