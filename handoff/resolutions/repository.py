"""The SQL of resolutions."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from handoff.resolutions.models import resolutions
from kit.auth import Principal
from kit.identifiers import new_id

# Built once: it runs for every row of a list.
_LATEST = (
    select(resolutions)
    .where(resolutions.c.conversation_id == bindparam("conversation"))
    .order_by(resolutions.c.resolved_at.desc(), resolutions.c.id)
    .limit(1)
)


def insert_resolution(
    connection: Connection, conversation_id: str, agent: Principal, outcome: str | None, now: datetime
) -> None:
    connection.execute(
        insert(resolutions).values(
            id=new_id("res"),
            conversation_id=conversation_id,
            agent_id=agent.id,
            agent_name=agent.name,
            outcome=outcome,
            resolved_at=now,
        )
    )


def find_latest(connection: Connection, conversation_id: str) -> Row[Any] | None:
    return connection.execute(_LATEST, {"conversation": conversation_id}).first()


def change_latest(connection: Connection, conversation_id: str, outcome: str | None) -> bool:
    """Changes the latest resolution. Returns whether there was one."""
    latest = find_latest(connection, conversation_id)
    if latest is None:
        return False
    connection.execute(update(resolutions).where(resolutions.c.id == latest.id).values(outcome=outcome))
    return True
