"""The SQL of merges, and of the marks by which one person's conversations are found."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, or_, select, update

from conversations.conversation import Conversation, CustomerToken
from conversations.merges.merge import Marks, Merge
from conversations.merges.models import merges
from conversations.models import contacts, conversations
from conversations.repository import find_many, find_token, touch_token
from kit.identifiers import new_id
from kit.rows import columns_of, record_of, upsert, values_of

_COLUMNS = columns_of(merges, Merge)
OPEN = ("bot", "queued", "assigned")


def put(connection: Connection, merge: Merge) -> None:
    """Stores a merge in place of an earlier one of the same conversation, whose customers are led no more."""
    values = {**values_of(merge), "token_hash": None, "token_used_at": None}
    upsert(connection, merges, {"conversation_id": values.pop("conversation_id")}, values)


def find_active(connection: Connection, conversation_id: str) -> Merge | None:
    """Returns the merge by which this conversation goes on elsewhere now."""
    query = select(*_COLUMNS).where(merges.c.conversation_id == conversation_id, merges.c.ended_at.is_(None))
    return record_of(Merge, connection.execute(query).first())


def end(connection: Connection, conversation_id: str, now: datetime) -> bool:
    """Returns whether the conversation was merged. Who was led away stays there: it is theirs as well."""
    active = (merges.c.conversation_id == conversation_id) & merges.c.ended_at.is_(None)
    return connection.execute(update(merges).where(active).values(ended_at=now)).rowcount == 1


def put_token(connection: Connection, conversation_id: str, token_hash: str, now: datetime) -> None:
    values = {"token_hash": token_hash, "token_used_at": now}
    connection.execute(update(merges).where(merges.c.conversation_id == conversation_id).values(values))


def find_customer_token(connection: Connection, token_hash: str) -> CustomerToken | None:
    """Returns what a customer's token opens: its own conversation, or the one to which it leads."""
    own = find_token(connection, token_hash)
    if own is not None:
        return own
    query = (
        select(merges.c.into_id, merges.c.token_used_at, conversations.c.updated_at)
        .join(conversations, conversations.c.id == merges.c.into_id)
        .where(merges.c.token_hash == token_hash)
    )
    row = connection.execute(query).first()
    return None if row is None else CustomerToken(row.into_id, max(row.token_used_at, row.updated_at))


def touch_customer_token(connection: Connection, token_hash: str, now: datetime) -> None:
    touch_token(connection, token_hash, now)
    connection.execute(update(merges).where(merges.c.token_hash == token_hash).values(token_used_at=now))


def forget(connection: Connection, conversation_id: str) -> int:
    """Removes what connects an erased conversation with others, and with it every token that leads there."""
    either = or_(merges.c.conversation_id == conversation_id, merges.c.into_id == conversation_id)
    return connection.execute(delete(merges).where(either)).rowcount


def copy_contacts(connection: Connection, conversation_id: str, to: str) -> None:
    """Gives a conversation the contact details that were left in another one. Those that it has stay as they are."""
    columns = (contacts.c.email, contacts.c.phone, contacts.c.name, contacts.c.note, contacts.c.created_at)
    of = contacts.c.conversation_id
    had = {(row.email, row.phone, row.name) for row in connection.execute(select(*columns).where(of == to))}
    for row in connection.execute(select(*columns).where(of == conversation_id)).all():
        if (row.email, row.phone, row.name) not in had:
            values = {"id": new_id("contact"), "conversation_id": to, **row._asdict()}
            connection.execute(insert(contacts).values(**values))


def marks_of(connection: Connection, conversation_ids: Sequence[str]) -> dict[str, Marks]:
    """Returns by what each conversation's customer can be recognised."""
    query = select(conversations.c.id, conversations.c.identity_id, conversations.c.identity)
    rows = connection.execute(query.where(conversations.c.id.in_(conversation_ids))).all()
    emails: dict[str, set[str]] = {row.id: _signed_email(row.identity) for row in rows}
    left = select(contacts.c.conversation_id, contacts.c.email).where(
        contacts.c.conversation_id.in_(conversation_ids), contacts.c.email.is_not(None)
    )
    for row in connection.execute(left):
        emails[row.conversation_id].add(row.email.lower())
    return {row.id: Marks(row.identity_id, frozenset(emails[row.id])) for row in rows}


def list_same_person(connection: Connection, conversation_id: str, marks: Marks, limit: int) -> list[Conversation]:
    """Returns other conversations that may be the same person's: the open ones first, then the latest.

    Resolved ones of the same identity are left out: they have the same customer record, and are history.
    """
    found: dict[str, Conversation] = {}
    for condition in _conditions(marks):
        query = select(conversations.c.id).where(condition, conversations.c.id != conversation_id)
        latest = query.order_by(conversations.c.updated_at.desc()).limit(limit)
        found |= {each.id: each for each in find_many(connection, latest)}
    gone = select(merges.c.conversation_id).where(merges.c.ended_at.is_(None), merges.c.conversation_id.in_(found))
    for merged in connection.scalars(gone).all():
        del found[merged]
    newest = sorted(found.values(), key=lambda each: each.updated_at, reverse=True)
    return sorted(newest, key=lambda each: each.status == "resolved")[:limit]


def _conditions(marks: Marks) -> list[ColumnElement[bool]]:
    """One for each index, because no database uses several for one query well."""
    is_open = conversations.c.status.in_(OPEN)
    conditions: list[ColumnElement[bool]] = []
    if marks.identity_id:
        conditions.append((conversations.c.identity_id == marks.identity_id) & is_open)
    if marks.emails:
        conditions.append(conversations.c.id.in_(_who_left(marks.emails)))
        signed = func.lower(conversations.c.identity["email"].as_string())
        conditions.append(is_open & signed.in_(sorted(marks.emails)))
    return conditions


def _who_left(emails: Collection[str]) -> Select[Any]:
    return select(contacts.c.conversation_id).where(contacts.c.email.in_(sorted(emails)))


def _signed_email(identity: object) -> set[str]:
    email = identity.get("email") if isinstance(identity, dict) else None
    return {email.lower()} if isinstance(email, str) and email else set()
