"""The SQL of follow-ups."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, and_, bindparam, insert, or_, select, update

from conversations.models import conversations
from handoff.follow_ups.follow_up import FollowUp, Kind, State
from handoff.follow_ups.models import follow_ups
from kit.identifiers import new_id
from kit.rows import columns_of, record_of, records_of

_COLUMNS = columns_of(follow_ups, FollowUp)


def _open_of(conversation_id: str | BindParameter[str], kind: str | BindParameter[str]) -> ColumnElement[bool]:
    return and_(
        follow_ups.c.conversation_id == conversation_id, follow_ups.c.kind == kind, follow_ups.c.state == "open"
    )


_OPEN = (
    select(*_COLUMNS)
    .where(_open_of(bindparam("conversation"), bindparam("sort")))
    .order_by(follow_ups.c.due_at)
    .limit(1)
)


def insert_follow_up(
    connection: Connection, conversation_id: str, kind: Kind, note: str, due_at: datetime, now: datetime, **values: Any
) -> FollowUp:
    identifier = new_id("follow")
    connection.execute(
        insert(follow_ups).values(
            id=identifier,
            conversation_id=conversation_id,
            kind=kind,
            note=note,
            due_at=due_at,
            state="open",
            created_at=now,
            **values,
        )
    )
    found = find(connection, identifier)
    assert found is not None
    return found


def find(connection: Connection, follow_up_id: str, *, lock: bool = False) -> FollowUp | None:
    query = select(*_COLUMNS).where(follow_ups.c.id == follow_up_id)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return record_of(FollowUp, row)


def find_open(connection: Connection, conversation_id: str, kind: Kind) -> FollowUp | None:
    """Returns the open follow-up of this kind that is due first."""
    row = connection.execute(_OPEN, {"conversation": conversation_id, "sort": kind}).first()
    return record_of(FollowUp, row)


def change(connection: Connection, follow_up_id: str, **values: Any) -> None:
    connection.execute(update(follow_ups).where(follow_ups.c.id == follow_up_id).values(**values))


def close_open(
    connection: Connection, conversation_id: str, kind: Kind, state: State, closed_by: str | None, now: datetime
) -> bool:
    """Closes the open follow-ups of this kind. Returns whether there were any."""
    closed = connection.execute(
        update(follow_ups)
        .where(_open_of(conversation_id, kind))
        .values(state=state, closed_at=now, closed_by=closed_by)
    )
    return closed.rowcount > 0


def move_open(connection: Connection, conversation_id: str, to: str, by: str, now: datetime) -> None:
    """Moves what was promised to another conversation of the same person. One contact to write to is enough."""
    if find_open(connection, to, "contact") is not None:
        close_open(connection, conversation_id, "contact", "cancelled", by, now)
    promised = and_(
        follow_ups.c.conversation_id == conversation_id, follow_ups.c.state == "open", follow_ups.c.kind != "snooze"
    )
    connection.execute(update(follow_ups).where(promised).values(conversation_id=to))


def list_due_snoozes(connection: Connection, now: datetime, limit: int = 500) -> list[str]:
    """Returns the conversations whose snooze is over."""
    query = (
        select(follow_ups.c.conversation_id)
        .where(follow_ups.c.state == "open", follow_ups.c.kind == "snooze", follow_ups.c.due_at <= now)
        .order_by(follow_ups.c.due_at)
        .limit(limit)
    )
    return list(connection.scalars(query))


def list_page(
    connection: Connection, state: State, agent_id: str | None, after: FollowUp | None, limit: int
) -> list[FollowUp]:
    """Open ones: the first due first. Closed ones: the latest first. `agent_id` limits them to that agent's."""
    time = follow_ups.c.due_at if state == "open" else follow_ups.c.closed_at
    query = select(*_COLUMNS).where(follow_ups.c.state == state)
    if agent_id is not None:
        query = query.where(follow_ups.c.agent_id == agent_id)
    if state == "open":
        query = query.order_by(time, follow_ups.c.id)
    else:
        query = query.order_by(time.desc(), follow_ups.c.id.desc())
    if after is not None:
        query = query.where(_behind(after, state))
    return records_of(FollowUp, connection.execute(query.limit(limit)))


def snoozed_until(connection: Connection, conversation_ids: Sequence[str]) -> dict[str, datetime]:
    """Returns until when each conversation is snoozed. Conversations that are not snoozed are absent."""
    query = select(follow_ups.c.conversation_id, follow_ups.c.due_at).where(
        follow_ups.c.conversation_id.in_(conversation_ids),
        follow_ups.c.state == "open",
        follow_ups.c.kind == "snooze",
    )
    return {row.conversation_id: row.due_at for row in connection.execute(query)}


def has_open(kind: Kind, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Condition: the conversation in the enclosing query has an open follow-up of this kind."""
    own = follow_ups.c.conversation_id == conversations.c.id
    return select(follow_ups.c.id).where(own, follow_ups.c.state == "open", follow_ups.c.kind == kind, *more).exists()


def _behind(last: FollowUp, state: State) -> ColumnElement[bool]:
    if state == "open":
        same = and_(follow_ups.c.due_at == last.due_at, follow_ups.c.id > last.id)
        return or_(follow_ups.c.due_at > last.due_at, same)
    same = and_(follow_ups.c.closed_at == last.closed_at, follow_ups.c.id < last.id)
    return or_(follow_ups.c.closed_at < last.closed_at, same)
