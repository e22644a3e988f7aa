"""Events: facts told after commit. A transaction notes them; the database tells them once it is durable.

An event is a hint where to look, never content of record: who misses one finds everything in SQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

_KEY = "baton.events"


@dataclass(frozen=True)
class Event:
    """A fact named `noun.past_verb`, with the identifiers that say where to look."""

    name: str
    details: dict[str, Any] = field(default_factory=dict)


def tell(connection: Connection, name: str, **details: Any) -> None:
    """Notes an event of this transaction. It is told after the commit, and dropped with a rollback."""
    connection.info.setdefault(_KEY, []).append(Event(name, details))


@contextmanager
def gather_events(connection: Connection) -> Iterator[list[Event]]:
    """Collects the events that are noted inside."""
    events: list[Event] = []
    connection.info[_KEY] = events
    try:
        yield events
    finally:
        connection.info.pop(_KEY, None)
