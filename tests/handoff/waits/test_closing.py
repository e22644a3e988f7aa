"""A customer whose wait may outlast the department's opening hours is told at once, in the department's time zone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from handoff.lifecycle import service
from handoff.presence import service as presence
from handoff.queue.messages import queued_text
from handoff.queue.position import QueuePosition
from handoff.queue.positions import queue_position_of
from handoff.waits.closing import ClosingTime, closing_before_served
from staff.departments import service as departments_service
from staff.departments.business_time import closes_between
from tests.fixtures.story import START, MovableClock, Story
from tests.fixtures.widget_words import check_widget_can_say

WORKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
OFFICE = {"time_zone": "Europe/Brussels", "weekly": {day: [["09:00", "18:00"]] for day in WORKDAYS}}
ALWAYS = {"time_zone": "UTC", "weekly": {day: [["00:00", "24:00"]] for day in (*WORKDAYS, "saturday", "sunday")}}
BREAK = {"time_zone": "UTC", "weekly": {"monday": [["13:00", "17:00"], ["09:00", "12:00"]]}}
OVERLAPPING = {"time_zone": "UTC", "weekly": {"monday": [["09:00", "14:00"], ["10:00", "12:00"], ["14:00", "17:00"]]}}
SUNDAY = {"time_zone": "Europe/Brussels", "weekly": {"sunday": [["00:00", "06:00"]]}}
EVENING = {"time_zone": "America/New_York", "weekly": {"monday": [["09:00", "20:00"]]}}


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("hours", "since", "minutes", "closes"),
    [
        (OFFICE, utc(2026, 3, 2, 16, 30), 45, utc(2026, 3, 2, 17, 0)),  # 18:00 in winter
        (OFFICE, utc(2026, 7, 6, 15, 30), 45, utc(2026, 7, 6, 16, 0)),  # 18:00 in summer
        (OFFICE, utc(2026, 3, 2, 16, 30), 30, None),  # being served at closing time is in time
        (OFFICE, utc(2026, 3, 2, 9, 0), 45, None),
        (OFFICE, utc(2026, 3, 2, 17, 0), 6000, None),  # already closed
        (OFFICE, utc(2026, 3, 7, 12, 0), 6000, None),  # a Saturday
        ({**OFFICE, "holidays": ["2026-03-02"]}, utc(2026, 3, 2, 16, 30), 45, None),
        (ALWAYS, utc(2026, 3, 2, 23, 0), 100_000, None),  # midnight is not closing
        (BREAK, utc(2026, 3, 2, 11, 30), 45, utc(2026, 3, 2, 12, 0)),
        (BREAK, utc(2026, 3, 2, 12, 30), 600, None),
        (OVERLAPPING, utc(2026, 3, 2, 10, 30), 600, utc(2026, 3, 2, 17, 0)),
        (SUNDAY, utc(2026, 3, 28, 23, 30), 600, utc(2026, 3, 29, 4, 0)),  # that night is an hour shorter
        (SUNDAY, utc(2026, 10, 24, 22, 30), 600, utc(2026, 10, 25, 5, 0)),  # an hour longer
        (EVENING, utc(2026, 3, 2, 23, 0), 300, utc(2026, 3, 3, 1, 0)),  # already Tuesday in UTC
    ],
)  # fmt: skip
def test_a_department_closes_by_its_own_time_zone(
    hours: Any, since: datetime, minutes: int, closes: datetime | None
) -> None:
    assert closes_between(hours, since, since + timedelta(minutes=minutes)) == closes


@pytest.mark.parametrize(
    ("joined", "now", "wait", "closes"),
    [
        (utc(2026, 3, 2, 16, 30), utc(2026, 3, 2, 16, 30), (600, 1799), None),
        (utc(2026, 3, 2, 16, 30), utc(2026, 3, 2, 16, 30), (600, 2400), utc(2026, 3, 2, 17, 0)),
        (utc(2026, 3, 2, 16, 30), utc(2026, 3, 2, 16, 30), None, None),
        # unknown wait, close to closing
        (utc(2026, 3, 2, 16, 55), utc(2026, 3, 2, 16, 55), None, utc(2026, 3, 2, 17, 0)),
        # it closed while the customer waited
        (utc(2026, 3, 2, 16, 30), utc(2026, 3, 2, 17, 20), (60, 120), utc(2026, 3, 2, 17, 0)),
        (utc(2026, 3, 2, 16, 30), utc(2026, 3, 3, 9, 0), (60, 120), None),  # and opened again
        (utc(2026, 3, 2, 17, 10), utc(2026, 3, 2, 17, 20), (60, 120), None),  # joined after closing
    ],
)
def test_closing_matters_if_the_expected_wait_extends_beyond_it(
    joined: datetime, now: datetime, wait: tuple[int, int] | None, closes: datetime | None
) -> None:
    expected = None if closes is None else ClosingTime(closes, "Europe/Brussels")
    assert closing_before_served(OFFICE, joined, now, wait) == expected
    assert closing_before_served(None, joined, now, wait) is None


CLOSING = ClosingTime(utc(2026, 3, 2, 17, 0), "Europe/Brussels")
WAYS = "You can wait, leave your e-mail address or phone number so that we get back to you, or go back to the bot."


@pytest.mark.parametrize(
    ("position", "told"),
    [
        (QueuePosition(1, (60, 600), 2), "You are in the queue for a person."),
        (QueuePosition(1, (60, 601), 2), f"You are in the queue for a person, which may take 1 to 10 minutes. {WAYS}"),
        (QueuePosition(1, None, 0), f"Nobody is here right now, but you are in the queue. {WAYS}"),
        (
            QueuePosition(1, (60, 600), 2, CLOSING),
            "You are in the queue for a person. We close at 18:00 and may not get to you before then. " + WAYS,
        ),
        (
            QueuePosition(1, (60, 601), 2, CLOSING),
            "You are in the queue for a person, which may take 1 to 10 minutes. We close at 18:00 and may not get to "
            "you before then. " + WAYS,
        ),
        (
            QueuePosition(1, None, 0, CLOSING),
            "Nobody is here right now, but you are in the queue. We close at 18:00 and may not get to you before then. "
            + WAYS,
        ),
    ],
)
def test_a_customer_is_never_told_only_to_wait_if_that_may_be_long_or_in_vain(
    position: QueuePosition, told: str
) -> None:
    words = queued_text(position)
    assert words.text == told
    check_widget_can_say("handoff.requested", words.details)


def _keep_hours(connection: Connection, hours: Any) -> None:
    department = departments_service.ensure_default_department(connection, START)
    departments_service.change_department(connection, department.id, {"hours": hours})


def test_a_customer_who_joins_shortly_before_closing_is_told_and_so_is_their_widget(
    story: Story, clock: MovableClock
) -> None:
    story.database.write_now(_keep_hours, OFFICE)
    agent = story.agent("Ines")
    clock.now = utc(2026, 3, 2, 16, 0)
    story.database.write_now(presence.set_presence, agent.id, "online", clock())
    early, late = story.conversation(), story.conversation()
    story.ask_for_person(early)
    assert story.transcript(early)[-1].draft.text == "You are in the queue for a person."
    position = story.database.read_now(queue_position_of, early, clock())
    assert position is not None
    assert (position.body()["closes_at"], position.body()["time_zone"]) == (None, None)
    story.database.write_now(service.accept, story.handoff(early).id, agent, clock())
    clock.now = utc(2026, 3, 2, 16, 55)
    story.database.write_now(presence.set_presence, agent.id, "online", clock())
    story.ask_for_person(late)
    assert "We close at 18:00 and may not get to you before then." in story.transcript(late)[-1].draft.text
    position = story.database.read_now(queue_position_of, late, clock())
    assert position is not None
    assert position.body()["closes_at"] == "2026-03-02T17:00:00.000Z"
    assert position.body()["time_zone"] == "Europe/Brussels"
    assert position.body()["long_wait"] is False
    assert position.body()["opens_at"] is None


def test_who_comes_to_a_closed_department_is_told_when_it_opens(story: Story, clock: MovableClock) -> None:
    story.database.write_now(_keep_hours, OFFICE)
    clock.now = utc(2026, 3, 2, 20, 0)
    waiting = story.conversation()
    story.ask_for_person(waiting)
    position = story.database.read_now(queue_position_of, waiting, clock())
    assert position is not None
    assert position.body()["opens_at"] == "2026-03-03T08:00:00.000Z"
