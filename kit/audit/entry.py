"""One entry of the audit log, and the hash that chains it to the one before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kit.auth import Principal


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a person, the operator at a shell, Baton by a rule of the company, or somebody not signed in."""

    kind: str
    id: str | None = None


OPERATOR = Actor("operator")
ANONYMOUS = Actor("anonymous")
BY_RULE = Actor("rule")


def by(principal: Principal) -> Actor:
    return Actor(principal.kind, principal.id or None)


@dataclass(frozen=True, slots=True)
class Entry:
    """`subject` is an identifier. `details` hold codes, identifiers and numbers: no secret, no text of a customer."""

    actor: Actor
    action: str
    subject: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stored entry."""

    seq: int
    at: datetime
    actor_kind: str
    actor_id: str | None
    action: str
    subject: str | None
    details: Mapping[str, Any]
    hash: str


def hash_of(seq: int, at: datetime, entry: Entry, previous: str) -> str:
    """The hash of an entry with everything that it says, and of the entry before it."""
    said = [
        seq,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor.kind,
        entry.actor.id,
        entry.action,
        entry.subject,
        dict(entry.details),
        previous,
    ]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def rehash(row: Recorded, previous: str) -> str:
    entry = Entry(Actor(row.actor_kind, row.actor_id), row.action, row.subject, row.details)
    return hash_of(row.seq, row.at, entry, previous)
