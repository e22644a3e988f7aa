"""Canned replies: supervisors write them, agents send them. Each shortcut is unique."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from handoff.canned_replies import repository
from handoff.canned_replies.canned_reply import CannedReply
from kit.auth import Principal
from kit.errors import Conflict, NotFound
from kit.identifiers import new_id


def add_canned_reply(
    connection: Connection, shortcut: str, title: str, text: str, author: Principal, now: datetime
) -> CannedReply:
    """Adds a canned reply. Raises Conflict if the shortcut is taken."""
    reply = CannedReply(new_id("canned"), shortcut, title, text, now, author.name)
    try:
        with connection.begin_nested():
            repository.insert_canned_reply(connection, reply)
    except IntegrityError:
        raise _taken() from None
    return reply


def change_canned_reply(
    connection: Connection, canned_reply_id: str, changes: Mapping[str, Any], author: Principal, now: datetime
) -> CannedReply:
    """Changes shortcut, title or text. Raises NotFound, or Conflict if the shortcut is taken."""
    try:
        with connection.begin_nested():
            repository.change(connection, canned_reply_id, **changes, updated_at=now, updated_by=author.name)
    except IntegrityError:
        raise _taken() from None
    changed = repository.find(connection, canned_reply_id)
    if changed is None:
        raise NotFound()
    return changed


def remove_canned_reply(connection: Connection, canned_reply_id: str) -> None:
    """Removes a canned reply. Raises NotFound if it does not exist."""
    if not repository.remove(connection, canned_reply_id):
        raise NotFound()


def _taken() -> Conflict:
    return Conflict("Another canned reply already has this shortcut.", field="shortcut")
