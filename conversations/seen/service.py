"""Notes how far a customer has read, and tells the agents."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations.seen import repository
from conversations.service import get
from kit.clock import to_text
from kit.events import tell


def mark_seen(connection: Connection, conversation_id: str, seq: int, now: datetime) -> bool:
    """Notes that the customer has seen everything up to this message; returns whether that is new.

    A mark never moves back, and never beyond what the customer can see. Raises NotFound.
    """
    conversation = get(connection, conversation_id, lock=True)
    seq = min(seq, conversation.last_public_seq)
    before = repository.find(connection, conversation_id)
    if seq <= (before[0] if before else 0):
        return False
    repository.put(connection, conversation_id, seq, now)
    tell(connection, "conversation.seen", conversation_id=conversation_id, seen=_body(seq, now))
    return True


def seen_body(connection: Connection, conversation_id: str) -> dict[str, Any] | None:
    """How far the customer has read, as the API shows it; None if no client of theirs has reported it."""
    mark = repository.find(connection, conversation_id)
    return None if mark is None else _body(*mark)


def _body(seq: int, seen_at: datetime) -> dict[str, Any]:
    return {"seq": seq, "at": to_text(seen_at)}
