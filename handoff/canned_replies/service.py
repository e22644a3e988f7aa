"""Canned replies: supervisors write them, agents send them. Each shortcut is unique."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from handoff.canned_replies import repository
from handoff.canned_replies.canned_reply import CannedReply
from kit.auth import Principal
from kit.errors import NotFound
from kit.identifiers import new_id
from kit.rows import refuse_duplicate

_TAKEN = ("Another canned reply already has this shortcut.", "shortcut")


def add_canned_reply(
    connection: Connection, shortcut: str, title: str, text: str, author: Principal, now: datetime
) -> CannedReply:
    """Adds a canned reply. Raises Conflict if the shortcut is taken."""
    reply = CannedReply(new_id("canned"), shortcut, title, text, now, author.name)
    with refuse_duplicate(connection, *_TAKEN):
        repository.insert_canned_reply(connection, reply)
    return reply


def change_canned_reply(
    connection: Connection, canned_reply_id: str, changes: Mapping[str, Any], author: Principal, now: datetime
) -> CannedReply:
    """Changes shortcut, title or text. Raises NotFound, or Conflict if the shortcut is taken."""
    with refuse_duplicate(connection, *_TAKEN):
        repository.change(connection, canned_reply_id, **changes, updated_at=now, updated_by=author.name)
    changed = repository.find(connection, canned_reply_id)
    if changed is None:
        raise NotFound()
    return changed


def remove_canned_reply(connection: Connection, canned_reply_id: str) -> None:
    """Removes a canned reply. Raises NotFound if it does not exist."""
    if not repository.remove(connection, canned_reply_id):
        raise NotFound()
