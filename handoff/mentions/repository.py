"""The SQL of mentions."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from handoff.mentions.models import mentions
from kit.identifiers import new_id


def insert_mention(
    connection: Connection, conversation_id: str, seq: int, person_id: str, by_name: str, now: datetime
) -> None:
    connection.execute(
        insert(mentions).values(
            id=new_id("mention"),
            conversation_id=conversation_id,
            seq=seq,
            person_id=person_id,
            by_name=by_name,
            created_at=now,
        )
    )


def list_of(connection: Connection, person_id: str, limit: int) -> list[dict[str, Any]]:
    """Returns a person's mentions: unread first, then the latest first."""
    query = (
        select(
            mentions.c.id,
            mentions.c.conversation_id,
            mentions.c.seq,
            mentions.c.by_name,
            mentions.c.created_at,
            mentions.c.read_at,
        )
        .where(mentions.c.person_id == person_id)
        .order_by(mentions.c.read_at.is_not(None), mentions.c.created_at.desc(), mentions.c.id)
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def mark_read(connection: Connection, conversation_id: str, person_id: str, now: datetime) -> bool:
    """Marks a person's mentions in a conversation as read. Returns whether any were unread."""
    unread = mentions.c.read_at.is_(None)
    mine = (mentions.c.conversation_id == conversation_id) & (mentions.c.person_id == person_id)
    return connection.execute(update(mentions).where(mine, unread).values(read_at=now)).rowcount > 0
