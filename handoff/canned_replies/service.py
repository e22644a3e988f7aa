"""Canned replies: supervisors write everybody's, agents their own. A shortcut is unique among each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from handoff.canned_replies import repository
from handoff.canned_replies.canned_reply import CannedReply
from kit.auth import Principal
from kit.errors import BadRequest, NotAllowed, NotFound
from kit.identifiers import new_id
from kit.rows import refuse_duplicate
from staff.departments.service import check_departments
from staff.people.person import SEEING_ALL

_TAKEN = ("Another canned reply already has this shortcut.", "shortcut")


def add_canned_reply(
    connection: Connection,
    shortcut: str,
    title: str,
    text: str,
    author: Principal,
    now: datetime,
    *,
    folder: str = "",
    department_id: str | None = None,
    personal: bool = False,
) -> CannedReply:
    """Adds a canned reply. Raises Conflict if the shortcut is taken, NotAllowed if somebody else writes everybody's."""
    owner_id = author.id if personal else ""
    reply = CannedReply(new_id("canned"), shortcut, title, text, now, author.name, folder, department_id, owner_id)
    _check(connection, reply, author)
    with refuse_duplicate(connection, *_TAKEN):
        repository.insert_canned_reply(connection, reply)
    return reply


def change_canned_reply(
    connection: Connection, canned_reply_id: str, changes: Mapping[str, Any], author: Principal, now: datetime
) -> CannedReply:
    """Changes shortcut, title, text, folder or department. Raises NotFound, NotAllowed, or Conflict if the shortcut is
    taken.
    """
    _find(connection, canned_reply_id, author)
    with refuse_duplicate(connection, *_TAKEN):
        repository.change(connection, canned_reply_id, **changes, updated_at=now, updated_by=author.name)
    changed = _find(connection, canned_reply_id, author)
    _check(connection, changed, author)
    return changed


def remove_canned_reply(connection: Connection, canned_reply_id: str, author: Principal) -> None:
    """Removes a canned reply. Raises NotFound or NotAllowed."""
    _find(connection, canned_reply_id, author)
    repository.remove(connection, canned_reply_id)


def _find(connection: Connection, canned_reply_id: str, author: Principal) -> CannedReply:
    """Returns a reply that the author may write. Those of others do not exist for them."""
    reply = repository.find(connection, canned_reply_id)
    if reply is None or reply.owner_id not in ("", author.id):
        raise NotFound()
    _check_writer(reply, author)
    return reply


def _check(connection: Connection, reply: CannedReply, author: Principal) -> None:
    _check_writer(reply, author)
    if reply.owner_id and reply.department_id:
        raise BadRequest("A reply of one's own has no department.", code="bad_type", field="department")
    check_departments(connection, [reply.department_id] if reply.department_id else [])


def _check_writer(reply: CannedReply, author: Principal) -> None:
    if not reply.owner_id and not author.roles & SEEING_ALL:
        raise NotAllowed("Only supervisors write the replies of everybody.")
