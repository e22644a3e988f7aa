"""Customers' positions in the queue, of one or of all: how many are ahead, how long it may take, and who is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from handoff.handoffs import repository
from handoff.handoffs.handoff import Handoff
from handoff.offers import repository as offers_repository
from handoff.presence.service import list_present
from handoff.queue.position import QueuePosition
from handoff.waits import repository as waits_repository
from handoff.waits.closing import closing_before_served
from handoff.waits.correction import Correction, correction_by
from handoff.waits.estimate import Pace, QueueState, expected_range, pace_of
from kit.ttl_cache import cached
from staff.departments.business_time import opens_after
from staff.departments.department import Hours, open_at
from staff.departments.service import hours_of

PACE_SECONDS = 1.0
"""Cache lifetime, in seconds, of the recent pace, which every waiting customer's position needs."""


def queue_position_of(connection: Connection, conversation_id: str, now: datetime) -> QueuePosition | None:
    """Returns the conversation's queue position; None if it is not waiting."""
    handoff = repository.find_open(connection, conversation_id)
    if handoff is None or handoff.state != "waiting":
        return None
    circumstances = _circumstances_of(connection, handoff.department_id, now)
    return circumstances.position_of(handoff, repository.count_before(connection, handoff) + 1)


def list_queue_positions(connection: Connection, now: datetime) -> dict[str, QueuePosition]:
    """Returns the queue position of every waiting conversation.

    It is the same as `queue_position_of` for each of them, but takes a few statements in all.
    """
    departments: dict[str | None, _Circumstances] = {}
    positions: dict[str, QueuePosition] = {}
    for number, handoff in enumerate(repository.list_waiting(connection, limit=None), start=1):
        department_id = handoff.department_id
        if department_id not in departments:
            departments[department_id] = _circumstances_of(connection, department_id, now)
        positions[handoff.conversation_id] = departments[department_id].position_of(handoff, number)
    return positions


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """What the positions of a department's customers have in common. Without present agents, no pace is read."""

    now: datetime
    hours: Hours | None
    present: int
    opens: datetime | None
    idle: int = 0
    recent: tuple[Pace, Correction] | None = None

    def position_of(self, handoff: Handoff, position: int) -> QueuePosition:
        told, by_formula = self._expected(position)
        closing = closing_before_served(self.hours, handoff.waiting_since, self.now, told)
        return QueuePosition(position, told, self.present, closing, by_formula=by_formula, opens=self.opens)

    def _expected(self, position: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Returns the wait range that is told and, if the formula was used, its range before the correction."""
        if self.recent is None:
            return None, None
        pace, correction = self.recent
        found = expected_range(QueueState(position, agents=self.present, idle=self.idle, pace=pace))
        if found is None or position <= self.idle:
            return found, None
        return correction.applied_to(*found), found


def _circumstances_of(connection: Connection, department_id: str | None, now: datetime) -> _Circumstances:
    present = [person.id for person in list_present(connection, now, department_id)]
    hours = hours_of(connection, department_id)
    opens = None if hours is None or open_at(hours, now) else opens_after(hours, now)
    if not present:
        return _Circumstances(now, hours, 0, opens)
    busy = offers_repository.count_held(connection, present)
    recent = cached(
        connection,
        ("pace", department_id),
        PACE_SECONDS,
        lambda: _pace(connection, department_id, busy),
        lambda known: known[0].is_sufficient,
    )
    return _Circumstances(now, hours, len(present), opens, len(present) - len(busy), recent)


def _pace(connection: Connection, department_id: str | None, busy: Mapping[str, int]) -> tuple[Pace, Correction]:
    handlings = waits_repository.list_assignments(connection, department_id, beside=sum(busy.values()))
    pace = pace_of(handlings, waits_repository.list_waits(connection))
    return pace, correction_by(waits_repository.list_observed_waits(connection))
