"""Public calls: health, and what the widget shows first."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import Connection

from chat.company.company import Company
from chat.customers.responses import HealthBody, SettingsVersionBody, WidgetSettingsBody
from chat.greeting.questions import GreetingQuestions, Questions
from chat.monitoring.health import Health
from handoff.presence.service import agents_available
from handoff.waits.usual import usual_wait
from kit.clock import Clock, to_text
from kit.database import Database
from kit.web.contract import sends
from staff.departments.opening import opens_next
from staff.departments.repository import list_departments
from staff.departments.service import anybody_open

GREETING = "Hello! I am an assistant. Ask me anything, or ask for a person at any time."
GREETING_OF_COMPANY = "Hello! I am the assistant of {company}. Ask me anything, or ask for a person at any time."
OFFLINE_NOTE = "Nobody is here right now. Leave your e-mail or phone number and we will get back to you."


def public_router(
    database: Database,
    parts: Health,
    greeting: GreetingQuestions,
    clock: Clock,
    *,
    company: Callable[[], Company],
    typing_preview: bool,
    attachments: bool,
) -> APIRouter:
    """`GET /health` and `GET /widget-settings`."""
    router = APIRouter(tags=["public"])

    @router.get("/health", response_model=sends(HealthBody), responses={503: {"model": sends(HealthBody)}})
    async def health(response: Response) -> dict[str, str]:
        """200 when conversations can be served, which needs only SQL. The other services are only reported."""
        found = {"database": await parts.of_database(), **await parts.of_neighbours(), **parts.of_loops()}
        serving = found["database"] == "ok"
        response.status_code = 200 if serving else 503
        return {"status": _status(found, serving), **found}

    @router.get("/widget-settings", response_model=sends(WidgetSettingsBody))
    async def widget_settings() -> dict[str, Any]:
        """`greeting` and `offline_note` are for clients that have no texts of their own; `texts` has the company's own
        texts by language, and what is not there the widget says in its own words.

        Suggestions are in the articles' language for all readers, because the bot must be able to answer each of them.
        If they are not ready, ask again in a few seconds.
        """
        people = await database.read(_people_there, clock)
        form = _form(company())
        asks_department = form["department"] != "off"
        questions = await greeting.present()
        return {
            **_look(company()),
            **_words(company()),
            **_offered(questions),
            "form": form,
            "departments": await database.read(_departments, clock()) if asks_department else [],
            "typing_preview": typing_preview,
            "attachments": attachments,
            **people,
        }

    @router.get("/widget-settings/version", response_model=sends(SettingsVersionBody))
    async def settings_version() -> dict[str, int]:
        """For open widgets without a socket, which ask every second or two. It is answered from memory."""
        return {"version": company().version}

    return router


def _words(company: Company) -> dict[str, Any]:
    greeting, note = _in_any(company.texts("greeting")), _in_any(company.texts("nobody_here"))
    return {
        "greeting": greeting or _greeting(company),
        "offline_note": note or OFFLINE_NOTE,
        "own_greeting": greeting,
        "own_offline_note": note,
    }


def _offered(questions: Questions) -> dict[str, Any]:
    return {
        "suggestions": questions.texts,
        "suggestions_language": questions.language,
        "suggestions_ready": questions.ready,
    }


def _greeting(company: Company) -> str:
    return GREETING_OF_COMPANY.format(company=company.name) if company.name else GREETING


def _look(company: Company) -> dict[str, Any]:
    return {
        "version": company.version,
        "company": company.name,
        "bot_name": company.value("bot_name"),
        "accent": company.value("accent"),
        "logo": company.image("logo"),
        "picture": company.image("picture"),
        "texts": {name: company.texts(name) for name in ("greeting", "notice", "nobody_here", "privacy_note")},
        "privacy_link": company.value("privacy_link"),
        "time_zone": company.value("time_zone"),
        "date_format": company.value("date_format"),
    }


def _form(company: Company) -> dict[str, str]:
    return {name: company.value(f"form_{name}") for name in ("name", "email", "department")}


def _departments(connection: Connection, now: datetime) -> list[dict[str, Any]]:
    return [each.offered(now) for each in list_departments(connection) if each.active]


def _in_any(texts: Mapping[str, str]) -> str | None:
    """In English, else in the company's first language: for clients that know one text only."""
    return texts.get("en") or next(iter(texts.values()), None)


def _status(found: dict[str, str], serving: bool) -> str:
    if not serving:
        return "unavailable"
    return "ok" if all(value == "ok" for value in found.values()) else "degraded"


def _people_there(connection: Connection, clock: Clock) -> dict[str, Any]:
    now = clock()
    opens_at = opens_next(connection, now)
    return {
        "open": anybody_open(connection, now),
        "agents_available": agents_available(connection, now),
        "opens_at": None if opens_at is None else to_text(opens_at),
        "usual_wait_seconds": usual_wait(connection),
    }
