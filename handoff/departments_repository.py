"""The SQL of departments."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from handoff.department import Department
from handoff.departments_models import departments

_COLUMNS = [departments.c[name] for name in Department.__dataclass_fields__]


def insert_department(connection: Connection, department: Department, now: datetime) -> None:
    connection.execute(insert(departments).values(**department.body(), created_at=now))


def find(connection: Connection, department_id: str) -> Department | None:
    return _one(connection, departments.c.id == department_id)


def find_by_name(connection: Connection, name: str) -> Department | None:
    return _one(connection, departments.c.name == name)


def find_default(connection: Connection) -> Department | None:
    return _one(connection, departments.c.is_default)


def list_departments(connection: Connection) -> list[Department]:
    query = select(*_COLUMNS).order_by(departments.c.is_default.desc(), departments.c.name)
    return [Department(**row) for row in connection.execute(query).mappings()]


def change(connection: Connection, department_id: str, **values: Any) -> None:
    connection.execute(update(departments).where(departments.c.id == department_id).values(**values))


def _one(connection: Connection, which: Any) -> Department | None:
    row = connection.execute(select(*_COLUMNS).where(which)).mappings().first()
    return None if row is None else Department(**row)
