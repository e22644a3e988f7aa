"""Customers who find nobody are told when somebody is there again."""

from datetime import UTC, datetime

import pytest

from kit.database import Database
from staff.departments.opening import opens_next
from staff.departments.service import add_department

BRUSSELS = {"time_zone": "Europe/Brussels", "weekly": {"monday": [["09:00", "17:00"]], "friday": [["10:00", "12:00"]]}}
NEVER = {"time_zone": "Europe/Brussels", "weekly": {}}
MONDAY_EVENING = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        ([BRUSSELS], MONDAY_EVENING, datetime(2026, 3, 6, 9, 0, tzinfo=UTC)),
        ([BRUSSELS, NEVER], MONDAY_EVENING, datetime(2026, 3, 6, 9, 0, tzinfo=UTC)),
        ([BRUSSELS], datetime(2026, 3, 2, 10, 0, tzinfo=UTC), None),
        ([NEVER], MONDAY_EVENING, None),
        ([BRUSSELS, None], MONDAY_EVENING, None),
    ],
    ids=["closed", "one never opens", "open now", "never", "one is always open"],
)
def test_the_first_department_that_opens_counts(
    database: Database, hours: list[dict[str, object] | None], now: datetime, expected: datetime | None
) -> None:
    for place, each in enumerate(hours):
        database.write_now(add_department, f"Department {place}", now, hours=each)
    assert database.read_now(opens_next, now) == expected
