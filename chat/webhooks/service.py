"""Adding, changing and removing endpoints, and changing their secrets. Each function runs in one transaction."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from chat.webhooks import repository
from chat.webhooks.repository import Endpoint
from kit.clock import to_text
from kit.errors import Conflict, NotFound
from kit.events import tell
from kit.identifiers import new_id

MOST_ENDPOINTS = 20
OLD_SECRET_LASTS = timedelta(days=1)


def get(connection: Connection, endpoint_id: str, *, lock: bool = False) -> Endpoint:
    """Raises NotFound."""
    found = repository.find_endpoint(connection, endpoint_id, lock=lock)
    if found is None:
        raise NotFound()
    return found


def add(connection: Connection, given: Mapping[str, Any], sealed: str, author: str, now: datetime) -> Endpoint:
    """`sealed` is its secret. Raises `too_many_endpoints`."""
    if len(repository.list_endpoints(connection)) >= MOST_ENDPOINTS:
        message = f"There are {MOST_ENDPOINTS} endpoints already."
        raise Conflict(message, code="too_many_endpoints", limit=MOST_ENDPOINTS)
    values = {**given, "id": new_id("end"), "secret": sealed, "created_by": author}
    values |= {"state": "on", "failures": 0, "created_at": now, "updated_at": now}
    repository.insert_endpoint(connection, values)
    _tell(connection, values["id"])
    return get(connection, values["id"])


def change(connection: Connection, endpoint_id: str, given: Mapping[str, Any], now: datetime) -> Endpoint:
    """`given` has the fields that change; `on` switches it. Switching it on forgets how it failed before."""
    get(connection, endpoint_id, lock=True)
    values = {name: value for name, value in given.items() if name != "on"}
    if given.get("on") is True:
        values |= {"state": "on", "off_reason": None, "failures": 0, "failing_since": None}
    elif given.get("on") is False:
        values |= {"state": "off", "off_reason": "person"}
    repository.change_endpoint(connection, endpoint_id, **values, updated_at=now)
    _tell(connection, endpoint_id)
    return get(connection, endpoint_id)


def roll_secret(connection: Connection, endpoint_id: str, sealed: str, now: datetime) -> Endpoint:
    """The secret until now goes on signing for a day, beside the new one."""
    endpoint = get(connection, endpoint_id, lock=True)
    values = {"secret": sealed, "old_secret": endpoint.secret, "old_secret_until": now + OLD_SECRET_LASTS}
    repository.change_endpoint(connection, endpoint_id, **values, updated_at=now)
    return get(connection, endpoint_id)


def remove(connection: Connection, endpoint_id: str) -> None:
    """Takes its deliveries along. Raises NotFound."""
    if not repository.delete_endpoint(connection, endpoint_id):
        raise NotFound()
    _tell(connection, endpoint_id)


def _tell(connection: Connection, endpoint_id: str) -> None:
    tell(connection, "webhook.changed", endpoint_id=endpoint_id)


def endpoint_body(endpoint: Endpoint, now: datetime) -> dict[str, Any]:
    """An endpoint as the API shows it: without its secrets."""
    old = endpoint.old_secret_until
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "description": endpoint.description,
        "events": list(endpoint.events),
        "include_texts": endpoint.include_texts,
        "on": endpoint.state == "on",
        "off_reason": endpoint.off_reason,
        "failures": endpoint.failures,
        "failing_since": to_text(endpoint.failing_since) if endpoint.failing_since else None,
        "old_secret_until": to_text(old) if old and old > now else None,
        "created_by": endpoint.created_by,
        "created_at": to_text(endpoint.created_at),
    }
