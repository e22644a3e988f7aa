"""The last 24 hours of the desk, hour by hour: who came, how long they waited, and what came to an end."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection

from handoff.handoffs import repository
from kit.clock import to_text

HOURS = 24


def read_hours(connection: Connection, now: datetime) -> dict[str, Any]:
    """Returns 24 whole hours, the current one last. A wait counts in the hour in which it ended."""
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    first = this_hour - timedelta(hours=HOURS - 1)
    came: list[list[datetime]] = [[] for _ in range(HOURS)]
    waits: list[list[float]] = [[] for _ in range(HOURS)]
    ended: list[list[datetime]] = [[] for _ in range(HOURS)]

    def put(rows: Sequence[list[Any]], moment: datetime | None, value: Any) -> None:
        if moment is not None and moment >= first:
            rows[min(int((moment - first) / timedelta(hours=1)), HOURS - 1)].append(value)

    for requested_at, waiting_since, taken_at, closed_at in repository.list_moments(connection, first):
        put(came, requested_at, requested_at)
        if taken_at is not None:
            put(waits, taken_at, max(0.0, (taken_at - waiting_since).total_seconds()))
        put(ended, closed_at, closed_at)
    return {
        "hours": [
            {
                "since": to_text(first + timedelta(hours=hour)),
                "requested": len(came[hour]),
                "accepted": len(waits[hour]),
                "wait_seconds": round(median(waits[hour])) if waits[hour] else None,
                "closed": len(ended[hour]),
            }
            for hour in range(HOURS)
        ]
    }
