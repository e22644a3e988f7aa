"""The SQL of departments."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from kit.rows import columns_of, record_of, records_of
from staff.departments.department import Department
from staff.departments.models import departments

_COLUMNS = columns_of(departments, Department)
_BY_ID = select(*_COLUMNS).where(departments.c.id == bindparam("department"))  # this runs in every turn
_DEFAULT = select(*_COLUMNS).where(departments.c.is_default)
_ALL = select(*_COLUMNS).order_by(departments.c.is_default.desc(), departments.c.name)


def insert_department(connection: Connection, department: Department, now: datetime) -> None:
    connection.execute(insert(departments).values(**department.body(), created_at=now))


def find(connection: Connection, department_id: str) -> Department | None:
    return _one(connection, _BY_ID, department=department_id)


def find_by_name(connection: Connection, name: str) -> Department | None:
    return _one(connection, select(*_COLUMNS).where(departments.c.name == name))


def find_default(connection: Connection) -> Department | None:
    return _one(connection, _DEFAULT)


def list_departments(connection: Connection) -> list[Department]:
    return records_of(Department, connection.execute(_ALL))


def change(connection: Connection, department_id: str, **values: Any) -> None:
    connection.execute(update(departments).where(departments.c.id == department_id).values(**values))


def end_default(connection: Connection) -> None:
    """No department is the default until another is made it, in the same transaction."""
    connection.execute(update(departments).where(departments.c.is_default).values(is_default=False))


def _one(connection: Connection, query: Select[Any], **values: str) -> Department | None:
    return record_of(Department, connection.execute(query, values).first())
