"""The SQL of timers: which conversations wait or have an agent, since when, and who spoke last.

Message numbers decide the order, not times, because clocks can be set.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select
from sqlalchemy.exc import IntegrityError

from conversations.models import conversations, messages
from handoff.handoffs.models import assignments, handoffs
from handoff.timers.deadlines import KINDS, STAGES, DeadlineState, Stage, TimerKind
from handoff.timers.models import told_timers

BEGINS = ("handoff.requested", "handoff.cancelled", "conversation.given_back", "conversation.reopened")
"""Timeline events after which timers start anew. Requeue and transfer are not among them: the customer still waits."""

MOST = 1_000


def list_deadline_states(connection: Connection, conversation_ids: Sequence[str] | None = None) -> list[DeadlineState]:
    """Returns the conversations that wait or have an agent, oldest first; only the given ones, if any are given."""
    since = func.coalesce(handoffs.c.requested_at, assignments.c.created_at, type_=handoffs.c.requested_at.type)
    replied, unanswered = _last_reply(), _unanswered_since()
    open_handoff = and_(handoffs.c.conversation_id == conversations.c.id, handoffs.c.state.in_(("waiting", "taken")))
    open_one = and_(assignments.c.conversation_id == conversations.c.id, assignments.c.ended_at.is_(None))
    query = (
        select(
            conversations.c.id,
            conversations.c.identity,
            conversations.c.department_id,
            conversations.c.agent_name,
            since.label("since"),
            replied.label("replied"),
            unanswered.label("unanswered_since"),
        )
        .outerjoin_from(conversations, handoffs, open_handoff)
        .outerjoin(assignments, open_one)
        .where(conversations.c.status.in_(("queued", "assigned")), since.is_not(None))
        .order_by(since, conversations.c.id)
        .limit(MOST)
    )
    if conversation_ids is not None:
        query = query.where(conversations.c.id.in_(conversation_ids))
    return [
        DeadlineState(
            conversation_id=row.id,
            customer=(row.identity or {}).get("name"),
            department_id=row.department_id,
            agent_name=row.agent_name,
            since=row.since,
            answered=row.replied is not None,
            unanswered_since=row.unanswered_since,
        )
        for row in connection.execute(query)
    ]


def list_told(connection: Connection, conversation_ids: Sequence[str]) -> set[tuple[str, TimerKind, datetime, Stage]]:
    columns = (told_timers.c.conversation_id, told_timers.c.kind, told_timers.c.since, told_timers.c.stage)
    rows = connection.execute(select(*columns).where(told_timers.c.conversation_id.in_(conversation_ids)))
    kinds, stages = {str(kind): kind for kind in KINDS}, {str(stage): stage for stage in STAGES}
    return {(row.conversation_id, kinds[row.kind], row.since, stages[row.stage]) for row in rows}


def insert_told(
    connection: Connection, conversation_id: str, kind: TimerKind, since: datetime, stage: Stage, now: datetime
) -> bool:
    """Records that a stage is told. If several try, exactly one gets True."""
    row = {"conversation_id": conversation_id, "kind": kind, "since": since, "stage": stage, "told_at": now}
    try:
        with connection.begin_nested():
            connection.execute(insert(told_timers).values(**row))
    except IntegrityError:
        return False
    return True


def _last_reply() -> ColumnElement[int | None]:
    """The number of an agent's last public message since the conversation left the bot."""
    said, event = messages.alias(), messages.alias()
    begins = (
        select(func.coalesce(func.max(event.c.seq), 0))
        .where(event.c.conversation_id == conversations.c.id, event.c.event.in_(BEGINS))
        .correlate(conversations)
        .scalar_subquery()
    )
    return (
        select(func.max(said.c.seq))
        .where(
            said.c.conversation_id == conversations.c.id,
            said.c.author_kind == "agent",
            said.c.visibility == "public",
            said.c.seq > begins,
        )
        .correlate(conversations)
        .scalar_subquery()
    )


def _unanswered_since() -> ColumnElement[datetime | None]:
    """When the customer first wrote after that message."""
    said = messages.alias()
    return (
        select(said.c.created_at)
        .where(
            said.c.conversation_id == conversations.c.id,
            said.c.author_kind == "customer",
            said.c.seq > _last_reply(),
        )
        .order_by(said.c.seq)
        .limit(1)
        .correlate(conversations)
        .scalar_subquery()
    )
