"""Every row about one customer, as JSON: also rows of tables that are added later, if they refer to a conversation."""

from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from chat.attachments.storage import FileStore
from chat.orders.demo import orders, returns
from chat.people_data.classification import kinds_of
from chat.people_data.find import Found
from conversations.customer_records.models import customer_records
from conversations.models import conversations
from kit.clock import to_text
from kit.database import metadata
from kit.errors import NotFound

Rows = dict[str, list[dict[str, Any]]]
AT_ONCE = 500


def export_customer(connection: Connection, person: str, found: Found, now: datetime) -> dict[str, Any]:
    tables: Rows = {}
    _follow(connection, conversations, conversations.c.id, found.conversations, tables)
    _follow(connection, customer_records, customer_records.c.id, found.records, tables)
    _orders(connection, found, tables)
    return {
        "person": person,
        "exported_at": to_text(now),
        "found": [{"conversation_id": each, "by": how} for each, how in found.conversations.items()],
        "tables": {str(name): rows for name, rows in tables.items() if rows},
    }


async def export_files(files: FileStore, rows: Iterable[dict[str, Any]]) -> dict[str, str | None]:
    """The content of each attachment in Base64, by its id; null where the file is gone."""
    contents: dict[str, str | None] = {}
    for row in rows:
        try:
            contents[row["id"]] = b64encode(await files.get(row["storage_key"])).decode()
        except NotFound:
            contents[row["id"]] = None
    return contents


def _follow(connection: Connection, table: Table, column: Column[Any], keys: Iterable[str], tables: Rows) -> None:
    """The rows with these keys, and then those of every table that refers to them."""
    rows = _rows(connection, table, column, list(keys))
    kept = tables.setdefault(table.name, [])
    before = {repr(row) for row in kept}  # two ways may lead to a row
    kept += [row for row in rows if repr(row) not in before]
    if not rows:
        return
    for other in metadata.sorted_tables:
        for foreign in other.foreign_keys:
            if foreign.column.table is table:
                _follow(connection, other, foreign.parent, [row[foreign.column.name] for row in rows], tables)


def _rows(connection: Connection, table: Table, column: Column[Any], keys: list[str]) -> list[dict[str, Any]]:
    kinds = kinds_of(table.name)
    shown = [each for each in table.columns if kinds.get(each.name) != "secret"]
    found: list[dict[str, Any]] = []
    for start in range(0, len(keys), AT_ONCE):
        query = select(*shown).where(column.in_(keys[start : start + AT_ONCE])).order_by(*table.primary_key.columns)
        found += [{name: _plain(value) for name, value in row.items()} for row in connection.execute(query).mappings()]
    return found


def _orders(connection: Connection, found: Found, tables: Rows) -> None:
    """The demo's orders. A company's own shop answers for its orders itself."""
    if found.email is not None:
        _follow(connection, orders, orders.c.email, [found.email], tables)
    registered = tables.setdefault(returns.name, [])
    for conversation_id in found.conversations:
        query = select(returns).where(returns.c.effect_key.startswith(f"{conversation_id}:", autoescape=True))
        for row in connection.execute(query).mappings():
            made = {name: _plain(value) for name, value in row.items()}
            if made not in registered:
                registered.append(made)


def _plain(value: Any) -> Any:
    return to_text(value) if isinstance(value, datetime) else value
