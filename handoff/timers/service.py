"""Timers as people see them: in lists, in a conversation and on the board; and telling consoles when one is near.

Nothing runs in memory. Timers are computed from rows on each read, so restarts and clock changes do not matter. Only
the fact that a stage was told is stored, so that exactly one of several processes tells it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from handoff.timers import repository as timers_repository
from handoff.timers.deadlines import DeadlineState, Stage, Timer, TimerKind, timers_of
from kit.events import tell
from staff.departments import repository as departments_repository
from staff.departments.department import Department


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage that a timer has reached and that consoles have not been told of."""

    conversation_id: str
    kind: TimerKind
    since: datetime
    stage: Stage


def read_timers(
    connection: Connection, conversation_ids: Sequence[str], departments: Sequence[Department] | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Returns each conversation's running timers, first due first. Without timers, the list is empty."""
    bodies: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for state, timer in _running(connection, conversation_ids, departments):
        bodies[state.conversation_id].append(timer.body())
    return bodies


def list_reached(connection: Connection, now: datetime) -> list[dict[str, Any]]:
    """Returns the timers that have reached their warning: broken ones first, then by due time."""
    near = [(state, timer) for state, timer in _running(connection) if timer.reached(now)]
    near.sort(key=lambda pair: ("broken" not in pair[1].reached(now), pair[1].due_at))
    return [
        {
            "conversation_id": state.conversation_id,
            "customer": state.customer,
            "agent": state.agent_name,
            "department": state.department_id,
            "broken": "broken" in timer.reached(now),
            **timer.body(),
        }
        for state, timer in near
    ]


def list_untold(connection: Connection, now: datetime) -> list[Reached]:
    """Returns the reached stages that consoles have not been told of."""
    reached = [
        Reached(state.conversation_id, timer.kind, timer.since, stage)
        for state, timer in _running(connection)
        for stage in timer.reached(now)
    ]
    if not reached:
        return []
    told = timers_repository.list_told(connection, sorted({each.conversation_id for each in reached}))
    return [each for each in reached if (each.conversation_id, each.kind, each.since, each.stage) not in told]


def tell_reached(connection: Connection, reached: Reached, now: datetime) -> None:
    """Tells open consoles, exactly once even if several processes try."""
    conversation_id, kind, stage = reached.conversation_id, reached.kind, reached.stage
    if timers_repository.insert_told(connection, conversation_id, kind, reached.since, stage, now):
        tell(connection, "timer.reached", conversation_id=conversation_id, kind=kind, stage=stage)


def _running(
    connection: Connection,
    conversation_ids: Sequence[str] | None = None,
    departments: Sequence[Department] | None = None,
) -> Iterable[tuple[DeadlineState, Timer]]:
    """Yields the running timers. If no department has a target, which is the default, nothing else is read."""
    known = departments_repository.list_departments(connection) if departments is None else departments
    if conversation_ids == [] or not any(department.targets for department in known):
        return
    by_id: dict[str | None, Department] = {department.id: department for department in known}
    by_id.update((None, department) for department in known if department.is_default)
    for state in timers_repository.list_deadline_states(connection, conversation_ids):
        for timer in timers_of(state, by_id.get(state.department_id)):
            yield state, timer
