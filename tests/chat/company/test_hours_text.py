"""Customers read the opening hours as they are in the coming week, not only as they are in most weeks."""

from datetime import UTC, datetime

import pytest

from chat.company.company import Company
from chat.company.stored import Stored

WEEK = {
    **{day: [["09:00", "17:00"]] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
    "saturday": [["10:00", "13:00"]],
}
CHRISTMAS = {"date": "12-25", "name": "Christmas"}
USUAL = "Mon–Fri 09:00–17:00, Sat 10:00–13:00"


def told(now: datetime, locale: str = "en", **special: object) -> str:
    hours = {"time_zone": "Europe/Brussels", "weekly": WEEK, **special}
    return Company(Stored(), hours=hours, clock=lambda: now).fill("{hours}", locale)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (18, USUAL),  # a week before
        (19, f"{USUAL}; Thu 25 closed (Christmas)"),
        (24, f"{USUAL}; Thu 25 closed (Christmas)"),
        (25, f"{USUAL}; Thu 25 closed (Christmas)"),
        (26, USUAL),
    ],
)
def test_a_holiday_of_the_coming_week_is_told(day: int, text: str) -> None:
    assert told(datetime(2031, 12, day, 12, tzinfo=UTC), special_days=[CHRISTMAS]) == text


def test_short_days_and_several_are_told_in_order_and_in_the_readers_language() -> None:
    eve = {"date": "2031-12-24", "open": [["09:00", "12:00"], ["13:00", "14:00"]]}
    text = told(datetime(2031, 12, 22, 8, tzinfo=UTC), "de-DE", special_days=[CHRISTMAS, eve], holidays=["12-26"])
    assert text == (
        "Mo–Fr 09:00–17:00, Sa 10:00–13:00; Mi 24 09:00–12:00 + 13:00–14:00; "
        "Do 25 geschlossen (Christmas); Fr 26 geschlossen"
    )


def test_a_special_day_with_the_usual_hours_needs_no_word() -> None:
    sunday = {"date": "2031-12-21", "name": "Fourth Sunday of Advent"}
    usual = {"date": "2031-12-22", "open": [["09:00", "17:00"]]}
    assert told(datetime(2031, 12, 20, 8, tzinfo=UTC), special_days=[sunday, usual]) == USUAL


def test_today_is_the_departments_day() -> None:
    after_midnight_there = datetime(2031, 12, 18, 23, 30, tzinfo=UTC)
    assert told(after_midnight_there, special_days=[CHRISTMAS]).endswith("Thu 25 closed (Christmas)")
