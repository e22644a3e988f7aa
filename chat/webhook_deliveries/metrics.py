"""Metrics of webhooks: what is kept, how long the oldest waits, and how this process's attempts went."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from chat.webhook_deliveries import repository
from chat.webhooks.repository import Endpoint, list_endpoints
from kit.measures.prometheus_text import Metric, by_label, one

STATES = ("waiting", "delivered", "failed")


def read_webhook_metrics(connection: Connection, now: datetime) -> list[Metric]:
    endpoints = Counter(_state_of(each) for each in list_endpoints(connection))
    deliveries: Counter[str] = Counter()
    for (_, state), count in repository.count_states(connection).items():
        deliveries[state] += count
    oldest = repository.oldest_waiting(connection)
    waits = 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())
    return [
        Metric(
            "baton_webhook_endpoints",
            "gauge",
            "Endpoints of webhooks, by state; off means switched off by a person.",
            by_label("state", {state: float(endpoints[state]) for state in ("on", "failing", "given_up", "off")}),
        ),
        Metric(
            "baton_webhook_deliveries",
            "gauge",
            "Deliveries of webhooks that are kept, by state.",
            by_label("state", {state: float(deliveries[state]) for state in STATES}),
        ),
        Metric(
            "baton_webhook_oldest_waiting_seconds",
            "gauge",
            "How long the oldest delivery has been waiting that its endpoint has not taken.",
            one(waits),
        ),
    ]


def of_attempts(results: Mapping[str, int]) -> Metric:
    """Unlike the rest, of the process that answers alone."""
    counted = {name: float(count) for name, count in sorted(results.items())} or {"taken": 0.0}
    return Metric(
        "baton_webhook_attempts_total",
        "counter",
        "Attempts of this process to deliver webhooks since its start, by result.",
        by_label("result", counted),
    )


def _state_of(endpoint: Endpoint) -> str:
    if endpoint.state == "off":
        return "off" if endpoint.off_reason == "person" else "given_up"
    return "failing" if endpoint.failures else "on"
