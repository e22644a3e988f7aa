"""What anybody may ask: whether Baton is well, what the widget shows first, and the published articles as pages."""

import asyncio
from typing import Any

from fastapi import APIRouter, Response
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import Connection, text

from chat.bot_client import BotClient
from chat.knowledge_client import KnowledgeClient
from handoff.departments_service import anybody_open
from handoff.presence import agents_available
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError

SUGGESTIONS = (
    "Where is my order?",
    "How do I return something?",
    "Which frame size fits me?",
    "How long does delivery take?",
)


def public_router(
    database: Database, redis: "Redis | None", knowledge: KnowledgeClient, bot: BotClient, clock: Clock, *, company: str
) -> APIRouter:
    """`GET /health` and `GET /widget-settings`."""
    router = APIRouter()

    @router.get("/health")
    async def health(response: Response) -> dict[str, str]:
        """200 when conversations can be served, which takes SQL alone; the other parts are told, not required."""
        found = {
            "database": await _database_health(database),
            "redis": await _redis_health(redis),
            "bot": await bot.health(),
            "knowledge": await knowledge.health(),
        }
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
            "offline_note": "Nobody is here right now. Leave your e-mail address and we will write back.",
            **people,
        }

    return router


def _status(found: dict[str, str], serving: bool) -> str:
    if not serving:
        return "unavailable"
    return "ok" if all(value == "ok" for value in found.values()) else "degraded"


async def _database_health(database: Database) -> str:
    try:
        await database.read(lambda connection: connection.execute(text("select 1")))
    except BatonError as error:
        return error.code
    return "ok"


async def _redis_health(redis: "Redis | None") -> str:
    if redis is None:
        return "not configured"
    try:
        async with asyncio.timeout(1):
            await redis.ping()
    except (RedisError, OSError) as error:
        return type(error).__name__
    return "ok"


def _people_there(connection: Connection, clock: Clock) -> dict[str, Any]:
    now = clock()
    return {"open": anybody_open(connection, now), "agents_available": agents_available(connection, now)}
