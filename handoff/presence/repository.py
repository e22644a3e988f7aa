"""The SQL of presence. An expired lease reads as offline even before the sweep has marked it."""

from datetime import datetime
from typing import cast

from sqlalchemy import Connection, bindparam, insert, select, update

from conversations.models import conversations
from handoff.follow_ups.repository import has_open
from handoff.presence.models import presence
from handoff.presence.presence import State
from kit.rows import upsert
from staff.people.models import people
from staff.people.person import Person
from staff.people.repository import PERSON_COLUMNS, lock_person, person_from

# Built once: it runs for every waiting customer at each change of the queue.
_ONLINE = (
    select(*PERSON_COLUMNS)
    .join(presence, presence.c.person_id == people.c.id)
    .where(presence.c.state == "online", presence.c.lease_until > bindparam("moment"))
)


def store(connection: Connection, person_id: str, state: State, now: datetime, lease_until: datetime) -> None:
    values = {"state": state, "lease_until": lease_until, "changed_at": now}
    lock_person(connection, person_id)
    upsert(connection, presence, {"person_id": person_id}, values)


def renew(connection: Connection, person_id: str, lease_until: datetime) -> None:
    connection.execute(update(presence).where(presence.c.person_id == person_id).values(lease_until=lease_until))


def hold(connection: Connection, person_id: str, now: datetime, lease_until: datetime) -> None:
    """Like `renew`, but never shortens a lease, and starts one for somebody who has never set a state."""
    lock_person(connection, person_id)
    mine = presence.c.person_id == person_id
    if connection.execute(select(presence.c.person_id).where(mine)).first() is None:
        values = {"state": "offline", "lease_until": lease_until, "changed_at": now}
        connection.execute(insert(presence).values(person_id=person_id, **values))
        return
    later = mine & (presence.c.lease_until < lease_until)
    connection.execute(update(presence).where(later).values(lease_until=lease_until))


def is_there(connection: Connection, person_id: str, now: datetime) -> bool:
    """Returns whether the person has a valid lease, whatever state they last set."""
    query = select(presence.c.person_id).where(presence.c.person_id == person_id, presence.c.lease_until > now)
    return connection.execute(query).first() is not None


def list_left(connection: Connection, now: datetime, limit: int = 500) -> list[str]:
    """Returns conversations, not snoozed, whose agent has no valid lease. The least recently updated come first."""
    there = select(presence.c.person_id).where(
        presence.c.person_id == conversations.c.agent_id, presence.c.lease_until > now
    )
    query = (
        select(conversations.c.id)
        .where(conversations.c.status == "assigned", ~there.exists(), ~has_open("snooze"))
        .order_by(conversations.c.updated_at)
        .limit(limit)
    )
    return list(connection.scalars(query))


def set_leases(connection: Connection, held_at: datetime, earliest: datetime, latest: datetime) -> None:
    """Moves every lease that was valid at `held_at` into the range from `earliest` to `latest`."""
    held = presence.c.lease_until > held_at
    for other_side, bound in ((presence.c.lease_until < earliest, earliest), (presence.c.lease_until > latest, latest)):
        connection.execute(update(presence).where(held & other_side).values(lease_until=bound))


def end_lapsed(connection: Connection, now: datetime) -> list[str]:
    """Marks agents with an expired lease as offline. Each agent is returned to exactly one process."""
    lapsed = (presence.c.state != "offline") & (presence.c.lease_until <= now)
    candidates = connection.scalars(select(presence.c.person_id).where(lapsed)).all()
    ended = update(presence).values(state="offline", changed_at=now)
    return [
        person_id
        for person_id in candidates
        if connection.execute(ended.where(lapsed & (presence.c.person_id == person_id))).rowcount == 1
    ]


def find_state(connection: Connection, person_id: str, now: datetime) -> State:
    query = select(presence.c.state).where(presence.c.person_id == person_id, presence.c.lease_until > now)
    return cast("State", connection.scalar(query) or "offline")


def list_states(connection: Connection, now: datetime) -> dict[str, State]:
    query = select(presence.c.person_id, presence.c.state).where(presence.c.lease_until > now)
    return {row.person_id: cast("State", row.state) for row in connection.execute(query)}


def list_since(connection: Connection, now: datetime) -> dict[str, datetime]:
    query = select(presence.c.person_id, presence.c.changed_at).where(presence.c.lease_until > now)
    return {row.person_id: row.changed_at for row in connection.execute(query)}


def put_away(connection: Connection, person_id: str, now: datetime) -> bool:
    """Sets an online person to away. Their lease stays. Returns whether they were online."""
    online = (presence.c.person_id == person_id) & (presence.c.state == "online")
    changed = connection.execute(update(presence).where(online).values(state="away", changed_at=now))
    return changed.rowcount == 1


def list_online(connection: Connection, now: datetime) -> list[Person]:
    return [person_from(row) for row in connection.execute(_ONLINE, {"moment": now}).mappings()]
