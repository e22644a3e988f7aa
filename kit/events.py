"""Events are facts published after commit. A transaction records them; the database publishes them once it is durable.

An event only says where to look. A process that misses one finds everything in SQL.
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
    """Records an event in this transaction. It is published after the commit and dropped on a rollback."""
    connection.info.setdefault(_KEY, []).append(Event(name, details))


@contextmanager
def gather_events(connection: Connection) -> Iterator[list[Event]]:
    """Collects the events recorded inside the `with` block."""
    events: list[Event] = []
    connection.info[_KEY] = events
    try:
        yield events
    finally:
        connection.info.pop(_KEY, None)
