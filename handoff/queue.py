"""The waiting line as people see it: agents the whole of it, a customer her own place."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from handoff import repository
from handoff.handoff import Handoff, Place
from handoff.presence import agents_available
from kit.clock import to_text

FEWEST_WAITS = 5


def list_queue(connection: Connection) -> list[dict[str, Any]]:
    """Everybody who waits, in the order in which they are served."""
    return [queue_entry(handoff) for handoff in repository.list_waiting(connection)]


def queue_entry(handoff: Handoff) -> dict[str, Any]:
    return {
        "handoff_id": handoff.id,
        "conversation_id": handoff.conversation_id,
        "reason": handoff.reason,
        "note": handoff.note,
        "department": handoff.department_id,
        "wanted_agent_id": handoff.wanted_agent_id,
        "priority": handoff.priority,
        "waiting_since": to_text(handoff.waiting_since),
    }


def place_of(connection: Connection, conversation_id: str, now: datetime) -> Place | None:
    """Where the conversation stands; None when nobody waits in it."""
    handoff = repository.find_open(connection, conversation_id)
    if handoff is None or handoff.state != "waiting":
        return None
    available = agents_available(connection, now, handoff.department_id)
    before = repository.count_before(connection, handoff)
    waits = repository.list_recent_waits(connection) if available else []
    waited = max(0.0, (now - handoff.waiting_since).total_seconds())
    return Place(before + 1, wait_range(waits, waited), available)


def wait_range(recent: Sequence[float], waited: float) -> tuple[int, int] | None:
    """The middle 80 % of what is left to wait, judged by recent waits longer than what has passed already.

    None where too few are known: no estimate is more honest than a guess.
    """
    longer = sorted(wait - waited for wait in recent if wait > waited)
    if len(longer) < FEWEST_WAITS:
        return None
    low = longer[math.floor(0.1 * (len(longer) - 1))]
    high = longer[math.ceil(0.9 * (len(longer) - 1))]
    return round(low), round(high)
