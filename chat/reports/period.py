"""What a report is limited to: days of the company's time zone, department, agent, channel, topic, language."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kit.errors import BadRequest

LONGEST_DAYS = 731
USUAL_DAYS = 30

SLOT_SECONDS = 900
"""SQL counts by quarters of an hour, which begin at the same moments in every time zone. They are put into the hours
and days of the company's time zone afterwards, so that changing it, and daylight saving, need no other facts.
"""

NONE = "-"
"""Stands for conversations without a topic, language or department."""


@dataclass(frozen=True, slots=True)
class Filters:
    """`since` and `until` are seconds; `until` no longer counts. None means no limit."""

    first_day: date
    last_day: date
    zone: ZoneInfo
    department: str | None = None
    agent: str | None = None
    channel: str | None = None
    topic: str | None = None
    language: str | None = None

    @property
    def since(self) -> int:
        return _midnight(self.first_day, self.zone)

    @property
    def until(self) -> int:
        return _midnight(self.last_day + timedelta(days=1), self.zone)

    @property
    def days(self) -> list[date]:
        return [self.first_day + timedelta(days=n) for n in range((self.last_day - self.first_day).days + 1)]

    def local(self, slot: int) -> datetime:
        """The slot's beginning on the company's clocks."""
        return datetime.fromtimestamp(slot * SLOT_SECONDS, UTC).astimezone(self.zone)


def period(first: str | None, last: str | None, now: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The days asked for; by default the last thirty, with today. Raises `bad_query`."""
    today = now.astimezone(zone).date()
    last_day = _day("until", last) if last else today
    first_day = _day("since", first) if first else last_day - timedelta(days=USUAL_DAYS - 1)
    if first_day > last_day:
        raise BadRequest("The period ends before it begins.", code="bad_query", field="until")
    if (last_day - first_day).days >= LONGEST_DAYS:
        raise BadRequest("A report covers two years at most.", code="bad_query", field="since", limit=LONGEST_DAYS)
    return first_day, last_day


def _day(field: str, text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not 1970 < found.year < 9000:
        raise BadRequest("A day is written as 2030-03-04.", code="bad_query", field=field)
    return found


def _midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())
