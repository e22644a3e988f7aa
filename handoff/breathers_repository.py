"""The SQL of breathers: where customers were abusive, whose conversations those were, and who is ready again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from handoff.breathers_models import abuses, ready_agents
from handoff.models import assignments
from handoff.people_repository import lock_person
from kit.identifiers import new_id

BEFORE = timedelta(days=1)
"""Abuse of the bot counts too, if it is of the same day: the tone is the agent's to bear."""


def note_abuse(connection: Connection, conversation_id: str, now: datetime) -> None:
    connection.execute(insert(abuses).values(id=new_id("abuse"), conversation_id=conversation_id, noted_at=now))


def list_resting(
    connection: Connection, agent_ids: Sequence[str], now: datetime, lasts: timedelta
) -> dict[str, datetime]:
    """Until when each of these agents has a breather; those who have none are absent.

    It follows from how assignments ended, whoever ended them: nothing has to be begun, and nothing can be left on.
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


def put_ready(connection: Connection, person_id: str, now: datetime) -> None:
    """She is ready: what ended until now gives her no breather."""
    lock_person(connection, person_id)
    mine = ready_agents.c.person_id == person_id
    if connection.execute(update(ready_agents).where(mine).values(ready_at=now)).rowcount == 0:
        connection.execute(insert(ready_agents).values(person_id=person_id, ready_at=now))
