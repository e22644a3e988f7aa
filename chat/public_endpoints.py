"""What anybody may ask: whether Baton is well, what the widget shows first, and the published articles as pages."""

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import Connection

from chat.health import Health
from handoff.departments_service import anybody_open
from handoff.presence import agents_available
from kit.clock import Clock
from kit.database import Database

SUGGESTIONS = (
    "Where is my order?",
    "How do I return something?",
    "Which frame size fits me?",
    "How long does delivery take?",
)


def public_router(database: Database, parts: Health, clock: Clock, *, company: str, typing_preview: bool) -> APIRouter:
    """`GET /health` and `GET /widget-settings`."""
    router = APIRouter()

    @router.get("/health")
    async def health(response: Response) -> dict[str, str]:
        """200 when conversations can be served, which takes SQL alone; the other parts are told, not required."""
        found = {"database": await parts.of_database(), **await parts.of_neighbours()}
        serving = found["database"] == "ok"
        response.status_code = 200 if serving else 503
        return {"status": _status(found, serving), **found}

    @router.get("/widget-settings")
    async def widget_settings() -> dict[str, Any]:
        people = await database.read(_people_there, clock)
        return {
            "company": company,
            "greeting": f"Hello! I am {company}'s assistant. Ask me anything, or ask for a person at any time.",
            "suggestions": list(SUGGESTIONS),
            "offline_note": "Nobody is here right now. Leave your e-mail or phone number and we will get back to you.",
            "typing_preview": typing_preview,
            **people,
        }

    return router


def _status(found: dict[str, str], serving: bool) -> str:
    if not serving:
        return "unavailable"
    return "ok" if all(value == "ok" for value in found.values()) else "degraded"


def _people_there(connection: Connection, clock: Clock) -> dict[str, Any]:
    now = clock()
    return {"open": anybody_open(connection, now), "agents_available": agents_available(connection, now)}
