"""Whether a waiting customer's department may close before an agent accepts. The customer is told at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handoff.waits.estimate import LONG_WAIT_SECONDS
from staff.departments.business_time import closes_between
from staff.departments.department import Hours, open_at


@dataclass(frozen=True, slots=True)
class ClosingTime:
    """When a department closes, and its time zone."""

    at: datetime
    time_zone: str

    def on_the_wall(self) -> str:
        return f"{self.at.astimezone(ZoneInfo(self.time_zone)):%H:%M}"


def closing_before_served(
    hours: Hours | None, joined: datetime, now: datetime, wait_seconds: tuple[int, int] | None
) -> ClosingTime | None:
    """Returns the closing time that falls within the expected wait; None if there is none or it never closes.

    An unknown wait is taken to be the longest that does not yet count as long. Once the department has closed, the
    closing time stays that of the hours in which the customer joined. A customer who joined outside opening hours has
    none.
    """
    if hours is None:
        return None
    longest = wait_seconds[1] if wait_seconds is not None else LONG_WAIT_SECONDS
    closes = closes_between(hours, now if open_at(hours, now) else joined, now + timedelta(seconds=longest))
    return None if closes is None else ClosingTime(closes, hours["time_zone"])
