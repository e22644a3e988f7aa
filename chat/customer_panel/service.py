"""What agents see about the customer beside a conversation: Baton's data and data from the company's own systems.

The company's systems are called here. If one fails or is too slow, the panel shows the rest and says what is missing.
"""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection

from chat.orders.order_book import Order, OrderBook
from conversations import repository
from conversations.conversation import Conversation
from conversations.customer_records.field import CustomerField
from conversations.customer_records.fields import list_known_fields
from conversations.customer_records.records import (
    CustomerNote,
    CustomerRecord,
    CustomerRecords,
    RecordChanged,
    Subject,
    subject_of,
)
from conversations.search import snippet
from handoff.handoffs.languages import customer_language
from handoff.resolutions.service import resolution_body
from handoff.views.access import readable
from kit.auth import Principal
from kit.background.failures import describe_failure
from kit.clock import to_text
from kit.database import Database
from kit.errors import BatonError

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 3.0

T = TypeVar("T")


async def ask(system: str, call: Awaitable[T]) -> T:
    """The answer of a company's system. Raises `records_unavailable` for any failure; BatonErrors pass unchanged."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await call
    except (BatonError, RecordChanged):
        raise
    except Exception as error:  # an external boundary: a company's system may fail in any way
        log.warning("system.failed", system=system, **describe_failure(error))
        raise BatonError(
            "The customer's data is not available right now.",
            code="records_unavailable",
            status=503,
            retry_after=5,
        ) from error


async def read_panel(
    database: Database, order_book: OrderBook, records: CustomerRecords, agent: Principal, conversation_id: str
) -> dict[str, Any]:
    """The body of `GET /conversations/{id}/customer`; `unavailable` names the sections that could not be loaded."""
    panel, subject, fields = await database.read(_own_part, agent, conversation_id)
    email = panel["identity"].get("email") if panel["verified"] else None
    orders, record = await asyncio.gather(
        ask("orders", order_book.list_by_email(email) if email else _no_orders()),
        ask("record", records.read(subject)),
        return_exceptions=True,
    )
    panel["unavailable"] = [name for name, part in (("orders", orders), ("record", record)) if _failed(part)]
    panel["orders"] = [] if isinstance(orders, BaseException) else [_order_body(order) for order in orders]
    panel["record"] = None if isinstance(record, BaseException) else record_body(record, fields)
    return panel


def record_body(record: CustomerRecord, fields: Sequence[CustomerField]) -> dict[str, Any]:
    """A record for agents: every defined field, with its value or null."""
    return {
        "version": record.version,
        "fields": [{**field.body(), "value": record.values.get(field.id)} for field in fields],
        "notes": [note_body(note) for note in record.notes],
        "changed_at": to_text(record.changed_at) if record.changed_at else None,
        "changed_by": record.changed_by or None,
    }


def note_body(note: CustomerNote) -> dict[str, Any]:
    """A note on a customer. Without `author`, Baton wrote it."""
    return {
        "id": note.id,
        "author": {"id": note.author_id, "name": note.author_name} if note.author_id else None,
        "text": note.text,
        "created_at": to_text(note.created_at),
        "edited_at": to_text(note.edited_at) if note.edited_at else None,
    }


def _failed(part: object) -> bool:
    if isinstance(part, BaseException) and not isinstance(part, BatonError):
        raise part
    return isinstance(part, BatonError)


async def _no_orders() -> list[Order]:
    return []


def _order_body(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "state": order.state,
        "detail": order.detail,
        "placed_at": to_text(order.placed_at),
    }


def _own_part(
    connection: Connection, agent: Principal, conversation_id: str
) -> tuple[dict[str, Any], Subject, list[CustomerField]]:
    conversation, _ = readable(connection, agent, conversation_id)
    identity = dict(conversation.identity or {})
    past = repository.list_of_customer(connection, str(identity.get("id") or ""), conversation_id)
    left = repository.list_contacts(connection, conversation_id)
    ratings = repository.list_ratings(connection, [conversation_id, *(each.id for each in past)])
    panel = {
        "identity": identity,
        "verified": bool(identity),
        "contact": left[0].body() if left else None,
        "page_url": conversation.page_url,
        "locale": conversation.locale,
        "language": customer_language(conversation),
        "rating": ratings.get(conversation_id),
        "past": _past(connection, past, ratings),
    }
    return panel, subject_of(conversation), list_known_fields(connection)


def _past(
    connection: Connection, past: Sequence[Conversation], ratings: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """What each earlier conversation was about, and how it ended."""
    identifiers = [each.id for each in past]
    first = repository.list_outermost_texts(connection, identifiers, "first", author_kind="customer")
    return [
        {
            "id": each.id,
            "status": each.status,
            "created_at": to_text(each.created_at),
            "title": snippet(first[each.id].draft.text) if each.id in first else None,
            "outcome": (resolution_body(connection, each.id, ()) or {}).get("outcome"),
            "rating": ratings.get(each.id),
        }
        for each in past
    ]
