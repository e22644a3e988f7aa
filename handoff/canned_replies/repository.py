"""The SQL of canned replies."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from handoff.canned_replies.canned_reply import CannedReply
from handoff.canned_replies.models import canned_replies
from kit.rows import columns_of, record_of, records_of, values_of

_COLUMNS = columns_of(canned_replies, CannedReply)


def insert_canned_reply(connection: Connection, reply: CannedReply) -> None:
    connection.execute(insert(canned_replies).values(**values_of(reply)))


def find(connection: Connection, canned_reply_id: str) -> CannedReply | None:
    row = connection.execute(select(*_COLUMNS).where(canned_replies.c.id == canned_reply_id)).first()
    return record_of(CannedReply, row)


def list_all(connection: Connection, owner_id: str = "") -> list[CannedReply]:
    """Returns everybody's replies, and those of one agent, by shortcut; of two with the same, the agent's own first."""
    query = (
        select(*_COLUMNS)
        .where(canned_replies.c.owner_id.in_(("", owner_id)))
        .order_by(canned_replies.c.shortcut, canned_replies.c.owner_id.desc())
    )
    return records_of(CannedReply, connection.execute(query))


def change(connection: Connection, canned_reply_id: str, **values: Any) -> None:
    connection.execute(update(canned_replies).where(canned_replies.c.id == canned_reply_id).values(**values))


def remove(connection: Connection, canned_reply_id: str) -> None:
    connection.execute(delete(canned_replies).where(canned_replies.c.id == canned_reply_id))
