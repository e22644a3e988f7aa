"""SQL for the target precision: the share of the bot's answers that must be right, as set by supervisors."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from knowledge_base.models import promises


@dataclass(frozen=True, slots=True)
class SetTargetPrecision:
    target_precision: float
    set_by: str
    set_at: datetime


def latest_target_precision(connection: Connection) -> SetTargetPrecision | None:
    """The current one; None if nobody has set one, so that the default setting is used."""
    query = select(promises.c.promise, promises.c.set_by, promises.c.set_at)
    row = connection.execute(query.order_by(promises.c.id.desc()).limit(1)).first()
    return None if row is None else SetTargetPrecision(*row)


def set_target_precision(
    connection: Connection, target_precision: float, author: str, now: datetime
) -> SetTargetPrecision:
    connection.execute(insert(promises).values(promise=target_precision, set_by=author, set_at=now))
    return SetTargetPrecision(target_precision, author, now)
