"""The SQL of the demo's week: finding and deleting its conversations by their customers' identities."""

from sqlalchemy import Connection, delete, func, select

from conversations.customer_records.models import customer_records
from conversations.models import conversations

PREFIX = "demo:"
"""How the identities of the week's customers begin."""


def count_conversations(connection: Connection) -> int:
    query = select(func.count()).where(conversations.c.identity_id.startswith(PREFIX, autoescape=True))
    return connection.scalar(query) or 0


def delete_conversations(connection: Connection) -> int:
    """Deletes them with everything that hangs on them, and their customers' records."""
    connection.execute(
        delete(customer_records).where(customer_records.c.identity_id.startswith(PREFIX, autoescape=True))
    )
    mine = conversations.c.identity_id.startswith(PREFIX, autoescape=True)
    return connection.execute(delete(conversations).where(mine)).rowcount
