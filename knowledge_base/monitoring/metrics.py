"""`GET /metrics` of the `knowledge` process: how long calls and transactions take, and which knowledge it serves."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from starlette.responses import PlainTextResponse

from kit.background.loops import Loop
from kit.measures.histogram import OTHER, Histogram
from kit.measures.prometheus_text import CONTENT_TYPE, Metric, by_label, one, prometheus_text
from kit.measures.request_times import STATUSES

CALLS = frozenset(
    {
        "calibrated",
        "changes",
        "encode",
        "evidence",
        "evidence-stream",
        "findings",
        "groups",
        "health",
        "metrics",
        "preview",
        "suggestions",
        "today",
        "trials",
    }
)


def call_seconds() -> Histogram:
    return Histogram(
        "baton_knowledge_call_seconds",
        "How long a call to this process took, waiting for the encoder's thread included.",
        {"route": CALLS, "status": STATUSES},
    )


def class_of(path: str) -> str:
    name = path.strip("/")
    return name if name in CALLS else OTHER


def add_metrics_route(
    app: FastAPI, calls: Histogram, transactions: Histogram, loop: Loop, health: Callable[[], Mapping[str, Any]]
) -> None:
    """Adds the call. `health` is what `GET /health` says of the knowledge that is served."""

    @app.get("/metrics", response_class=PlainTextResponse)
    async def metrics() -> PlainTextResponse:
        text = prometheus_text([*_state(health(), loop), calls.read(), transactions.read()])
        return PlainTextResponse(text, media_type=CONTENT_TYPE)


def _state(said: Mapping[str, Any], loop: Loop) -> list[Metric]:
    return [
        Metric("baton_knowledge_ready", "gauge", "1 once questions are answered, else 0.", one(float(said["ready"]))),
        Metric(
            "baton_knowledge_version", "gauge", "The knowledge version that is served.", one(said["knowledge_version"])
        ),
        Metric("baton_knowledge_passages", "gauge", "Passages that are searched.", one(said["passages"])),
        Metric(
            "baton_loop_failing",
            "gauge",
            "1 where a background loop of this process keeps failing, else 0.",
            by_label("loop", {loop.name: float(loop.keeps_failing)}),
        ),
    ]
