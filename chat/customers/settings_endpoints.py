"""Public calls: health, and what the widget shows first."""

from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import Connection

from chat.greeting.questions import GreetingQuestions
from chat.monitoring.health import Health
from handoff.presence.service import agents_available
from kit.clock import Clock
from kit.database import Database
from staff.departments.service import anybody_open

OWN_GREETING: str | None = None
"""The company's own greeting. Without one, the widget greets in the reader's language."""

OWN_OFFLINE_NOTE: str | None = None
"""The company's own words for when nobody is there."""

GREETING = "Hello! I am an assistant. Ask me anything, or ask for a person at any time."
GREETING_OF_COMPANY = "Hello! I am {company}'s assistant. Ask me anything, or ask for a person at any time."
OFFLINE_NOTE = "Nobody is here right now. Leave your e-mail or phone number and we will get back to you."


def public_router(
    database: Database,
    parts: Health,
    greeting: GreetingQuestions,
    clock: Clock,
    *,
    company: str,
    typing_preview: bool,
) -> APIRouter:
    """`GET /health` and `GET /widget-settings`."""
    router = APIRouter()

    @router.get("/health")
    async def health(response: Response) -> dict[str, str]:
        """200 when conversations can be served, which needs only SQL. The other services are only reported."""
        found = {"database": await parts.of_database(), **await parts.of_neighbours(), **parts.of_loops()}
        serving = found["database"] == "ok"
        response.status_code = 200 if serving else 503
        return {"status": _status(found, serving), **found}

    @router.get("/widget-settings")
    async def widget_settings() -> dict[str, Any]:
        """`greeting` and `offline_note` are for clients that have no texts of their own.

        Suggestions are in the articles' language for all readers, because the bot must be able to answer each of them.
        If they are not ready, ask again in a few seconds.
        """
        people = await database.read(_people_there, clock)
        questions = await greeting.present()
        return {
            "company": company,
            "greeting": OWN_GREETING or (GREETING_OF_COMPANY.format(company=company) if company else GREETING),
            "suggestions": questions.texts,
            "suggestions_language": questions.language,
            "suggestions_ready": questions.ready,
            "offline_note": OWN_OFFLINE_NOTE or OFFLINE_NOTE,
            "own_greeting": OWN_GREETING,
            "own_offline_note": OWN_OFFLINE_NOTE,
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
