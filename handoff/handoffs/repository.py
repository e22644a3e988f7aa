"""The SQL of handoffs and assignments."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, insert, or_, select, update

from handoff.handoffs.handoff import Handoff, LeftDraft
from handoff.handoffs.models import assignments, handoffs
from kit.identifiers import new_id
from kit.rows import columns_of
from staff.people.models import people

HANDOFF_COLUMNS = columns_of(handoffs, Handoff)
LONGEST_LIST = 1_000
"""Most entries of the queue in one answer or frame; a cursor leads to the rest."""

# Built once: they run for every waiting customer at each change of the queue, and for every row of a list.
_BY_ID = select(*HANDOFF_COLUMNS).where(handoffs.c.id == bindparam("handoff"))
_OF_CONVERSATION = select(*HANDOFF_COLUMNS).where(handoffs.c.conversation_id == bindparam("conversation"))
_OPEN = _OF_CONVERSATION.where(handoffs.c.state.in_(("waiting", "taken")))
_LATEST = _OF_CONVERSATION.order_by(handoffs.c.requested_at.desc()).limit(1)
_BEFORE = (
    select(func.count())
    .select_from(handoffs)
    .where(
        handoffs.c.state == "waiting",
        or_(
            handoffs.c.priority > bindparam("urgency"),
            and_(handoffs.c.priority == bindparam("urgency"), handoffs.c.waiting_since < bindparam("since")),
            and_(
                handoffs.c.priority == bindparam("urgency"),
                handoffs.c.waiting_since == bindparam("since"),
                handoffs.c.id < bindparam("handoff"),
            ),
        ),
    )
)


def insert_handoff(connection: Connection, conversation_id: str, now: datetime, **values: Any) -> Handoff:
    identifier = new_id("handoff")
    moment = _behind_everybody(connection, conversation_id, now)
    connection.execute(
        insert(handoffs).values(
            id=identifier,
            conversation_id=conversation_id,
            state="waiting",
            requested_at=moment,
            waiting_since=moment,
            **values,
        )
    )
    found = find(connection, identifier)
    assert found is not None
    return found


def _behind_everybody(connection: Connection, conversation_id: str, now: datetime) -> datetime:
    """Returns now, or just after the latest waiting time: if the clock jumps back, nobody overtakes the queue."""
    before = or_(handoffs.c.state == "waiting", handoffs.c.conversation_id == conversation_id)
    latest = connection.scalar(select(func.max(handoffs.c.waiting_since)).where(before))
    return now if latest is None or latest < now else latest + timedelta(microseconds=1)


def find(connection: Connection, handoff_id: str) -> Handoff | None:
    row = connection.execute(_BY_ID, {"handoff": handoff_id}).first()
    return None if row is None else handoff_from(row)


def find_open(connection: Connection, conversation_id: str) -> Handoff | None:
    """Returns the conversation's waiting or taken handoff, if any. There is at most one."""
    row = connection.execute(_OPEN, {"conversation": conversation_id}).first()
    return None if row is None else handoff_from(row)


def find_latest(connection: Connection, conversation_id: str) -> Handoff | None:
    row = connection.execute(_LATEST, {"conversation": conversation_id}).first()
    return None if row is None else handoff_from(row)


def claim(
    connection: Connection,
    handoff_id: str,
    agent_id: str,
    agent_name: str,
    now: datetime,
    *,
    language_matched: bool | None = None,
) -> bool:
    """Takes a waiting handoff by one conditional update. If several try, exactly one gets True."""
    result = connection.execute(
        update(handoffs)
        .where(handoffs.c.id == handoff_id, handoffs.c.state == "waiting")
        .values(
            state="taken",
            agent_id=agent_id,
            agent_name=agent_name,
            taken_at=now,
            wanted_agent_id=None,
            language_matched=language_matched,
        )
    )
    return result.rowcount == 1


def change(connection: Connection, handoff_id: str, **values: Any) -> None:
    connection.execute(update(handoffs).where(handoffs.c.id == handoff_id).values(**values))


def list_waiting(
    connection: Connection, limit: int | None = LONGEST_LIST, after: Handoff | None = None
) -> list[Handoff]:
    """Returns the queue in serving order, or what comes `after` a handoff; all of it if `limit` is None."""
    query = (
        select(*HANDOFF_COLUMNS)
        .where(handoffs.c.state == "waiting")
        .order_by(handoffs.c.priority.desc(), handoffs.c.waiting_since, handoffs.c.id)
        .limit(limit)
    )
    rows = connection.execute(query if after is None else query.where(_behind(after)))
    return [handoff_from(row) for row in rows]


def _behind(handoff: Handoff) -> ColumnElement[bool]:
    """Those that are served after this one, whether or not it still waits."""
    same_priority = handoffs.c.priority == handoff.priority
    same_moment = handoffs.c.waiting_since == handoff.waiting_since
    return or_(
        handoffs.c.priority < handoff.priority,
        and_(same_priority, handoffs.c.waiting_since > handoff.waiting_since),
        and_(same_priority, same_moment, handoffs.c.id > handoff.id),
    )


