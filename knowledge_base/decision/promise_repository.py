"""The SQL of the promise: what share of the bot's answers must be right, as supervisors have set it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from knowledge_base.models import promises


@dataclass(frozen=True, slots=True)
class SetPromise:
    promise: float
    set_by: str
    set_at: datetime


def latest_promise(connection: Connection) -> SetPromise | None:
    """The promise that holds; None where nobody has set one and the setting's default does."""
    query = select(promises.c.promise, promises.c.set_by, promises.c.set_at)
    row = connection.execute(query.order_by(promises.c.id.desc()).limit(1)).first()
    return None if row is None else SetPromise(*row)


def set_promise(connection: Connection, promise: float, author: str, now: datetime) -> SetPromise:
    connection.execute(insert(promises).values(promise=promise, set_by=author, set_at=now))
    return SetPromise(promise, author, now)
