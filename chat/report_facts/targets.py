"""Which of a department's targets were due in one handoff, and which were met. Only settled ones count.

A target is settled when the customer was served, or when the handoff ended too late. One that ended in time
without being met, for example because the customer left before, was not due.
"""

from collections.abc import Sequence
from datetime import datetime

from chat.report_facts.history import Entry, History, Request, Row
from staff.departments.business_time import open_seconds
from staff.departments.department import Department


def settle(
    history: History, request: Request, replies: Sequence[Entry], department: Department | None, *, was_accepted: bool
) -> Row:
    """`replies` are the agents' public messages in this handoff."""
    judge = _Judge(department)
    first = replies[0].created_at if replies else None
    judge.settle("first", "first_reply", request.requested_at, first, request.closed_at)
    if first is not None:
        for asked, served in _next_replies(history, request, first):
            judge.settle("next", "next_reply", asked, served, request.closed_at)
    if was_accepted and request.state == "closed":
        judge.settle("resolution", "resolution", request.requested_at, request.closed_at, request.closed_at)
    return judge.counts


class _Judge:
    def __init__(self, department: Department | None) -> None:
        self._hours = department.hours if department else None
        self._targets = (department.targets if department else None) or {}
        names = ("first", "next", "resolution")
        self.counts: Row = {f"{name}_{what}": 0 for name in names for what in ("due", "met")}

    def settle(self, name: str, target: str, since: datetime, served: datetime | None, closed: datetime | None) -> None:
        minutes, until = self._targets.get(target), served or closed
        if minutes is None or until is None:
            return
        in_time = open_seconds(self._hours, since, until) <= minutes * 60
        if served is not None or not in_time:
            self.counts[f"{name}_due"] += 1
            self.counts[f"{name}_met"] += int(in_time)


def _next_replies(history: History, request: Request, first: datetime) -> list[tuple[datetime, datetime | None]]:
    """When the customer first wrote after an agent's message, and when an agent answered that; None if nobody did."""
    found: list[tuple[datetime, datetime | None]] = []
    asked: datetime | None = None
    for entry in history.entries:
        if entry.created_at < first or (request.closed_at is not None and entry.created_at > request.closed_at):
            continue
        if entry.author_kind == "customer" and entry.kind == "text":
            asked = asked or entry.created_at
        elif entry.author_kind == "agent" and entry.is_public_text and asked is not None:
            found.append((asked, entry.created_at))
            asked = None
    return found if asked is None else [*found, (asked, None)]
