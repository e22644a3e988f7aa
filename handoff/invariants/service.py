"""Health checks on the tables themselves. On a healthy installation every count is 0.

Nothing is repaired here; the sweeps do that. What they cannot repair is listed here with its conversations, so that a
supervisor sees which ones need attention.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, Table, and_, func, not_, or_, select, union

from conversations.models import conversations, messages
from handoff.follow_ups.models import follow_ups
from handoff.follow_ups.repository import has_open
from handoff.handoffs.models import assignments, handoffs
from handoff.presence.models import presence
from kit.clock import to_text

MOST_NAMED = 20

GOING_ON = ("bot", "queued", "assigned")

Found = Select[Any] | CompoundSelect[Any]
"""A query for the `id` of conversations."""

LEASE_GRACE = timedelta(seconds=60)
"""How long a sweep may take, after an agent's lease and grace period, to requeue the agent's conversations."""

TURN_GRACE = timedelta(seconds=60)
"""How long a customer's message may wait for the bot, or for the handoff that replaces its answer."""


def check_invariants(connection: Connection, now: datetime, *, grace: timedelta = timedelta(0)) -> dict[str, Any]:
    """Returns each invariant, how many conversations break it, and the ids of some of them.

    `grace` is how long agents keep their conversations after their lease has ended.
    """
    found = [_checked(connection, name, broken(now, grace)) for name, broken in INVARIANTS.items()]
    return {
        "healthy": all(each["count"] == 0 for each in found),
        "checked_at": to_text(now),
        "invariants": found,
    }


def _checked(connection: Connection, name: str, broken: Found) -> dict[str, Any]:
    found = broken.subquery()
    count = connection.scalar(select(func.count()).select_from(found)) or 0
    named = connection.scalars(select(found.c.id).order_by(found.c.id).limit(MOST_NAMED)).all() if count else []
    return {"name": name, "count": count, "conversation_ids": list(named)}


def _nobody_responsible(now: datetime, grace: timedelta) -> Found:
    """Conversations whose status does not match the queue, or whose agent is not present."""
    there = presence.c.person_id == conversations.c.agent_id, presence.c.lease_until > now - LEASE_GRACE - grace
    aside = has_open("snooze")
    return _any(
        _those(conversations.c.status == "queued", not_(_handoff("waiting"))),
        _those(conversations.c.status == "assigned", not_(_open_assignment())),
        _those(
            conversations.c.status == "assigned", not_(select(presence.c.person_id).where(*there).exists()), not_(aside)
        ),
        _with(handoffs, handoffs.c.state == "waiting", conversations.c.status != "queued"),
    )


def _two_speakers(_now: datetime, _grace: timedelta) -> Found:
    """Conversations with an agent and the bot, two agents, or two handoffs at once."""
    held = assignments.c.ended_at.is_(None)
    other = assignments.c.agent_id != conversations.c.agent_id
    return _any(
        _with(assignments, held, or_(conversations.c.status != "assigned", other)),
        _several(assignments, held),
        _several(handoffs, handoffs.c.state.in_(("waiting", "taken"))),
        _with(handoffs, handoffs.c.state == "taken", conversations.c.status.in_(("bot", "resolved"))),
    )


def _turns_overdue(now: datetime, _grace: timedelta) -> Found:
    """Customers' messages that have gone too long without an answer or a handoff."""
    unanswered = conversations.c.turns_opened > conversations.c.turn
    return _those(conversations.c.status == "bot", unanswered, conversations.c.updated_at < now - TURN_GRACE)


def _follow_ups_overdue(now: datetime, _grace: timedelta) -> Found:
    """Contacts that nobody wrote to in time, overdue callbacks, and snoozes that were never ended."""
    promised = and_(follow_ups.c.kind.in_(("contact", "call_back")), follow_ups.c.due_at <= now)
    snoozed = and_(follow_ups.c.kind == "snooze", follow_ups.c.due_at <= now - LEASE_GRACE)
    overdue = select(follow_ups.c.conversation_id.label("id")).where(follow_ups.c.state == "open")
    return overdue.where(or_(promised, snoozed)).distinct()


def _transcript_gaps(_now: datetime, _grace: timedelta) -> Found:
    """Transcripts with a gap for some reader. Only conversations that are still going on are counted."""
    own = messages.c.conversation_id == conversations.c.id
    stored = select(func.count()).where(own).scalar_subquery()
    last = select(func.coalesce(func.max(messages.c.seq), 0)).where(own).scalar_subquery()
    hole = or_(stored != conversations.c.last_seq, last != conversations.c.last_seq)
    return _those(conversations.c.status.in_(GOING_ON), hole)


INVARIANTS: dict[str, Callable[[datetime, timedelta], Found]] = {
    "nobody_responsible": _nobody_responsible,
    "two_speakers": _two_speakers,
    "turns_overdue": _turns_overdue,
    "follow_ups_overdue": _follow_ups_overdue,
    "transcript_gaps": _transcript_gaps,
}


# Each condition is a query of its own, over the few rows that it is about: nearly all conversations are over, and one
# query with every condition would look at each of them.


def _any(*queries: Select[Any]) -> Found:
    return union(*queries)


def _those(*broken: ColumnElement[bool]) -> Select[Any]:
    return select(conversations.c.id).where(*broken)


def _with(table: Table, *limits: ColumnElement[bool]) -> Select[Any]:
    """Conversations with such a row."""
    return select(conversations.c.id).join(table, table.c.conversation_id == conversations.c.id).where(*limits)


def _several(table: Table, limit: ColumnElement[bool]) -> Select[Any]:
    """Conversations with more than one such row."""
    of = table.c.conversation_id
    return select(of.label("id")).where(limit).group_by(of).having(func.count() > 1)


def _handoff(state: str) -> ColumnElement[bool]:
    own = handoffs.c.conversation_id == conversations.c.id
    return select(handoffs.c.id).where(own, handoffs.c.state == state).exists()


def _open_assignment() -> ColumnElement[bool]:
    return (
        select(assignments.c.id)
        .where(assignments.c.conversation_id == conversations.c.id, assignments.c.ended_at.is_(None))
        .exists()
    )
