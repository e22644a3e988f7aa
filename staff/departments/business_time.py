"""Business time: only the seconds in which a department is open count."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from staff.departments.department import Hours, spans_on

FARTHEST = timedelta(days=400)
"""Anything later is never due, for example if a department never opens or opens one hour a year."""


def after_open_seconds(hours: Hours | None, since: datetime, seconds: float) -> datetime | None:
    """Returns when the department will have been open for `seconds` after `since`; None if never."""
    if hours is None:
        return since + timedelta(seconds=seconds)
    left = seconds
    for start, end in _open_spans(hours, since):
        length = (end - start).total_seconds()
        if left <= length:
            return start + timedelta(seconds=left)
        left -= length
    return None


def open_seconds(hours: Hours | None, since: datetime, until: datetime) -> float:
    """Returns for how long the department was open between the two moments; 0 if `until` is earlier."""
    if hours is None:
        return max(0.0, (until - since).total_seconds())
    total = 0.0
    for start, end in _open_spans(hours, since):
        if start >= until:
            break
        total += (min(end, until) - start).total_seconds()
    return total


def closes_between(hours: Hours, since: datetime, until: datetime) -> datetime | None:
    """Returns when the department that is open at `since` closes, if before `until`. None also if it is closed then.

    Adjoining spans count as one: midnight between two spans, or one span ending inside another, is not closing.
    """
    closes = since
    for start, end in _open_spans(hours, since):
        if start > closes or closes >= until:
            break
        closes = end
    return closes if since < closes < until else None


def opens_after(hours: Hours, since: datetime) -> datetime | None:
    """Returns when the department opens next, or `since` if it is open; None if it never does."""
    return next((start for start, _end in _open_spans(hours, since)), None)


def _open_spans(hours: Hours, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yields the open spans from then on, in order. Each second counts once, even if the hours overlap."""
    zone = ZoneInfo(hours["time_zone"])
    reached, day = since, since.astimezone(zone).date()
    while day - since.date() < FARTHEST:
        for start, end in sorted(spans_on(hours, day), key=tuple):
            opens, closes = max(_moment(day, start, zone), reached), _moment(day, end, zone)
            if opens < closes:
                yield opens, closes
                reached = closes
        day += timedelta(days=1)


def _moment(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """Converts a wall-clock time to a moment, with daylight saving. `24:00` is the start of the next day."""
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(_UTC)


_UTC = ZoneInfo("UTC")
