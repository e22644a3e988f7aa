"""A department and its opening hours, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

LowConfidence = Literal["queue", "offer"]

Routing = Literal["pick", "least_busy", "least_effort", "longest_idle", "round_robin"]
"""How a department's handoffs find their agents; with `pick` nobody is offered anything, and everybody picks."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Hours = Mapping[str, Any]
"""`{"time_zone": "Europe/Brussels", "weekly": {"monday": [["08:00", "18:00"]]}, "holidays": ["2030-12-24", "12-25"]}`

A day that is absent is closed, and so are holidays; one without a year is one of every year.
"""

Targets = Mapping[str, int | None]
"""Minutes in which a customer is to have a `first_reply`, a `next_reply` and a `resolution`; what is absent is off."""


@dataclass(frozen=True, slots=True)
class Department:
    """`low_confidence` says what the bot does when it is not sure: queue at once, or offer a person first.

    `routing` says how what waits finds its agent, `targets` by when customers are to be served.
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

    def is_open(self, now: datetime) -> bool:
        return self.active and open_at(self.hours, now)


def open_at(hours: Hours | None, now: datetime) -> bool:
    """Whether the hours cover this moment; without hours it is always open.

    Judged by the wall clock of the department's time zone, so daylight saving needs no second thought.
    """
    if hours is None:
        return True
    there = now.astimezone(ZoneInfo(hours["time_zone"]))
    time = f"{there:%H:%M}"
    return any(start <= time < end for start, end in spans_on(hours, there.date()))


def spans_on(hours: Hours, day: date) -> Sequence[Sequence[str]]:
    """From when to when it is open on a day of its calendar."""
    if not {f"{day:%Y-%m-%d}", f"{day:%m-%d}"}.isdisjoint(hours.get("holidays", ())):
        return ()
    spans: Sequence[Sequence[str]] = hours["weekly"].get(DAYS[day.weekday()], ())
    return spans
