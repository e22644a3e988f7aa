"""SQL for what customers wrote lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from conversations.models import messages


@dataclass(frozen=True, slots=True)
class Said:
    conversation_id: str
    text: str
    created_at: datetime


def list_said(connection: Connection, since: datetime, limit: int) -> Sequence[Said]:
    """Customers' messages, the latest first."""
    column = messages.c
    query = (
        select(column.conversation_id, column.text, column.created_at)
        .where(column.author_kind == "customer", column.kind == "text", column.created_at >= since)
        .order_by(column.created_at.desc())
        .limit(limit)
    )
    return [Said(*row) for row in connection.execute(query)]
