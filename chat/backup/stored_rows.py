"""Rows of any table as JSON, the same for both kinds of database, so that one can be restored into the other.

Tables are read from the database itself and not from this version's models: a backup of an older schema is complete,
and is restored into that schema before it is migrated.
"""

import base64
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

BATCH = 500
REVISION = "alembic_version"
_DERIVED = ("searchable_messages", "message_search", "sqlite_")
"""SQLite's index of messages, which triggers keep: its tables are filled when the messages are."""


def tables_of(connection: Connection) -> list[Table]:
    """Every table with data of its own, those that others refer to first."""
    names = [name for name in inspect(connection).get_table_names() if _is_own(name)]
    found = MetaData()
    found.reflect(connection, only=names)
    return [table for table in found.sorted_tables if _is_own(table.name)]


def _is_own(name: str) -> bool:
    return name != REVISION and not name.startswith(_DERIVED)


def read_rows(connection: Connection, table: Table) -> Iterator[list[Any]]:
    """All rows, in the order of the primary key, with constant memory."""
    columns = list(table.columns)
    # JSON as its text: its null and SQL's NULL differ.
    shown = [cast(column, Text) if isinstance(column.type, JSON) else column for column in columns]
    query = select(*shown).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    writers = [_TO_JSON.get(_kind_of(column.type)) for column in columns]
    for row in connection.execute(query):
        yield [
            value if value is None or write is None else write(value) for value, write in zip(row, writers, strict=True)
        ]


def write_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[list[Any]]) -> int:
    """Inserts the rows in batches; returns how many there were."""
    chosen = [table.columns[name] for name in columns]
    readers = [_reader(connection, column) for column in chosen]
    values = {column.name: _placeholder(connection, column) for column in chosen}
    statement, count = insert(table).values(values), 0
    batch: list[dict[str, Any]] = []
    for row in rows:
        made = (
            value if value is None or read is None else read(value) for value, read in zip(row, readers, strict=True)
        )
        batch.append({f"p_{name}": value for name, value in zip(columns, made, strict=True)})
        count += 1
        if len(batch) == BATCH:
            connection.execute(statement, batch)
            batch = []
    if batch:
        connection.execute(statement, batch)
    return count


def empty(connection: Connection, tables: Sequence[Table]) -> None:
    """Removes what migrations have put into a new database."""
    for table in reversed(tables):
        connection.execute(delete(table))


def count_rows(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def raise_sequences(connection: Connection, tables: Sequence[Table]) -> None:
    """PostgreSQL numbers new rows after the highest restored one. SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key.columns:
            sequence = connection.scalar(
                text("select pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
            )
            if sequence:
                highest = connection.scalar(select(func.max(column)))
                values = {"sequence": sequence, "value": highest or 1, "used": highest is not None}
                connection.execute(text("select setval(:sequence, :value, :used)"), values)


def _placeholder(connection: Connection, column: Column[Any]) -> Any:
    if isinstance(column.type, JSON):
        given = bindparam(f"p_{column.name}", type_=Text())
        return cast(given, column.type) if connection.dialect.name == "postgresql" else given
    return bindparam(f"p_{column.name}", type_=column.type)


def _kind_of(kind: TypeEngine[Any]) -> str:
    for name, group in (("moment", DateTime), ("bytes", LargeBinary), ("flag", Boolean), ("number", Numeric)):
        if isinstance(kind, group):
            return name
    return ""


def _moment_to_text(value: datetime) -> str:
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()


_TO_JSON: dict[str, Callable[[Any], Any]] = {
    "moment": _moment_to_text,
    "bytes": lambda value: base64.b64encode(value).decode(),
    "flag": bool,
    "number": float,
}


def _reader(connection: Connection, column: Column[Any]) -> Callable[[Any], Any] | None:
    naive = connection.dialect.name == "sqlite"

    def moment(value: str) -> datetime:
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=None) if naive else found

    readers: dict[str, Callable[[Any], Any]] = {"moment": moment, "bytes": base64.b64decode}
    return readers.get(_kind_of(column.type))
