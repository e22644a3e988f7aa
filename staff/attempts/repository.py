"""The SQL of counted attempts."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select, update

from kit.rows import insert_missing
from staff.attempts.models import attempts


def read_moments(connection: Connection, counter: str) -> list[float]:
    row = connection.execute(select(attempts.c.moments).where(attempts.c.counter == counter)).first()
    return [] if row is None else list(row.moments)


def lock_moments(connection: Connection, counter: str, until: datetime) -> list[float]:
    """Returns the counter's moments; nobody else changes them until the transaction ends."""
    insert_missing(connection, attempts, {"counter": counter}, {"moments": [], "until": until})
    query = select(attempts.c.moments).where(attempts.c.counter == counter).with_for_update()
    return list(connection.execute(query).scalar_one())


def store_moments(connection: Connection, counter: str, moments: Sequence[float], until: datetime) -> None:
    values = {"moments": list(moments), "until": until}
    connection.execute(update(attempts).where(attempts.c.counter == counter).values(**values))


def delete_past(connection: Connection, now: float) -> None:
    connection.execute(delete(attempts).where(attempts.c.until <= datetime.fromtimestamp(now, UTC)))
