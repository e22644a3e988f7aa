"""Turns rows of a table into records and back, and writes rows that may exist already. A record is a dataclass whose
fields name the columns.

Queries select the columns in the order of the fields, so a record is made without looking names up.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from kit.errors import Conflict

T = TypeVar("T")

_INSERTS: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def columns_of(table: Table, kind: type[Any]) -> list[Column[Any]]:
    """What to select so that `record_of` can make a record of each row."""
    return [table.c[field.name] for field in fields(kind)]


def record_of(kind: Callable[..., T], row: Row[Any] | None) -> T | None:
    """Returns the record of a row; None if there is no row."""
    return None if row is None else kind(*row)


def records_of(kind: Callable[..., T], rows: Iterable[Row[Any]]) -> list[T]:
    return [kind(*row) for row in rows]


def values_of(record: Any) -> dict[str, Any]:
    """Returns the values of a record, to insert. Nested values stay as they are."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def upsert(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Inserts or updates the row with this primary key. Two transactions at once never collide."""
    statement = _INSERTS[connection.dialect.name](table).values(**key, **values)
    new = {name: statement.excluded[name] for name in values}
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=new))


def insert_missing(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Inserts the row if there is none with this primary key. Two transactions at once never collide."""
    statement = _INSERTS[connection.dialect.name](table).values(**key, **values)
    connection.execute(statement.on_conflict_do_nothing(index_elements=list(key)))


@contextmanager
def refuse_duplicate(connection: Connection, message: str, field: str) -> Iterator[None]:
    """Raises Conflict if a statement inside breaks a unique constraint. Earlier statements of the transaction stay."""
    try:
        with connection.begin_nested():
            yield
    except IntegrityError:
        raise Conflict(message, field=field) from None
