"""Metrics for an operator's monitoring: handoffs, the bot's decisions and broken invariants, each read from SQL.

So every `chat` process returns the same values, a restart resets nothing, and a counter counts stored rows.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, func, select

from chat.monitoring.health import NOT_CONFIGURED
from chat.monitoring.wait_times import wait_times
from chat.webhook_deliveries.metrics import read_webhook_metrics
from conversations.models import conversations
from handoff.handoffs.models import handoffs
from handoff.invariants.service import check_invariants
from handoff.presence.presence import State
from handoff.presence.repository import list_states
from kit.background.loops import Loop
from kit.measures.prometheus_text import Distribution, Metric, by_label, one
from knowledge_base.models import decisions


def read_metrics(connection: Connection, now: datetime, *, grace: timedelta) -> list[Metric | Distribution]:
    """All metrics at one moment. `grace` is how long agents keep their conversations after the end of their lease."""
    return [
        *_of_desk(connection, now),
        wait_times(connection),
        Metric(
            "baton_decisions_total",
            "counter",
            "Decisions of the bot, by action.",
            by_label("action", _counted(connection, decisions, decisions.c.action)),
        ),
        Metric(
            "baton_invariant_broken",
            "gauge",
            "Conversations that break an invariant; 0 on a healthy system.",
            by_label("invariant", _broken(connection, now, grace)),
        ),
        *read_webhook_metrics(connection, now),
    ]


def of_services(states: dict[str, str]) -> Metric:
    """Whether each service answers that this installation has."""
    up = {name: float(state == "ok") for name, state in states.items() if state != NOT_CONFIGURED}
    return Metric("baton_service_up", "gauge", "1 if this service answers, otherwise 0.", by_label("service", up))


def of_loops(loops: Sequence[Loop]) -> list[Metric]:
    """How the background work of the process that answers goes; unlike the rest, another process may say otherwise."""
    return [
        Metric(
            "baton_loop_failures_total",
            "counter",
            "Failures in a background loop of this process since its start.",
            by_label("loop", {loop.name: float(loop.failures) for loop in loops}),
        ),
        Metric(
            "baton_loop_failing",
            "gauge",
            "1 where a background loop of this process keeps failing, else 0.",
            by_label("loop", {loop.name: float(loop.keeps_failing) for loop in loops}),
        ),
    ]


def of_connections(open_now: int, most: int) -> list[Metric]:
    """How near this process is to its limit of connections; `most` is 0 if it has none."""
    found = [Metric("baton_connections", "gauge", "Open connections of this process.", one(open_now))]
    if most:
        found.append(Metric("baton_connections_limit", "gauge", "At most so many are open at once.", one(most)))
    return found


def _of_desk(connection: Connection, now: datetime) -> list[Metric]:
    since = connection.scalars(select(handoffs.c.waiting_since).where(handoffs.c.state == "waiting")).all()
    longest = max(((now - each).total_seconds() for each in since), default=0.0)
    agents = Counter[str](list_states(connection, now).values())
    states: tuple[State, ...] = ("online", "away")
    return [
        Metric(
            "baton_conversations",
            "gauge",
            "Conversations, by status.",
            by_label("status", _counted(connection, conversations, conversations.c.status)),
        ),
        Metric(
            "baton_handoffs_total",
            "counter",
            "Handoffs to people, by reason.",
            by_label("reason", _counted(connection, handoffs, handoffs.c.reason)),
        ),
        Metric("baton_queue_length", "gauge", "Customers who are waiting for a person.", one(len(since))),
        Metric(
            "baton_queue_longest_wait_seconds", "gauge", "How long the first of them has been waiting.", one(longest)
        ),
        Metric(
            "baton_agents",
            "gauge",
            "Agents who are present, by state.",
            by_label("state", {each: agents[each] for each in states}),
        ),
    ]


def _counted(connection: Connection, table: Table, column: ColumnElement[str]) -> dict[str, float]:
    found = connection.execute(select(column, func.count()).select_from(table).group_by(column).order_by(column))
    return {str(name): float(count) for name, count in found}


def _broken(connection: Connection, now: datetime, grace: timedelta) -> dict[str, float]:
    found = check_invariants(connection, now, grace=grace)["invariants"]
    return {each["name"]: float(each["count"]) for each in found}
