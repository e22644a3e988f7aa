"""`POST /golden-questions/{id}/ask`: whether the bot's reply is right now."""

from typing import Any

from fastapi import APIRouter

from chat.golden_set.asking import GoldenAsking
from chat.golden_set.responses import GoldenReplyBody
from kit.web.contract import fails, sends


def golden_asking_router(asking: GoldenAsking) -> APIRouter:
    router = APIRouter(prefix="/golden-questions", tags=["golden set"])

    @router.post(
        "/{question_id}/ask",
        response_model=sends(GoldenReplyBody),
        responses=fails(404, "not_found") | fails(503, "bot_unavailable"),
    )
    async def ask_golden_question(question_id: str) -> dict[str, Any]:
        """As everybody asks it. Nothing is stored."""
        return await asking.ask(question_id)

    return router
