"""SQL for the promise: the share of the bot's answers that must be right, as set by supervisors."""

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
    """The current promise; None if nobody has set one, so that the default setting is used."""
    query = select(promises.c.promise, promises.c.set_by, promises.c.set_at)
    row = connection.execute(query.order_by(promises.c.id.desc()).limit(1)).first()
    return None if row is None else SetPromise(*row)


def set_promise(connection: Connection, promise: float, author: str, now: datetime) -> SetPromise:
    connection.execute(insert(promises).values(promise=promise, set_by=author, set_at=now))
    return SetPromise(promise, author, now)
