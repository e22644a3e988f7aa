"""Time as a department's customers may count it: the seconds in which it is open, and no others."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from staff.departments.department import Hours, spans_on

FARTHEST = timedelta(days=400)
"""What is not due within it is never due: a department that is not open, or an hour a year."""


def after_open_seconds(hours: Hours | None, since: datetime, seconds: float) -> datetime | None:
    """The moment at which the department has been open for `seconds` since then; None where that never comes."""
    if hours is None:
        return since + timedelta(seconds=seconds)
    left = seconds
    for start, end in _open_spans(hours, since):
        length = (end - start).total_seconds()
        if left <= length:
            return start + timedelta(seconds=left)
        left -= length
    return None


def closes_between(hours: Hours, since: datetime, until: datetime) -> datetime | None:
    """When the department that is open at `since` closes, if that is before `until`; None too where it is closed then.

    Spans that meet are one: at midnight, or where one ends in another, nothing closes.
    """
    closes = since
    for start, end in _open_spans(hours, since):
        if start > closes or closes >= until:
            break
        closes = end
    return closes if since < closes < until else None


def _open_spans(hours: Hours, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When the department is open from then on, in order and each second once, though its hours may overlap."""
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
    """A time of the wall clock as a moment, daylight saving regarded; `24:00` is the next day's beginning."""
    if clock == "24:00":
        day, clock = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(_UTC)


_UTC = ZoneInfo("UTC")
