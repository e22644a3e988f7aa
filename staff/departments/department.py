"""The department and opening hours values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

LowConfidence = Literal["queue", "offer"]

Routing = Literal["pick", "least_busy", "least_effort", "longest_idle", "round_robin"]
"""How a department's handoffs reach agents. With `pick` nothing is offered: agents choose from the queue."""

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

DAYS: tuple[Day, ...] = get_args(Day)

Hours = Mapping[str, Any]
"""`{"time_zone": "Europe/Brussels", "weekly": {"monday": [["08:00", "18:00"]]}, "holidays": ["2030-12-24", "12-25"]}`

Missing days and holidays are closed. A holiday without a year repeats every year. `special_days` are dates of the same
form with a name or hours of their own: `[{"date": "12-31", "name": "New Year's Eve", "open": [["09:00", "12:00"]]}]`.
"""

Targets = Mapping[str, int | None]
"""Minutes until a `first_reply`, a `next_reply` and a `resolution` are due. A missing target is off."""


@dataclass(frozen=True, slots=True)
class Department:
    """`low_confidence` is what the bot does when it is not sure: queue at once, or offer a person first.

    `routing` is how handoffs reach agents, and `targets` are the times by which customers should be served.
    """

    id: str
    name: str
    low_confidence: LowConfidence
    hours: Hours | None
    active: bool
    is_default: bool
    routing: Routing = "pick"
    targets: Targets | None = None

    def body(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def offered(self, now: datetime) -> dict[str, Any]:
        """As customers see it on a menu: they learn before they choose that nobody is there."""
        return {"id": self.id, "name": self.name, "open": self.is_open(now)}

    def is_open(self, now: datetime) -> bool:
        return self.active and open_at(self.hours, now)


def open_at(hours: Hours | None, now: datetime) -> bool:
    """Returns whether the department is open at this moment. Without hours it is always open.

    It compares wall-clock times in the department's time zone, so daylight saving needs no special handling.
    """
    if hours is None:
        return True
    there = now.astimezone(ZoneInfo(hours["time_zone"]))
    time = f"{there:%H:%M}"
    return any(start <= time < end for start, end in spans_on(hours, there.date()))


def spans_on(hours: Hours, day: date) -> Sequence[Sequence[str]]:
    """Returns the open spans of a calendar day."""
    special = special_day(hours, day)
    spans: Sequence[Sequence[str]] = (
        hours["weekly"].get(DAYS[day.weekday()], ()) if special is None else special.get("open", ())
    )
    return spans


def special_day(hours: Hours, day: date) -> Mapping[str, Any] | None:
    """Returns what is set for this date, if anything. A date of one year comes before one of every year."""
    for date_text in (f"{day:%Y-%m-%d}", f"{day:%m-%d}"):
        for special in hours.get("special_days", ()):
            if special["date"] == date_text:
                found: Mapping[str, Any] = special
                return found
        if date_text in hours.get("holidays", ()):
            return {"date": date_text}
    return None
