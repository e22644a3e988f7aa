"""The SQL that stores events with their deliveries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from chat.webhooks.models import webhook_deliveries, webhook_endpoints, webhook_events
from kit.identifiers import new_id

_ON = select(webhook_endpoints.c.id, webhook_endpoints.c.events).where(webhook_endpoints.c.state == "on")


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that is to be told. `seq` is the message that it is about."""

    type: str
    data: Mapping[str, Any]
    created_at: datetime
    conversation_id: str | None = None
    seq: int | None = None


def read_wanted(connection: Connection) -> frozenset[str]:
    """The types that at least one endpoint wants."""
    return frozenset(wanted for row in connection.execute(_ON) for wanted in row.events)


def insert_events(connection: Connection, events: Sequence[NewEvent]) -> int:
    """Stores each event that an endpoint wants, with a delivery for each. Returns the number of deliveries."""
    wanting = {row.id: frozenset(row.events) for row in connection.execute(_ON)}
    count = 0
    for event in events:
        endpoints = [endpoint_id for endpoint_id, wanted in wanting.items() if event.type in wanted]
        if endpoints:
            insert_event(connection, event, endpoints)
            count += len(endpoints)
    return count


def insert_event(connection: Connection, event: NewEvent, endpoint_ids: Sequence[str]) -> list[str]:
    """Returns the deliveries, in the order of the endpoints."""
    made = connection.execute(
        insert(webhook_events).values(
            id=new_id("evt"),
            type=event.type,
            conversation_id=event.conversation_id,
            seq=event.seq,
            data=dict(event.data),
            created_at=event.created_at,
        )
    )
    key = made.inserted_primary_key
    assert key is not None
    rows = [_delivery(event, key[0], endpoint_id) for endpoint_id in endpoint_ids]
    connection.execute(insert(webhook_deliveries), rows)
    return [str(row["id"]) for row in rows]


def _delivery(event: NewEvent, number: int, endpoint_id: str) -> dict[str, Any]:
    return {
        "id": new_id("dlv"),
        "event_number": number,
        "endpoint_id": endpoint_id,
        "conversation_id": event.conversation_id,
        "state": "waiting",
        "holds": True,
        "tries": 0,
        "attempts": 0,
        "next_at": event.created_at,
        "created_at": event.created_at,
    }
