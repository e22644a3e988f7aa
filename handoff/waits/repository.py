"""The SQL of waits: the live queue, the last hours, and the estimates that customers were told."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from conversations.models import conversations
from handoff.handoffs.models import assignments, handoffs
from handoff.waits.correction import MOST_OBSERVED, ObservedWait
from handoff.waits.estimate import Handling, ScoredEstimate
from handoff.waits.models import wait_estimates

MOST_ASSIGNMENTS = 60
MOST_WAITS = 30
MOST_SCORED = 5_000


def list_assignments(connection: Connection, department_id: str | None, *, beside: int = 0) -> list[Handling]:
    """Returns the latest assignments, optionally of one department. Open ones have no end.

    `beside` is how many are open. It raises the limit: with many agents, few of the latest assignments would have
    ended, and only the shortest.
    """
    query = (
        select(assignments.c.agent_id, assignments.c.created_at, assignments.c.ended_at)
        .order_by(assignments.c.created_at.desc())
        .limit(MOST_ASSIGNMENTS + beside)
    )
    if department_id is not None:
        query = query.join(conversations, conversations.c.id == assignments.c.conversation_id).where(
            conversations.c.department_id == department_id
        )
    return [Handling(row.agent_id, row.created_at, row.ended_at) for row in connection.execute(query)]


def list_waits(connection: Connection) -> list[Handling]:
    """Returns which agents accepted the latest customers, and from when to when those customers waited."""
    query = (
        select(handoffs.c.agent_id, handoffs.c.waiting_since, handoffs.c.taken_at)
        .where(handoffs.c.taken_at.is_not(None))
        .order_by(handoffs.c.taken_at.desc())
        .limit(MOST_WAITS)
    )
    return [Handling(row.agent_id, row.waiting_since, row.taken_at) for row in connection.execute(query)]


def store_estimate(connection: Connection, handoff_id: str, now: datetime, **values: Any) -> None:
    connection.execute(insert(wait_estimates).values(handoff_id=handoff_id, told_at=now, **values))


def score_estimate(connection: Connection, handoff_id: str, now: datetime) -> None:
    """Scores the estimate when an agent accepts. A score never changes: a second acceptance is a different wait."""
    open_one = (wait_estimates.c.handoff_id == handoff_id) & wait_estimates.c.waited_seconds.is_(None)
    told_at = connection.scalar(select(wait_estimates.c.told_at).where(open_one))
    if told_at is not None:
        waited = max(0.0, (now - told_at).total_seconds())
        connection.execute(update(wait_estimates).where(open_one).values(waited_seconds=waited))


def list_observed_waits(connection: Connection) -> list[ObservedWait]:
    """Returns the formula's ranges for the customers accepted most recently.

    The customers who joined most recently would not do: only their short waits are known yet.
    """
    query = (
        select(
            wait_estimates.c.formula_low_seconds, wait_estimates.c.formula_high_seconds, wait_estimates.c.waited_seconds
        )
        .join(handoffs, handoffs.c.id == wait_estimates.c.handoff_id)
        .where(wait_estimates.c.waited_seconds.is_not(None), wait_estimates.c.formula_low_seconds.is_not(None))
        .order_by(handoffs.c.taken_at.desc())
        .limit(MOST_OBSERVED)
    )
    return [ObservedWait(*row) for row in connection.execute(query)]


def list_scored_estimates(connection: Connection, since: datetime) -> list[ScoredEstimate]:
    query = (
        select(
            wait_estimates.c.low_seconds,
            wait_estimates.c.high_seconds,
            wait_estimates.c.recent_seconds,
            wait_estimates.c.waited_seconds,
        )
        .where(wait_estimates.c.waited_seconds.is_not(None), wait_estimates.c.told_at >= since)
        .order_by(wait_estimates.c.told_at.desc())
        .limit(MOST_SCORED)
    )
    return [ScoredEstimate(*row) for row in connection.execute(query)]
