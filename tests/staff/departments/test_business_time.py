"""Business time: nights, weekends, special days and the change of the clocks do not count."""

from datetime import UTC, datetime

import pytest

from staff.departments.business_time import after_open_seconds, open_seconds, opens_after

HOUR = 3600.0
OFFICE = {"time_zone": "Europe/Brussels", "weekly": {day: [["09:00", "17:00"]] for day in ("monday", "friday")}}
NIGHT = {"time_zone": "UTC", "weekly": {"saturday": [["20:00", "24:00"]], "sunday": [["00:00", "02:00"]]}}
ALL_SUNDAY = {"time_zone": "Europe/Brussels", "weekly": {"sunday": [["00:00", "24:00"]]}}
NEVER = {"time_zone": "UTC", "weekly": {}}


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("hours", "since", "until", "counted"),
    [
        (OFFICE, utc(2026, 3, 2, 15, 0), utc(2026, 3, 6, 9, 0), 2 * HOUR),  # Monday's last hour and Friday's first
        (OFFICE, utc(2026, 3, 3, 8, 0), utc(2026, 3, 3, 20, 0), 0.0),
        (OFFICE, utc(2026, 3, 6, 9, 0), utc(2026, 3, 2, 9, 0), 0.0),
        (NIGHT, utc(2026, 3, 7, 19, 0), utc(2026, 3, 8, 12, 0), 6 * HOUR),
        (ALL_SUNDAY, utc(2026, 3, 27, 0, 0), utc(2026, 3, 31, 0, 0), 23 * HOUR),  # clocks go forward
        (ALL_SUNDAY, utc(2026, 10, 23, 0, 0), utc(2026, 10, 27, 0, 0), 25 * HOUR),  # and back
        (None, utc(2026, 3, 3, 8, 0), utc(2026, 3, 3, 9, 0), HOUR),
    ],
)
def test_only_open_time_counts(
    hours: dict[str, object] | None, since: datetime, until: datetime, counted: float
) -> None:
    assert open_seconds(hours, since, until) == counted


@pytest.mark.parametrize(
    ("hours", "since", "seconds", "due"),
    [
        (OFFICE, utc(2026, 3, 2, 15, 30), HOUR, utc(2026, 3, 6, 8, 30)),
        (OFFICE, utc(2026, 3, 2, 10, 0), HOUR, utc(2026, 3, 2, 11, 0)),
        (NIGHT, utc(2026, 3, 7, 23, 30), HOUR, utc(2026, 3, 8, 0, 30)),
        (None, utc(2026, 3, 2, 10, 0), HOUR, utc(2026, 3, 2, 11, 0)),
        (NEVER, utc(2026, 3, 2, 10, 0), HOUR, None),
    ],
)
def test_what_is_due_in_an_hour_is_due_after_an_open_hour(
    hours: dict[str, object] | None, since: datetime, seconds: float, due: datetime | None
) -> None:
    assert after_open_seconds(hours, since, seconds) == due


def test_a_department_opens_at_its_next_opening_or_is_open() -> None:
    assert opens_after(OFFICE, utc(2026, 3, 2, 20, 0)) == utc(2026, 3, 6, 8, 0)
    assert opens_after(OFFICE, utc(2026, 3, 2, 12, 0)) == utc(2026, 3, 2, 12, 0)
    assert opens_after(NEVER, utc(2026, 3, 2, 12, 0)) is None
