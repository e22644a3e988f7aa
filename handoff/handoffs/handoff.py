"""The values of a handoff: why it was requested, how urgent it is, and what it was found to need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

State = Literal["waiting", "taken", "cancelled", "closed"]

REASONS: Mapping[str, int] = {
    "asked_for_person": 0,
    "nothing_found": 0,
    "contradictory": 0,
    "out_of_scope": 0,
    "repeated_misunderstanding": 1,
    "bot_unavailable": 1,
    "follow_up": 1,
    "frustration": 2,
    "sensitive_topic": 3,
}
"""Each reason's code with the priority it gives; higher waits in front."""

EXITS = ("wait", "leave_contact", "back_to_bot")
"""What a waiting customer can always do instead, so that no queue is a dead end."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A request that a person take over, with what was found of it when it was queued last.

    `skills` are those that its `topics` call for, each with `id` and `name`; `language_matched` is whether the agent
    who has it speaks its language.
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
    """What an agent had begun to write when the conversation left her."""

    agent_id: str
    agent_name: str
    text: str
    drafted_at: datetime
