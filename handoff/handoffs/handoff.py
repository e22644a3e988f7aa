"""The handoff values: why a person was requested, how urgent it is, and what it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["waiting", "taken", "cancelled", "closed"]

Reason = Literal[
    "asked_for_person",
    "nothing_found",
    "contradictory",
    "out_of_scope",
    "repeated_misunderstanding",
    "bot_unavailable",
    "follow_up",
    "transferred",
    "frustration",
    "sensitive_topic",
]
"""The reason codes that Baton itself gives."""

HandoffReason = Reason | str
"""A bot may hand over for reasons of its own."""

REASONS: Mapping[Reason | str, int] = {
    "asked_for_person": 0,
    "nothing_found": 0,
    "contradictory": 0,
    "out_of_scope": 0,
    "repeated_misunderstanding": 1,
    "bot_unavailable": 1,
    "follow_up": 1,
    "transferred": 0,
    "frustration": 2,
    "sensitive_topic": 3,
}
"""Priority by reason code. A higher priority is served first."""

EXITS = ("wait", "leave_contact", "back_to_bot")
"""What a waiting customer can always do, so that the queue is never a dead end."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A request for a person, with what was known when it was last queued.

    `skills` are the ones its `topics` require, each with `id` and `name`. `language_matched` is whether the agent who
    has it speaks its language.
    """

    id: str
    conversation_id: str
    reason: str
    note: str | None
    department_id: str | None
    wanted_agent_id: str | None
    priority: int
    state: State
    agent_id: str | None
    agent_name: str | None
    requested_at: datetime
    waiting_since: datetime
    taken_at: datetime | None
    closed_at: datetime | None
    language: str | None = None
    topics: Sequence[str] = ()
    skills: Sequence[Mapping[str, str]] = ()
    upset: bool = False
    hard: bool = False
    language_matched: bool | None = None


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """A text that an agent had started to write before they lost the conversation."""

    agent_id: str
    agent_name: str
    text: str
    drafted_at: datetime
