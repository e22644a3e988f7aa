"""`GET /metrics`: for a monitoring system that uses a supervisor's API token."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from chat.edge.guard import Guard
from chat.monitoring.health import Health
from chat.monitoring.metrics import of_connections, of_loops, of_services, read_metrics
from chat.webhook_deliveries.metrics import of_attempts
from kit.clock import Clock
from kit.database import Database
from kit.measures.prometheus_text import CONTENT_TYPE, Distribution, Metric, prometheus_text


def metrics_router(
    database: Database,
    health: Health,
    clock: Clock,
    measured: Callable[[], Sequence[Distribution]],
    webhook_attempts: Mapping[str, int],
    guard: Guard,
    grace_seconds: float,
) -> APIRouter:
    """`measured` are the histograms of this process; `webhook_attempts` its attempts to deliver webhooks, by result."""
    router = APIRouter(tags=["metrics"])

    @router.get("/metrics", response_class=PlainTextResponse)
    async def metrics() -> PlainTextResponse:
        found = await database.read_aside(read_metrics, clock(), grace=timedelta(seconds=grace_seconds))
        services = of_services({"database": await health.of_database(), **await health.of_neighbours()})
        connections = of_connections(guard.connections, guard.totals.sockets_at_once)
        of_process: list[Metric | Distribution] = [*of_loops(health.loops), of_attempts(webhook_attempts), *measured()]
        text = prometheus_text([*found, services, *connections, *of_process])
        return PlainTextResponse(text, media_type=CONTENT_TYPE)

    return router
