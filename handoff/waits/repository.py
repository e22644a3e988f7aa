"""The SQL of waits: what the live queue and the last hours say, and what was told of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from conversations.models import conversations
from handoff.handoffs.models import assignments, handoffs
from handoff.waits.correction import MOST_OBSERVED, CameTrue
from handoff.waits.estimate import Handling, Scored
from handoff.waits.models import told_waits

MOST_ASSIGNMENTS = 60
MOST_WAITS = 30
MOST_SCORED = 5_000


def list_assignments(connection: Connection, department_id: str | None, *, beside: int = 0) -> list[Handling]:
    """The assignments that began last, of one department if so asked; those that go on have no end.

    `beside` is how many go on: with many agents the ones that have ended would else be few, and the shortest.
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
    """Who accepted the customers that were accepted last, and from when to when they waited."""
    query = (
        select(handoffs.c.agent_id, handoffs.c.waiting_since, handoffs.c.taken_at)
        .where(handoffs.c.taken_at.is_not(None))
        .order_by(handoffs.c.taken_at.desc())
        .limit(MOST_WAITS)
    )
    return [Handling(row.agent_id, row.waiting_since, row.taken_at) for row in connection.execute(query)]


def store_told(connection: Connection, handoff_id: str, now: datetime, **values: Any) -> None:
    connection.execute(insert(told_waits).values(handoff_id=handoff_id, told_at=now, **values))


def score_told(connection: Connection, handoff_id: str, now: datetime) -> None:
    """An agent has accepted. What was scored once stays: another agent's acceptance is another wait."""
    open_one = (told_waits.c.handoff_id == handoff_id) & told_waits.c.waited_seconds.is_(None)
    told_at = connection.scalar(select(told_waits.c.told_at).where(open_one))
    if told_at is not None:
        waited = max(0.0, (now - told_at).total_seconds())
        connection.execute(update(told_waits).where(open_one).values(waited_seconds=waited))


def list_came_true(connection: Connection) -> list[CameTrue]:
    """The formula's ranges of those who were accepted last; of those who came last, the short waits alone are known."""
    query = (
        select(told_waits.c.formula_low_seconds, told_waits.c.formula_high_seconds, told_waits.c.waited_seconds)
        .join(handoffs, handoffs.c.id == told_waits.c.handoff_id)
        .where(told_waits.c.waited_seconds.is_not(None), told_waits.c.formula_low_seconds.is_not(None))
        .order_by(handoffs.c.taken_at.desc())
        .limit(MOST_OBSERVED)
    )
    return [CameTrue(*row) for row in connection.execute(query)]


def list_scored(connection: Connection, since: datetime) -> list[Scored]:
    query = (
        select(
            told_waits.c.low_seconds,
            told_waits.c.high_seconds,
            told_waits.c.recent_seconds,
            told_waits.c.waited_seconds,
        )
        .where(told_waits.c.waited_seconds.is_not(None), told_waits.c.told_at >= since)
        .order_by(told_waits.c.told_at.desc())
        .limit(MOST_SCORED)
    )
    return [Scored(*row) for row in connection.execute(query)]
