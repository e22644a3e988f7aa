"""The SQL of offers, and of what decides which agent gets one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from conversations.models import conversations
from handoff.follow_ups.repository import has_open
from handoff.handoffs.handoff import Handoff
from handoff.handoffs.models import assignments, handoffs
from handoff.handoffs.repository import HANDOFF_COLUMNS, handoff_from
from handoff.offers.choice import Offer
from handoff.offers.models import offers
from kit.identifiers import new_id
from kit.rows import columns_of, records_of

_COLUMNS = columns_of(offers, Offer)
_OPEN = offers.c.ended_at.is_(None)

# Prepared once: whoever waits asks it at each change of the queue.
_HELD = (
    select(conversations.c.agent_id, func.count())
    .where(
        conversations.c.status == "assigned",
        conversations.c.agent_id.in_(bindparam("agents", expanding=True)),
        ~has_open("snooze"),
    )
    .group_by(conversations.c.agent_id)
)

REMEMBERED = timedelta(days=1)
"""How far back earlier offers and conversations count. Anything older is the same as never."""


def insert_offer(connection: Connection, handoff_id: str, agent_id: str, now: datetime, until: datetime) -> bool:
    """Offers a handoff. If several try, exactly one gets True: the index allows one open offer per handoff."""
    row = {"id": new_id("offer"), "handoff_id": handoff_id, "agent_id": agent_id, "offered_at": now, "until": until}
    try:
        with connection.begin_nested():
            connection.execute(insert(offers).values(**row))
    except IntegrityError:
        return False
    return True


def end(connection: Connection, offer_id: str, ending: str, now: datetime) -> bool:
    """Ends an open offer. If several try, exactly one gets True."""
    ended = update(offers).where(offers.c.id == offer_id, _OPEN).values(ended_at=now, ending=ending)
    return connection.execute(ended).rowcount == 1


def end_of_handoff(connection: Connection, handoff_id: str, now: datetime, *, taken_by: str | None = None) -> None:
    """Ends the offer of a handoff that no longer waits: `taken` if its own agent accepted, otherwise `withdrawn`."""
    ending = case((offers.c.agent_id == taken_by, "taken"), else_="withdrawn") if taken_by else "withdrawn"
    mine = offers.c.handoff_id == handoff_id
    connection.execute(update(offers).where(mine, _OPEN).values(ended_at=now, ending=ending))


def list_open(connection: Connection) -> list[Offer]:
    """Returns every open offer, oldest first."""
    query = select(*_COLUMNS).where(_OPEN).order_by(offers.c.offered_at, offers.c.id)
    return records_of(Offer, connection.execute(query))


def list_offered(connection: Connection) -> dict[str, tuple[str, str | None]]:
    """Returns the state and department of each handoff that has an open offer."""
    query = (
        select(handoffs.c.id, handoffs.c.state, handoffs.c.department_id)
        .join(offers, offers.c.handoff_id == handoffs.c.id)
        .where(_OPEN)
    )
    return {row.id: (row.state, row.department_id) for row in connection.execute(query)}


def list_unoffered(
    connection: Connection, department_ids: Sequence[str], *, without_department: bool, limit: int
) -> list[Handoff]:
    """Returns the waiting handoffs of these departments that have no offer, in serving order."""
    theirs = handoffs.c.department_id.in_(department_ids)
    offered = select(offers.c.id).where(offers.c.handoff_id == handoffs.c.id, _OPEN)
    query = (
        select(*HANDOFF_COLUMNS)
        .where(handoffs.c.state == "waiting", ~offered.exists())
        .where(or_(theirs, handoffs.c.department_id.is_(None)) if without_department else theirs)
        .order_by(handoffs.c.priority.desc(), handoffs.c.waiting_since, handoffs.c.id)
        .limit(limit)
    )
    return [handoff_from(row) for row in connection.execute(query)]


def count_held(connection: Connection, agent_ids: Sequence[str]) -> Mapping[str, int]:
    """Returns how many conversations each agent has. Snoozed ones do not count, and agents with none are absent."""
    return dict(iter(connection.execute(_HELD, {"agents": agent_ids})))


def count_open(connection: Connection, agent_ids: Sequence[str]) -> Mapping[str, int]:
    query = (
        select(offers.c.agent_id, func.count())
        .where(_OPEN, offers.c.agent_id.in_(agent_ids))
        .group_by(offers.c.agent_id)
    )
    return dict(iter(connection.execute(query)))


def count_declined(connection: Connection, handoff_ids: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """Returns how often each agent let an offer lapse or gave a handoff away, by (handoff, agent)."""
    given_away = ("requeued", "transferred")
    lapsed = select(offers.c.handoff_id, offers.c.agent_id).where(
        offers.c.handoff_id.in_(handoff_ids), offers.c.ending == "lapsed"
    )
    given = select(assignments.c.handoff_id, assignments.c.agent_id).where(
        assignments.c.handoff_id.in_(handoff_ids), assignments.c.ending.in_(given_away)
    )
    declined = lapsed.union_all(given).subquery()
    query = select(declined.c.handoff_id, declined.c.agent_id, func.count())
    return {(row[0], row[1]): row[2] for row in connection.execute(query.group_by(*declined.c))}


def last_given(connection: Connection, agent_ids: Sequence[str], now: datetime) -> Mapping[str, datetime]:
    """Returns when each agent last got an offer, or took a handoff without one."""
    since = now - REMEMBERED
    asked, at = offers.c.agent_id, offers.c.offered_at
    offered = _latest(connection, asked, at, agent_ids, at > since)
    took, began = assignments.c.agent_id, assignments.c.created_at
    taken = _latest(connection, took, began, agent_ids, began > since)
    return {key: max(each[key] for each in (offered, taken) if key in each) for key in offered.keys() | taken.keys()}


def last_busy(connection: Connection, agent_ids: Sequence[str], now: datetime) -> Mapping[str, datetime]:
    """Returns when each agent last had a conversation: its end, or its beginning if it is still open."""
    since = assignments.c.created_at > now - REMEMBERED
    moment = func.coalesce(assignments.c.ended_at, assignments.c.created_at, type_=assignments.c.created_at.type)
    return _latest(connection, assignments.c.agent_id, moment, agent_ids, since)


def find_former(connection: Connection, conversation_id: str, agent_ids: Sequence[str]) -> str | None:
    """Returns which of these agents last had this customer, in this conversation or another of the same identity."""
    identity = select(conversations.c.identity_id).where(conversations.c.id == conversation_id).scalar_subquery()
    same_customer = or_(conversations.c.id == conversation_id, conversations.c.identity_id == identity)
    query = (
        select(assignments.c.agent_id)
        .join(conversations, conversations.c.id == assignments.c.conversation_id)
        .where(same_customer, assignments.c.agent_id.in_(agent_ids))
        .order_by(assignments.c.created_at.desc())
        .limit(1)
    )
    return connection.scalar(query)


def _latest(
    connection: Connection,
    agent: ColumnElement[str],
    moment: ColumnElement[datetime],
    agent_ids: Sequence[str],
    where: ColumnElement[bool],
) -> dict[str, datetime]:
    query = select(agent.label("agent"), func.max(moment).label("latest")).where(agent.in_(agent_ids), where)
    return {row.agent: row.latest for row in connection.execute(query.group_by(agent))}
