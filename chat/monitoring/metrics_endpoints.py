"""`GET /metrics`: for a monitoring system that uses a supervisor's API token."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from chat.monitoring.health import Health
from chat.monitoring.metrics import of_loops, of_services, read_metrics
from kit.clock import Clock
from kit.database import Database
from kit.measures.prometheus_text import CONTENT_TYPE, Distribution, prometheus_text


def metrics_router(
    database: Database,
    health: Health,
    clock: Clock,
    measured: Callable[[], Sequence[Distribution]],
    grace_seconds: float,
) -> APIRouter:
    """`measured` are the histograms of this process."""
    router = APIRouter(tags=["metrics"])

    @router.get("/metrics", response_class=PlainTextResponse)
    async def metrics() -> PlainTextResponse:
        found = await database.read_aside(read_metrics, clock(), grace=timedelta(seconds=grace_seconds))
        services = of_services({"database": await health.of_database(), **await health.of_neighbours()})
        text = prometheus_text([*found, services, *of_loops(health.loops), *measured()])
        return PlainTextResponse(text, media_type=CONTENT_TYPE)

    return router
