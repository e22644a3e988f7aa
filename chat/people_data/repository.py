"""The SQL that erases a customer's data. The timeline keeps its rows and numbers; what they said is replaced."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    cast,
    delete,
    func,
    null,
    or_,
    select,
    text,
    update,
)

from chat.orders.demo import orders, returns
from chat.report_facts.repository import forget_facts
from chat.webhook_deliveries.retention_repository import forget_answers
from conversations.attachments.models import attachments
from conversations.customer_records.models import customer_records
from conversations.merges.repository import forget as forget_merges
from conversations.models import contacts, conversations, messages, ratings
from handoff.follow_ups.models import follow_ups
from handoff.handoffs.models import assignments, handoffs
from knowledge_base.models import decisions

ERASED = "[erased]"

Counts = dict[str, int]


def lock_conversation(connection: Connection, conversation_id: str) -> tuple[str, bool] | None:
    """Status, and whether it was erased before; None if there is no such conversation."""
    query = select(conversations.c.status, conversations.c.token_hash).where(conversations.c.id == conversation_id)
    row = connection.execute(query.with_for_update()).first()
    return None if row is None else (row.status, row.token_hash == _no_token(conversation_id))


def _no_token(conversation_id: str) -> str:
    """In place of a token's hash: no token has it, and it marks a conversation as erased."""
    return f"erased-{sha256(conversation_id.encode()).hexdigest()[:48]}"


def list_expired(
    connection: Connection,
    before: datetime,
    department_id: str | None,
    *,
    others_than: Collection[str] = (),
    limit: int | None = None,
) -> list[str]:
    """Conversations that were resolved before then and not touched since, oldest first, without erased ones.

    An empty `department_id` stands for those without a department, None for all but `others_than`. Who is still to be
    called back stays.
    """
    query = select(conversations.c.id).where(*_expired(before, department_id, others_than))
    oldest = query.order_by(conversations.c.resolved_at, conversations.c.id).limit(limit)
    return list(connection.scalars(oldest))


def count_expired(
    connection: Connection, before: datetime, department_id: str | None, others_than: Collection[str] = ()
) -> int:
    """How many `list_expired` lists."""
    query = select(func.count()).select_from(conversations).where(*_expired(before, department_id, others_than))
    return connection.scalar(query) or 0


def _expired(before: datetime, department_id: str | None, others_than: Collection[str]) -> list[ColumnElement[bool]]:
    promised = select(follow_ups.c.conversation_id).where(follow_ups.c.state == "open")
    old = [
        conversations.c.status == "resolved",
        conversations.c.resolved_at < before,
        conversations.c.updated_at < before,
        conversations.c.token_hash.not_like("erased-%"),
        conversations.c.id.not_in(promised),
    ]
    mine = conversations.c.department_id
    if department_id is not None:
        return [*old, mine == department_id if department_id else mine.is_(None)]
    return [*old, or_(mine.is_(None), mine.not_in(others_than))] if others_than else old


def overwrite_freed_space(connection: Connection) -> None:
    """SQLite then fills with zeros what is deleted in this connection, instead of leaving it in the file."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("pragma secure_delete = on"))


def rebuild_search(connection: Connection) -> None:
    """SQLite's search index keeps the words of changed messages until its parts are merged."""
    if connection.dialect.name == "sqlite":
        overwrite_freed_space(connection)
        connection.execute(text("insert into message_search (message_search) values ('optimize')"))


def erase_conversation_rows(connection: Connection, conversation_id: str) -> Counts:
    """Returns the number of rows by table."""
    forget_facts(connection, conversation_id)
    mine = {table: table.c.conversation_id == conversation_id for table in _OF_CONVERSATION}
    return {
        "messages": _erase_messages(connection, conversation_id),
        "attachments": _deleted(connection, attachments, mine[attachments]),
        "contacts": _deleted(connection, contacts, mine[contacts]),
        "decisions": _deleted(connection, decisions, mine[decisions]),
        "ratings": _changed(connection, ratings, mine[ratings], comment=None),
        "handoffs": _changed(connection, handoffs, mine[handoffs], note=None, topics=[]),
        "assignments": _changed(connection, assignments, mine[assignments], draft=None),
        "follow_ups": _erase_follow_ups(connection, mine[follow_ups]),
        "customer_records": _deleted(connection, customer_records, mine[customer_records]),
        "demo_returns": _changed(
            connection, returns, returns.c.effect_key.startswith(f"{conversation_id}:", autoescape=True), reason=ERASED
        ),
        "merges": forget_merges(connection, conversation_id),
        "webhook_attempts": forget_answers(connection, conversation_id),
        "conversations": _changed(
            connection,
            conversations,
            conversations.c.id == conversation_id,
            token_hash=_no_token(conversation_id),
            page_url=None,
            identity=null(),
            identity_id=None,
            dialogue=null(),
            memory={},
        ),
    }


_OF_CONVERSATION = (attachments, contacts, decisions, ratings, handoffs, assignments, follow_ups, customer_records)


def _erase_follow_ups(connection: Connection, mine: ColumnElement[bool]) -> int:
    """Nobody can be called back any more."""
    _changed(connection, follow_ups, and_(mine, follow_ups.c.state == "open"), state="cancelled")
    return _changed(connection, follow_ups, mine, note=ERASED, email=None, phone=None)


def _erase_messages(connection: Connection, conversation_id: str) -> int:
    """Timeline messages made from a template stay: their details name colleagues and departments alone."""
    details = messages.c.details
    without_details = or_(details.is_(null()), cast(details, Text) == "null")
    said = and_(messages.c.conversation_id == conversation_id, or_(messages.c.kind != "event", without_details))
    empty = {
        "details": null(),
        "choices": null(),
        "sources": null(),
        "why": null(),
        "choice": None,
        "attachments": null(),
    }
    return _changed(connection, messages, said, text=ERASED, **empty)


def erase_record(connection: Connection, record_id: str) -> Counts:
    """A customer's record with its notes."""
    return {"customer_records": _deleted(connection, customer_records, customer_records.c.id == record_id)}


def erase_orders(connection: Connection, email: str) -> Counts:
    """In the demo's order book."""
    numbers = select(orders.c.number).where(orders.c.email == email)
    return {
        "demo_returns": _changed(connection, returns, returns.c.order_number.in_(numbers), reason=ERASED),
        "demo_orders": _changed(connection, orders, orders.c.email == email, email=ERASED),
    }


def _changed(connection: Connection, table: Table, where: ColumnElement[bool], **values: Any) -> int:
    return connection.execute(update(table).where(where).values(**values)).rowcount


def _deleted(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(where)).rowcount
