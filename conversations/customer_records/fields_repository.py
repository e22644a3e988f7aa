"""The SQL of the company's own customer fields."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from conversations.customer_records.field import CustomerField
from conversations.customer_records.models import customer_fields


def list_own_fields(connection: Connection, *, lock: bool = False) -> list[CustomerField]:
    """Returns the fields in the order that supervisors chose."""
    query = select(customer_fields).order_by(customer_fields.c.position)
    rows = connection.execute(query.with_for_update() if lock else query)
    return [CustomerField(row.id, row.label, row.kind, tuple(row.choices)) for row in rows]


def replace_own_fields(connection: Connection, fields: Sequence[CustomerField]) -> None:
    connection.execute(delete(customer_fields))
    if fields:
        rows = [{**field.body(), "position": place} for place, field in enumerate(fields)]
        connection.execute(insert(customer_fields), rows)
