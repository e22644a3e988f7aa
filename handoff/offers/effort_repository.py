"""The SQL of effort: how long topics took, and how much effort each agent's conversations take."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, and_, case, select

from conversations.models import conversations
from handoff.follow_ups.repository import has_open
from handoff.handoffs.models import assignments, handoffs
from handoff.offers.effort import AFTERWARDS, LATELY, LEAST, Handled
from handoff.offers.models import offers

MOST_HANDLED = 200

_EFFORT = LEAST + case((handoffs.c.upset, 1), else_=0) + case((handoffs.c.hard, 1), else_=0)


def list_handled(connection: Connection, department_id: str | None) -> list[Handled]:
    """Returns the conversations that agents ended most recently, in this department; in any if it is None."""
    query = (
        select(assignments.c.created_at, assignments.c.ended_at, handoffs.c.topics)
        .join(handoffs, handoffs.c.id == assignments.c.handoff_id)
        .where(assignments.c.ended_at.is_not(None))
        .order_by(assignments.c.created_at.desc())
        .limit(MOST_HANDLED)
    )
    if department_id is not None:
        query = query.where(handoffs.c.department_id == department_id)
    return [
        Handled(max(0.0, (row.ended_at - row.created_at).total_seconds()), row.topics)
        for row in connection.execute(query)
    ]


def list_held(connection: Connection, agent_ids: Sequence[str]) -> list[tuple[str, str, int]]:
    """Returns agent, conversation and effort for each conversation that these agents have.

    Snoozed conversations take no effort, just as they take no capacity. A conversation that a supervisor took over from
    the bot has no handoff, and counts as the least effort.
    """
    open_one = and_(handoffs.c.conversation_id == conversations.c.id, handoffs.c.state == "taken")
    query = (
        select(conversations.c.agent_id, conversations.c.id, _EFFORT)
        .outerjoin_from(conversations, handoffs, open_one)
        .where(conversations.c.status == "assigned", conversations.c.agent_id.in_(agent_ids), ~has_open("snooze"))
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def sum_effort(connection: Connection, agent_ids: Sequence[str], now: datetime) -> Mapping[str, float]:
    """Sums each agent's effort: their open conversations, open offers, and half of their recent upset customers."""
    held = list_held(connection, agent_ids)
    total: dict[str, float] = defaultdict(float)
    for agent_id, _, effort in held:
        total[agent_id] += effort
    for agent_id, effort in connection.execute(_offered(agent_ids)):
        total[agent_id] += effort
    having = {(agent_id, conversation_id) for agent_id, conversation_id, _ in held}
    for agent_id, conversation_id, effort in connection.execute(_upset_lately(agent_ids, now)):
        if (agent_id, conversation_id) not in having:
            total[agent_id] += effort * AFTERWARDS
    return total


def _offered(agent_ids: Sequence[str]) -> Select[str, int]:
    return (
        select(offers.c.agent_id, _EFFORT)
        .join(handoffs, handoffs.c.id == offers.c.handoff_id)
        .where(offers.c.ended_at.is_(None), offers.c.agent_id.in_(agent_ids))
    )


def _upset_lately(agent_ids: Sequence[str], now: datetime) -> Select[str, str, int]:
    """Counts each conversation once, however often it left the agent."""
    return (
        select(assignments.c.agent_id, assignments.c.conversation_id, _EFFORT)
        .join(handoffs, handoffs.c.id == assignments.c.handoff_id)
        .where(
            assignments.c.agent_id.in_(agent_ids),
            assignments.c.ended_at > now - LATELY,
            assignments.c.ended_at <= now,
            handoffs.c.upset,
        )
        .distinct()
    )
