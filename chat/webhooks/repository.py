"""The SQL of endpoints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from chat.webhooks.models import webhook_deliveries, webhook_endpoints
from kit.rows import columns_of, record_of, records_of


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where events go, and which. The secrets are sealed."""

    id: str
    url: str
    description: str
    events: Sequence[str]
    include_texts: bool
    state: str
    off_reason: str | None
    secret: str
    old_secret: str | None
    old_secret_until: datetime | None
    failures: int
    failing_since: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime

    def sealed_secrets(self, now: datetime) -> list[str]:
        """Those that sign at this moment: for a day after a change both, the new one first."""
        if self.old_secret is None or self.old_secret_until is None or self.old_secret_until <= now:
            return [self.secret]
        return [self.secret, self.old_secret]


_COLUMNS = columns_of(webhook_endpoints, Endpoint)


def list_endpoints(connection: Connection) -> list[Endpoint]:
    """The oldest first."""
    query = select(*_COLUMNS).order_by(webhook_endpoints.c.created_at, webhook_endpoints.c.id)
    return records_of(Endpoint, connection.execute(query))


def find_endpoint(connection: Connection, endpoint_id: str, *, lock: bool = False) -> Endpoint | None:
    query = select(*_COLUMNS).where(webhook_endpoints.c.id == endpoint_id)
    return record_of(Endpoint, connection.execute(query.with_for_update() if lock else query).first())


def insert_endpoint(connection: Connection, values: dict[str, Any]) -> None:
    connection.execute(insert(webhook_endpoints).values(**values))


def change_endpoint(connection: Connection, endpoint_id: str, **values: Any) -> None:
    connection.execute(update(webhook_endpoints).where(webhook_endpoints.c.id == endpoint_id).values(**values))


def delete_endpoint(connection: Connection, endpoint_id: str) -> bool:
    """Takes its deliveries along. Returns whether there was one."""
    connection.execute(delete(webhook_deliveries).where(webhook_deliveries.c.endpoint_id == endpoint_id))
    found = connection.execute(delete(webhook_endpoints).where(webhook_endpoints.c.id == endpoint_id))
    return found.rowcount > 0
