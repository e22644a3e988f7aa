"""Whether the department of a customer who waits may close before anybody gets to her: then she is told so at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handoff.waits.estimate import LONG_WAIT_SECONDS
from staff.departments.business_time import closes_between
from staff.departments.department import Hours, open_at


@dataclass(frozen=True, slots=True)
class Closing:
    """A moment at which a department closes, and the time zone of its wall."""

    at: datetime
    time_zone: str

    def on_the_wall(self) -> str:
        return f"{self.at.astimezone(ZoneInfo(self.time_zone)):%H:%M}"


def closing_before_served(
    hours: Hours | None, joined: datetime, now: datetime, wait_seconds: tuple[int, int] | None
) -> Closing | None:
    """The closing that the expected wait passes; None where it ends before, or where the department does not close.

    A wait of which nothing is known is taken to be as long as one may be before it counts as long. Once the department
    has closed, the closing stays that of the hours in which she joined; who joined outside of them has none.
    """
    if hours is None:
        return None
    longest = wait_seconds[1] if wait_seconds is not None else LONG_WAIT_SECONDS
    closes = closes_between(hours, now if open_at(hours, now) else joined, now + timedelta(seconds=longest))
    return None if closes is None else Closing(closes, hours["time_zone"])