def count_waiting(connection: Connection) -> dict[str | None, int]:
    """Returns how many wait, by department."""
    waiting = select(handoffs.c.department_id, func.count().label("number")).where(handoffs.c.state == "waiting")
    return {row.department_id: row.number for row in connection.execute(waiting.group_by(handoffs.c.department_id))}


def count_before(connection: Connection, handoff: Handoff) -> int:
    """Returns how many handoffs are served before this one."""
    values = {"urgency": handoff.priority, "since": handoff.waiting_since, "handoff": handoff.id}
    return connection.scalar(_BEFORE, values) or 0


def list_recent_waits(connection: Connection, limit: int = 50) -> list[float]:
    """Returns how many seconds the most recently accepted customers waited."""
    query = (
        select(handoffs.c.waiting_since, handoffs.c.taken_at)
        .where(handoffs.c.taken_at.is_not(None))
        .order_by(handoffs.c.taken_at.desc())
        .limit(limit)
    )
    return [max(0.0, (row.taken_at - row.waiting_since).total_seconds()) for row in connection.execute(query)]


def list_moments(
    connection: Connection, since: datetime
) -> list[tuple[datetime, datetime, datetime | None, datetime | None]]:
    """Returns when each handoff was requested, has waited since, was taken and closed, if any of it was since then."""
    moments = (handoffs.c.requested_at, handoffs.c.waiting_since, handoffs.c.taken_at, handoffs.c.closed_at)
    late = or_(*(moment >= since for moment in (handoffs.c.requested_at, handoffs.c.taken_at, handoffs.c.closed_at)))
    rows = connection.execute(select(*moments).where(late))
    return [(row.requested_at, row.waiting_since, row.taken_at, row.closed_at) for row in rows]


def list_topics(connection: Connection, limit: int = 500) -> set[str]:
    """Returns the topics of the conversations that agents took most recently."""
    taken = select(handoffs.c.topics).join(assignments, assignments.c.handoff_id == handoffs.c.id)
    query = taken.order_by(assignments.c.created_at.desc()).limit(limit)
    return {topic for topics in connection.scalars(query) for topic in topics}


def open_assignment(
    connection: Connection, conversation_id: str, handoff_id: str | None, agent_id: str, epoch: int, now: datetime
) -> None:
    connection.execute(
        insert(assignments).values(
            id=new_id("asg"),
            conversation_id=conversation_id,
            handoff_id=handoff_id,
            agent_id=agent_id,
            epoch=epoch,
            created_at=now,
        )
    )


def end_assignment(connection: Connection, conversation_id: str, ending: str, now: datetime) -> None:
    connection.execute(
        update(assignments)
        .where(assignments.c.conversation_id == conversation_id, assignments.c.ended_at.is_(None))
        .values(ended_at=now, ending=ending)
    )


def put_draft(connection: Connection, conversation_id: str, text: str | None, now: datetime) -> None:
    """Stores the unsent draft of the conversation's current agent. None removes it."""
    connection.execute(
        update(assignments)
        .where(assignments.c.conversation_id == conversation_id, assignments.c.ended_at.is_(None))
        .values(draft=text, drafted_at=now if text else None)
    )


def forget_drafts(connection: Connection, conversation_id: str) -> None:
    """Removes drafts: a message has been sent, so earlier drafts are obsolete."""
    written = assignments.c.draft.is_not(None)
    connection.execute(
        update(assignments)
        .where(assignments.c.conversation_id == conversation_id, written)
        .values(draft=None, drafted_at=None)
    )


def find_left_draft(connection: Connection, conversation_id: str) -> LeftDraft | None:
    """Returns the unsent draft of the previous agent, who lost the conversation or transferred it."""
    query = (
        select(assignments.c.agent_id, people.c.name, assignments.c.draft, assignments.c.drafted_at)
        .join(people, people.c.id == assignments.c.agent_id)
        .where(
            assignments.c.conversation_id == conversation_id,
            assignments.c.ended_at.is_not(None),
            assignments.c.draft.is_not(None),
        )
        .order_by(assignments.c.epoch.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else LeftDraft(row.agent_id, row.name, row.draft, row.drafted_at)


def was_assigned(connection: Connection, conversation_id: str, agent_id: str) -> bool:
    """Returns whether the agent ever had the conversation: a late message then gets `claim_lost`."""
    query = select(assignments.c.id).where(
        assignments.c.conversation_id == conversation_id, assignments.c.agent_id == agent_id
    )
    return connection.execute(query.limit(1)).first() is not None


def handoff_from(row: Row[Any]) -> Handoff:
    """Builds the handoff from a row of `HANDOFF_COLUMNS`."""
    return Handoff(*list(row))  # the columns are selected in the order of the fields
