"""The history of one conversation as its facts are made from it: plain values, read by `facts_repository`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from staff.departments.department import Department

CHANNEL = "widget"
"""The only channel so far."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message without its text."""

    seq: int
    author_kind: str
    author_id: str | None
    kind: str
    event: str | None
    visibility: str
    created_at: datetime

    @property
    def is_public_text(self) -> bool:
        return self.kind == "text" and self.visibility == "public"


@dataclass(frozen=True, slots=True)
class Request:
    """A handoff."""

    id: str
    reason: str
    department_id: str | None
    state: str
    requested_at: datetime
    closed_at: datetime | None
    language: str | None
    topics: Sequence[str]


@dataclass(frozen=True, slots=True)
class Stint:
    """An assignment."""

    id: str
    handoff_id: str | None
    agent_id: str
    created_at: datetime
    ended_at: datetime | None
    ending: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the bot, with what the customer said about it by button or in words."""

    seq: int
    action: str
    helped: bool | None


@dataclass(slots=True)
class History:
    """Everything about one conversation that its facts depend on. Entries are in order."""

    id: str
    revision: int
    status: str
    erased: bool
    identity_id: str | None
    language: str | None
    topics: Sequence[str]
    department_id: str | None
    entries: list[Entry] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    stints: list[Stint] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    contacts: list[tuple[str | None, str | None, datetime]] = field(default_factory=list)
    """E-mail, phone, and when they were left."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What all facts depend on besides their conversation: opening hours and targets, as they are today."""

    digest: str
    departments: Mapping[str | None, Department]
    """By identifier; None is the default department."""


Row = dict[str, Any]
