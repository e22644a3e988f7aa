"""The SQL of presence. A row whose lease has run out reads as offline before anybody has swept it."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, insert, select, update

from handoff.people_models import people, presence
from handoff.people_repository import PERSON_COLUMNS, person_from
from handoff.person import Person

if TYPE_CHECKING:
    from handoff.presence import State


def store(connection: Connection, person_id: str, state: "State", now: datetime, lease_until: datetime) -> None:
    values = {"state": state, "lease_until": lease_until, "changed_at": now}
    _lock(connection, person_id)
    changed = connection.execute(update(presence).where(presence.c.person_id == person_id).values(**values))
    if changed.rowcount == 0:
        connection.execute(insert(presence).values(person_id=person_id, **values))


def renew(connection: Connection, person_id: str, lease_until: datetime) -> None:
    said = (presence.c.person_id == person_id) & (presence.c.state != "offline")
    connection.execute(update(presence).where(said).values(lease_until=lease_until))


def end_lapsed(connection: Connection, now: datetime) -> list[str]:
    """Marks as offline whoever has lapsed; of several processes that sweep at once, one gets each."""
    lapsed = (presence.c.state != "offline") & (presence.c.lease_until <= now)
    candidates = connection.scalars(select(presence.c.person_id).where(lapsed)).all()
    ended = update(presence).values(state="offline", changed_at=now)
    return [
        person_id
        for person_id in candidates
        if connection.execute(ended.where(lapsed & (presence.c.person_id == person_id))).rowcount == 1
    ]


def find_state(connection: Connection, person_id: str, now: datetime) -> "State":
    query = select(presence.c.state).where(presence.c.person_id == person_id, presence.c.lease_until > now)
    return cast("State", connection.scalar(query) or "offline")


def list_states(connection: Connection, now: datetime) -> dict[str, "State"]:
    query = select(presence.c.person_id, presence.c.state).where(presence.c.lease_until > now)
    return {row.person_id: cast("State", row.state) for row in connection.execute(query)}


def list_online(connection: Connection, now: datetime) -> list[Person]:
    query = (
        select(*PERSON_COLUMNS)
        .join(presence, presence.c.person_id == people.c.id)
        .where(presence.c.state == "online", presence.c.lease_until > now)
    )
    return [person_from(row) for row in connection.execute(query).mappings()]


def _lock(connection: Connection, person_id: str) -> None:
    """Two first calls of one person at once must not both insert."""
    connection.execute(select(people.c.id).where(people.c.id == person_id).with_for_update(key_share=True))
