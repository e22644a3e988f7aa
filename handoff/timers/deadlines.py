"""A department's targets and the timers that follow from them. Pure functions of rows and the clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from kit.clock import to_text
from staff.departments.business_time import after_open_seconds
from staff.departments.department import Department

TimerKind = Literal["first_reply", "next_reply", "resolution"]
Stage = Literal["warning", "broken"]

KINDS: tuple[TimerKind, ...] = get_args(TimerKind)
STAGES: tuple[Stage, ...] = get_args(Stage)

WARNING_SHARE = 0.8
"""The share of a target's time after which people are warned, while something can still be done."""


@dataclass(frozen=True, slots=True)
class DeadlineState:
    """What decides the deadlines of a conversation that waits for an agent or has one.

    `since` is when it left the bot, `answered` is whether an agent has spoken since, and `unanswered_since` is when the
    customer first wrote after the agent's last message.
    """

    conversation_id: str
    customer: str | None
    department_id: str | None
    agent_name: str | None
    since: datetime
    answered: bool
    unanswered_since: datetime | None


@dataclass(frozen=True, slots=True)
class Timer:
    """A deadline. The time that is left, and whether it is broken, depend on the clock."""

    kind: TimerKind
    since: datetime
    warn_at: datetime
    due_at: datetime

    def reached(self, now: datetime) -> tuple[Stage, ...]:
        """Returns the stages that the timer has reached."""
        return STAGES if now >= self.due_at else STAGES[:1] if now >= self.warn_at else ()

    def body(self) -> dict[str, Any]:
        moments = {name: to_text(getattr(self, name)) for name in ("since", "warn_at", "due_at")}
        return {"kind": self.kind, **moments}


def timers_of(state: DeadlineState, department: Department | None) -> list[Timer]:
    """Returns the conversation's running timers, first due first. Empty without targets."""
    if department is None or not department.targets:
        return []
    running: Mapping[TimerKind, datetime | None] = {
        "first_reply": None if state.answered else state.since,
        "next_reply": state.unanswered_since if state.answered else None,
        "resolution": state.since,
    }
    timers = [_timer(kind, since, department) for kind, since in running.items() if since is not None]
    return sorted((timer for timer in timers if timer is not None), key=lambda timer: timer.due_at)


def _timer(kind: TimerKind, since: datetime, department: Department) -> Timer | None:
    minutes = (department.targets or {}).get(kind)
    if minutes is None:
        return None
    warn_at = after_open_seconds(department.hours, since, minutes * 60 * WARNING_SHARE)
    due_at = after_open_seconds(department.hours, since, minutes * 60)
    return Timer(kind, since, warn_at, due_at) if warn_at is not None and due_at is not None else None
