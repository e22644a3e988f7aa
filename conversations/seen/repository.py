"""The SQL of what customers have seen."""

from datetime import datetime

from sqlalchemy import Connection, select

from conversations.seen.models import seen
from kit.rows import upsert


def find(connection: Connection, conversation_id: str) -> tuple[int, datetime] | None:
    """Returns the last message that the customer has seen, and when they first saw it."""
    row = connection.execute(
        select(seen.c.seq, seen.c.seen_at).where(seen.c.conversation_id == conversation_id)
    ).first()
    return None if row is None else (row.seq, row.seen_at)


def put(connection: Connection, conversation_id: str, seq: int, now: datetime) -> None:
    upsert(connection, seen, {"conversation_id": conversation_id}, {"seq": seq, "seen_at": now})
