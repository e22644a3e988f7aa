"""The SQL of offers, and of what decides to whom one is made."""

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
"""How far back it matters who was given what: longer ago is the same as never."""


def insert_offer(connection: Connection, handoff_id: str, agent_id: str, now: datetime, until: datetime) -> bool:
    """Offers a handoff. Of any number that try, one sees True: the index lets one open offer of it be."""
    row = {"id": new_id("offer"), "handoff_id": handoff_id, "agent_id": agent_id, "offered_at": now, "until": until}
    try:
        with connection.begin_nested():
            connection.execute(insert(offers).values(**row))
    except IntegrityError:
        return False
    return True


def end(connection: Connection, offer_id: str, ending: str, now: datetime) -> bool:
    """Ends an open offer; of any number that try, one sees True."""
    ended = update(offers).where(offers.c.id == offer_id, _OPEN).values(ended_at=now, ending=ending)
    return connection.execute(ended).rowcount == 1


def end_of_handoff(connection: Connection, handoff_id: str, now: datetime, *, taken_by: str | None = None) -> None:
    """The handoff waits no more: its offer is taken where the agent is the one it was made to, else withdrawn."""
    ending = case((offers.c.agent_id == taken_by, "taken"), else_="withdrawn") if taken_by else "withdrawn"
    mine = offers.c.handoff_id == handoff_id
    connection.execute(update(offers).where(mine, _OPEN).values(ended_at=now, ending=ending))


def list_open(connection: Connection) -> list[Offer]:
    """Every open offer, the earliest first."""
    query = select(*_COLUMNS).where(_OPEN).order_by(offers.c.offered_at, offers.c.id)
    return records_of(Offer, connection.execute(query))


def list_places(connection: Connection) -> dict[str, tuple[str, str | None]]:
    """Of each handoff with an open offer: its state and department."""
    query = (
        select(handoffs.c.id, handoffs.c.state, handoffs.c.department_id)
        .join(offers, offers.c.handoff_id == handoffs.c.id)
        .where(_OPEN)
    )
    return {row.id: (row.state, row.department_id) for row in connection.execute(query)}


def list_unoffered(
    connection: Connection, department_ids: Sequence[str], *, without_department: bool, limit: int
) -> list[Handoff]:
    """Handoffs of these departments that wait and are offered to nobody, in the order in which they are served."""
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
    """How many conversations each of these agents has, without those that are set aside; who has none is absent."""
    return dict(iter(connection.execute(_HELD, {"agents": agent_ids})))


def count_open(connection: Connection, agent_ids: Sequence[str]) -> Mapping[str, int]:
    query = (
        select(offers.c.agent_id, func.count())
        .where(_OPEN, offers.c.agent_id.in_(agent_ids))
        .group_by(offers.c.agent_id)
    )
    return dict(iter(connection.execute(query)))


def count_passed(connection: Connection, handoff_ids: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """How often each agent let each of these handoffs go by, or gave it away herself: by handoff and agent."""
    given_away = ("requeued", "transferred")
    lapsed = select(offers.c.handoff_id, offers.c.agent_id).where(
        offers.c.handoff_id.in_(handoff_ids), offers.c.ending == "lapsed"
    )
    given = select(assignments.c.handoff_id, assignments.c.agent_id).where(
        assignments.c.handoff_id.in_(handoff_ids), assignments.c.ending.in_(given_away)
    )
    passed = lapsed.union_all(given).subquery()
    query = select(passed.c.handoff_id, passed.c.agent_id, func.count())
    return {(row[0], row[1]): row[2] for row in connection.execute(query.group_by(*passed.c))}


def last_given(connection: Connection, agent_ids: Sequence[str], now: datetime) -> Mapping[str, datetime]:
    """When each was offered something last, or took something unasked."""
    since = now - REMEMBERED
    asked, at = offers.c.agent_id, offers.c.offered_at
    offered = _latest(connection, asked, at, agent_ids, at > since)
    took, began = assignments.c.agent_id, assignments.c.created_at
    taken = _latest(connection, took, began, agent_ids, began > since)
    return {key: max(each[key] for each in (offered, taken) if key in each) for key in offered.keys() | taken.keys()}


def last_busy(connection: Connection, agent_ids: Sequence[str], now: datetime) -> Mapping[str, datetime]:
    """When each had a conversation last: its end, or its beginning where it goes on."""
    since = assignments.c.created_at > now - REMEMBERED
    moment = func.coalesce(assignments.c.ended_at, assignments.c.created_at, type_=assignments.c.created_at.type)
    return _latest(connection, assignments.c.agent_id, moment, agent_ids, since)


def find_former(connection: Connection, conversation_id: str, agent_ids: Sequence[str]) -> str | None:
    """Which of these agents had this customer last, in this conversation or in another of the same identity."""
    identity = select(conversations.c.identity_id).where(conversations.c.id == conversation_id).scalar_subquery()
    hers = or_(conversations.c.id == conversation_id, conversations.c.identity_id == identity)
    query = (
        select(assignments.c.agent_id)
        .join(conversations, conversations.c.id == assignments.c.conversation_id)
        .where(hers, assignments.c.agent_id.in_(agent_ids))
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
