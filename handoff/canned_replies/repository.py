"""The SQL of canned replies."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from handoff.canned_replies.canned_reply import CannedReply
from handoff.canned_replies.models import canned_replies

_COLUMNS = [canned_replies.c[name] for name in CannedReply.__dataclass_fields__]


def insert_canned_reply(connection: Connection, reply: CannedReply) -> None:
    values = {name: getattr(reply, name) for name in CannedReply.__dataclass_fields__}
    connection.execute(insert(canned_replies).values(**values))


def find(connection: Connection, canned_reply_id: str) -> CannedReply | None:
    row = connection.execute(select(*_COLUMNS).where(canned_replies.c.id == canned_reply_id)).first()
    return None if row is None else CannedReply(*list(row))  # the columns are selected in the order of the fields


def list_all(connection: Connection) -> list[CannedReply]:
    query = select(*_COLUMNS).order_by(canned_replies.c.shortcut)
    return [CannedReply(*list(row)) for row in connection.execute(query)]


def change(connection: Connection, canned_reply_id: str, **values: Any) -> None:
    connection.execute(update(canned_replies).where(canned_replies.c.id == canned_reply_id).values(**values))


def remove(connection: Connection, canned_reply_id: str) -> bool:
    """Returns whether the reply existed."""
    return connection.execute(delete(canned_replies).where(canned_replies.c.id == canned_reply_id)).rowcount == 1
