"""The SQL of cooldowns: where customers were abusive, which agents had those conversations, and who is ready again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from handoff.cooldowns.models import abuses, ready_agents
from handoff.handoffs.models import assignments, handoffs
from kit.identifiers import new_id
from kit.rows import upsert
from staff.people.repository import lock_person

BEFORE = timedelta(days=1)
"""Abuse of the bot also counts, if it was within a day before the assignment: the agent has to deal with the tone."""


def note_abuse(connection: Connection, conversation_id: str, now: datetime) -> None:
    """Records abuse. A conversation that waits or has an agent counts as more effort from now on."""
    connection.execute(insert(abuses).values(id=new_id("abuse"), conversation_id=conversation_id, noted_at=now))
    open_one = (handoffs.c.conversation_id == conversation_id) & handoffs.c.state.in_(("waiting", "taken"))
    connection.execute(update(handoffs).where(open_one).values(upset=True))


def was_abusive(connection: Connection, conversation_id: str, now: datetime) -> bool:
    """Returns whether abuse was recorded in this conversation within the last day."""
    lately = (abuses.c.conversation_id == conversation_id) & (abuses.c.noted_at > now - BEFORE)
    return connection.execute(select(abuses.c.id).where(lately).limit(1)).first() is not None


def list_cooldowns(
    connection: Connection, agent_ids: Sequence[str], now: datetime, lasts: timedelta
) -> dict[str, datetime]:
    """Returns when each agent's cooldown ends. Agents without a cooldown are absent.

    It is derived from how assignments ended, whoever ended them. No cooldown has to be started, and none can be left
    on.
    """
    if not lasts or not agent_ids:
        return {}
    ready = or_(ready_agents.c.ready_at.is_(None), ready_agents.c.ready_at < assignments.c.ended_at)
    query = (
        select(assignments.c.agent_id, assignments.c.created_at, assignments.c.ended_at, abuses.c.noted_at)
        .join(abuses, abuses.c.conversation_id == assignments.c.conversation_id)
        .outerjoin(ready_agents, ready_agents.c.person_id == assignments.c.agent_id)
        .where(
            assignments.c.agent_id.in_(agent_ids),
            assignments.c.ended_at > now - lasts,
            assignments.c.ended_at <= now,
            abuses.c.noted_at <= assignments.c.ended_at,
            ready,
        )
    )
    until: dict[str, datetime] = {}
    for row in connection.execute(query):
        if row.noted_at > row.created_at - BEFORE:
            until[row.agent_id] = max(row.ended_at + lasts, until.get(row.agent_id, now))
    return until


def mark_ready(connection: Connection, person_id: str, now: datetime) -> None:
    """Marks the agent as ready: conversations that ended before now no longer cause a cooldown."""
    lock_person(connection, person_id)
    upsert(connection, ready_agents, {"person_id": person_id}, {"ready_at": now})
