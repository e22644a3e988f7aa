"""The SQL of deliveries: which are due, who sends them, and what came of it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, func, insert, or_, select, update

from chat.webhooks.models import webhook_attempts, webhook_deliveries, webhook_endpoints, webhook_events
from conversations.contact import Contact
from conversations.models import contacts
from kit.rows import columns_of, record_of, records_of

_D = webhook_deliveries.c


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """What happened, without words of a customer."""

    number: int
    id: str
    type: str
    conversation_id: str | None
    seq: int | None
    data: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one endpoint."""

    number: int
    id: str
    event_number: int
    endpoint_id: str
    conversation_id: str | None
    state: str
    holds: bool
    tries: int
    attempts: int
    next_at: datetime
    claim: str | None
    claimed_until: datetime | None
    status: int | None
    problem: str | None
    settled_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of the endpoint, and how its answer began."""

    attempt: int
    at: datetime
    milliseconds: int
    status: int | None
    problem: str | None
    answer: str | None


@dataclass(frozen=True, slots=True)
class Sending:
    """An endpoint that is on, and how often it has failed in a row."""

    id: str
    failures: int


_DELIVERY = columns_of(webhook_deliveries, Delivery)
_EVENT = columns_of(webhook_events, StoredEvent)
_SENDING = select(*columns_of(webhook_endpoints, Sending)).where(webhook_endpoints.c.state == "on")


def list_sending(connection: Connection) -> list[Sending]:
    return records_of(Sending, connection.execute(_SENDING))


def _due(endpoint_id: str, now: datetime, limit: int) -> Select[Any]:
    """Deliveries whose time has come, the oldest first. One waits while an earlier one of its conversation does."""
    earlier = webhook_deliveries.alias("earlier")
    held = exists().where(
        earlier.c.endpoint_id == endpoint_id,
        earlier.c.conversation_id == _D.conversation_id,
        earlier.c.number < _D.number,
        earlier.c.state == "waiting",
        earlier.c.holds,
    )
    return (
        select(_D.number)
        .where(
            _D.endpoint_id == endpoint_id,
            _D.state == "waiting",
            _D.next_at <= now,
            or_(_D.claimed_until.is_(None), _D.claimed_until <= now),
            ~held,
        )
        .order_by(_D.number)
        .limit(limit)
    )


def is_due(connection: Connection, endpoint_id: str, now: datetime) -> bool:
    return connection.scalar(_due(endpoint_id, now, 1)) is not None


def claim_due(
    connection: Connection, endpoint_id: str, now: datetime, until: datetime, limit: int
) -> list[tuple[int, str]]:
    """Takes deliveries that are due, each for one process alone until then. Returns their numbers and claims."""
    due = _due(endpoint_id, now, limit).with_for_update(skip_locked=True, of=webhook_deliveries)
    return [(number, claim(connection, number, until)) for number in connection.scalars(due).all()]


def claim(connection: Connection, number: int, until: datetime) -> str:
    token = secrets.token_hex(16)
    change(connection, number, claim=token, claimed_until=until)
    return token


def find_event(connection: Connection, number: int) -> StoredEvent | None:
    query = select(*_EVENT).where(webhook_events.c.number == number)
    return record_of(StoredEvent, connection.execute(query).first())


def find(connection: Connection, number: int, *, lock: bool = False) -> Delivery | None:
    query = select(*_DELIVERY).where(_D.number == number)
    return record_of(Delivery, connection.execute(query.with_for_update() if lock else query).first())


def find_by_id(connection: Connection, delivery_id: str, *, lock: bool = False) -> Delivery | None:
    query = select(*_DELIVERY).where(_D.id == delivery_id)
    return record_of(Delivery, connection.execute(query.with_for_update() if lock else query).first())


def change(connection: Connection, number: int, **values: Any) -> None:
    connection.execute(update(webhook_deliveries).where(_D.number == number).values(**values))


def insert_attempt(connection: Connection, number: int, attempt: Attempt) -> None:
    connection.execute(
        insert(webhook_attempts).values(
            delivery_number=number,
            attempt=attempt.attempt,
            at=attempt.at,
            milliseconds=attempt.milliseconds,
            status=attempt.status,
            problem=attempt.problem,
            answer=attempt.answer,
        )
    )


def list_attempts(connection: Connection, number: int) -> list[Attempt]:
    """The first first."""
    query = select(*columns_of(webhook_attempts, Attempt)).where(webhook_attempts.c.delivery_number == number)
    return records_of(Attempt, connection.execute(query.order_by(webhook_attempts.c.attempt)))


def find_contact(connection: Connection, conversation_id: str, left_at: datetime) -> Contact | None:
    """The contact details that were left at that moment."""
    query = (
        select(contacts.c.email, contacts.c.phone, contacts.c.note)
        .where(contacts.c.conversation_id == conversation_id, contacts.c.created_at == left_at)
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else Contact(*row)


def list_deliveries(
    connection: Connection, endpoint_id: str | None, state: str | None, before: int | None, limit: int
) -> list[tuple[Delivery, StoredEvent]]:
    """Newest first. `before` is the number of the last delivery that the caller has."""
    query = select(*_DELIVERY, *_EVENT).join_from(webhook_deliveries, webhook_events)
    if endpoint_id is not None:
        query = query.where(_D.endpoint_id == endpoint_id)
    if state is not None:
        query = query.where(_D.state == state)
    if before is not None:
        query = query.where(_D.number < before)
    width = len(_DELIVERY)
    rows = [tuple(row) for row in connection.execute(query.order_by(_D.number.desc()).limit(limit))]
    return [(Delivery(*row[:width]), StoredEvent(*row[width:])) for row in rows]


def replay(connection: Connection, numbers: Sequence[int], now: datetime) -> None:
    """They are sent as if they were new, with the same identifier."""
    fresh = {"state": "waiting", "holds": True, "tries": 0, "next_at": now, "settled_at": None, "problem": None}
    connection.execute(update(webhook_deliveries).where(_D.number.in_(numbers)).values(**fresh, claim=None))


def list_failed(connection: Connection, endpoint_id: str, since: datetime, limit: int) -> list[int]:
    """Those that were given up and whose event happened since then, the oldest first; tests are left out."""
    query = (
        select(_D.number)
        .join_from(webhook_deliveries, webhook_events)
        .where(_D.endpoint_id == endpoint_id, _D.state == "failed", webhook_events.c.created_at >= since)
        .where(webhook_events.c.type != "endpoint.tested")
        .order_by(_D.number)
        .limit(limit)
    )
    return list(connection.scalars(query))


def count_states(connection: Connection) -> dict[tuple[str, str], int]:
    """(endpoint, state) -> number of deliveries that are kept."""
    query = select(_D.endpoint_id, _D.state, func.count()).group_by(_D.endpoint_id, _D.state)
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def oldest_waiting(connection: Connection) -> datetime | None:
    """Since when the oldest delivery waits that an endpoint which is on has not taken."""
    query = (
        select(func.min(_D.created_at))
        .join_from(webhook_deliveries, webhook_endpoints, webhook_endpoints.c.id == _D.endpoint_id)
        .where(_D.state == "waiting", webhook_endpoints.c.state == "on")
    )
    oldest: datetime | None = connection.scalar(query)
    return oldest
