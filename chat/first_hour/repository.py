"""The SQL of the first hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from chat.first_hour.models import first_hour
from kit.rows import columns_of, record_of


@dataclass(frozen=True, slots=True)
class FirstHour:
    administrator_id: str
    steps: Mapping[str, str]
    begun_at: datetime
    finished_at: datetime | None


def insert_first_hour(connection: Connection, one: FirstHour) -> None:
    values = {"administrator_id": one.administrator_id, "steps": dict(one.steps), "begun_at": one.begun_at}
    connection.execute(insert(first_hour).values(id=1, **values))


def find(connection: Connection, *, lock: bool = False) -> FirstHour | None:
    query = select(*columns_of(first_hour, FirstHour))
    return record_of(FirstHour, connection.execute(query.with_for_update() if lock else query).first())


def set_steps(connection: Connection, steps: Mapping[str, str]) -> None:
    connection.execute(update(first_hour).values(steps=dict(steps)))


def set_finished(connection: Connection, now: datetime) -> None:
    connection.execute(update(first_hour).where(first_hour.c.finished_at.is_(None)).values(finished_at=now))
