"""Deadlines count only opening hours, are computed from rows alone, and warn before it is too late."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from chat.agents.replies import store_reply
from handoff.board.service import read_board
from handoff.lifecycle import service
from handoff.lifecycle.housekeeping import Housekeeping
from handoff.offers.choice import Rules
from handoff.presence import service as presence
from handoff.queue.service import list_queue
from handoff.timers.service import list_untold, read_timers, tell_reached
from kit.auth import Principal
from kit.clock import to_text
from kit.database import Database
from kit.events import Event
from staff.departments import service as departments_service
from staff.departments.business_time import after_open_seconds
from tests.fixtures.story import START, MovableClock, Story

OFFICE = {
    "time_zone": "Europe/Brussels",
    "weekly": {day: [["09:00", "17:00"]] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
}
RULES = Rules(3, timedelta(seconds=20))
TARGETS = {"first_reply": 10, "next_reply": 20, "resolution": 60}


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("hours", "since", "minutes", "due"),
    [
        (None, utc(2026, 3, 6, 23, 0), 90, utc(2026, 3, 7, 0, 30)),
        (OFFICE, utc(2026, 3, 6, 9, 0), 90, utc(2026, 3, 6, 10, 30)),  # a Friday, within opening hours
        # half an hour left on Friday, the rest on Monday
        (OFFICE, utc(2026, 3, 6, 15, 30), 60, utc(2026, 3, 9, 8, 30)),
        (OFFICE, utc(2026, 3, 7, 12, 0), 10, utc(2026, 3, 9, 8, 10)),  # nothing counts on a Saturday
        (OFFICE, utc(2026, 3, 27, 15, 30), 60, utc(2026, 3, 30, 7, 30)),  # summer time begins on that Sunday
        ({"time_zone": "UTC", "weekly": {"monday": [["20:00", "24:00"]], "tuesday": [["00:00", "01:00"]]}},
         utc(2026, 3, 2, 23, 30), 45, utc(2026, 3, 3, 0, 15)),
        ({"time_zone": "UTC", "weekly": {"monday": [["09:00", "12:00"], ["11:00", "13:00"]]}},
         utc(2026, 3, 2, 9, 0), 240, utc(2026, 3, 2, 13, 0)),  # overlapping spans count once
        ({"time_zone": "UTC", "weekly": {}}, utc(2026, 3, 2, 9, 0), 1, None),
    ],
)  # fmt: skip
def test_only_opening_hours_count(hours: Any, since: datetime, minutes: int, due: datetime | None) -> None:
    assert after_open_seconds(hours, since, minutes * 60) == due


class Desk:
    """A department with targets, an agent, and helpers for tests of timers."""

    def __init__(self, story: Story) -> None:
        self.story, self.database, self.clock = story, story.database, story.clock
        self.department = self.database.write_now(departments_service.ensure_default_department, START)
        self.change(targets=TARGETS)
        self.ines = story.agent("Ines")
        self.asked = story.conversation()
        story.ask_for_person(self.asked)

    def change(self, **changes: Any) -> None:
        self.database.write_now(departments_service.change_department, self.department.id, changes)

    def accept(self, agent: Principal | None = None) -> None:
        handoff = self.story.handoff(self.asked)
        self.database.write_now(service.accept, handoff.id, agent or self.ines, self.clock())

    def reply(self, text: str) -> None:
        self.database.write_now(store_reply, self.asked, self.ines, text, text, "public", self.clock())

    def running(self) -> dict[str, datetime]:
        found = self.database.read_now(read_timers, [self.asked])[self.asked]
        assert found == sorted(found, key=lambda timer: timer["due_at"])
        return {timer["kind"]: datetime.fromisoformat(timer["due_at"]) for timer in found}


@pytest.fixture
def desk(story: Story) -> Desk:
    return Desk(story)


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_a_reply_ends_its_timer_and_the_customers_next_message_starts_another(desk: Desk) -> None:
    assert desk.running() == {"first_reply": after(10), "resolution": after(60)}
    desk.clock.move(minutes=5)
    desk.accept()
    assert desk.running()["first_reply"] == after(10), "accepting is not replying"
    desk.reply("Hello!")
    assert desk.running() == {"resolution": after(60)}
    desk.story.say(desk.asked, "My order is late")
    desk.clock.move(minutes=2)
    desk.story.say(desk.asked, "Hello?")
    assert desk.running() == {"next_reply": after(25), "resolution": after(60)}, (
        "counted from the customer's first message"
    )
    desk.reply("It is on its way.")
    assert desk.running() == {"resolution": after(60)}
    desk.database.write_now(service.resolve, desk.asked, desk.ines, desk.clock())
    assert desk.running() == {}


def test_transfer_and_a_lost_agent_stop_no_timer_and_a_new_request_starts_anew(desk: Desk) -> None:
    sales = desk.database.write_now(
        departments_service.add_department, "Sales", START, targets={"first_reply": 30, "next_reply": 40}
    )
    desk.accept()
    desk.clock.move(minutes=4)
    desk.database.write_now(service.requeue, desk.asked, desk.ines, desk.clock(), department_id=sales.id)
    assert desk.running() == {"first_reply": after(30)}, "the new department's target, from the same start"
    desk.accept()
    desk.reply("Hello!")
    desk.story.say(desk.asked, "And now?")
    desk.database.write_now(presence.end_presence, desk.ines.id, desk.clock())
    desk.database.write_now(service.requeue_from_lost_agent, desk.asked, desk.clock())
    entry = desk.database.read_now(list_queue)[0]
    assert [(timer["kind"], timer["due_at"]) for timer in entry["timers"]] == [("next_reply", to_text(after(44)))]
    desk.accept()
    desk.database.write_now(service.resolve, desk.asked, desk.ines, desk.clock())
    desk.clock.move(days=1)
    desk.story.say(desk.asked, "Once more")
    assert desk.running() == {}, "no timer runs while the bot has it"
    desk.story.ask_for_person(desk.asked)
    assert desk.running() == {"first_reply": desk.clock() + timedelta(minutes=30)}


def test_without_targets_no_timer_runs_and_a_closed_department_counts_from_its_opening(desk: Desk) -> None:
    desk.change(hours={"time_zone": "UTC", "weekly": {"tuesday": [["10:00", "12:00"]]}})
    assert desk.running()["first_reply"] == utc(2026, 3, 3, 10, 10)
    desk.change(targets=None)
    assert desk.running() == {}
    assert desk.database.read_now(list_queue)[0]["timers"] == []


async def test_each_warning_is_told_once_even_with_several_processes(
    desk: Desk, open_database: Callable[..., Database], clock: MovableClock
) -> None:
    told: list[Event] = []
    others = [open_database(told.append) for _ in range(2)]
    began = clock()
    sweeps = [
        Housekeeping(each, clock, idle_hours=24, steady=lambda: (clock() - began).total_seconds()) for each in others
    ]

    async def look() -> list[str]:
        told.clear()
        for sweep in sweeps:
            await sweep.look_once()
        return [f"{each.details['kind']} {each.details['stage']}" for each in told if each.name == "timer.reached"]

    clock.move(minutes=7)
    assert await look() == []
    clock.move(minutes=1)
    assert await look() == ["first_reply warning"]
    clock.move(minutes=-5)
    assert await look() == [], "no second warning after the clock was set back"
    clock.move(minutes=8)
    assert await look() == ["first_reply broken"]
    assert await look() == []


def test_if_two_processes_find_the_same_warning_one_tells_it(desk: Desk) -> None:
    desk.clock.move(minutes=8)

    def both(connection: Connection) -> int:
        found = list_untold(connection, desk.clock())
        for reached in found * 2:
            tell_reached(connection, reached, desk.clock())
        events = connection.info["baton.events"]
        return sum(event.name == "timer.reached" for event in events)

    assert desk.database.write_now(both) == 1


def test_the_board_lists_near_timers_with_broken_ones_first(desk: Desk) -> None:
    desk.accept()
    desk.clock.move(minutes=9)
    second = desk.story.conversation()
    desk.story.ask_for_person(second)
    board = desk.database.read_now(read_board, desk.clock(), RULES)
    assert [(each["kind"], each["agent"], each["broken"]) for each in board["timers"]] == [
        ("first_reply", "Ines", False)
    ]
    desk.clock.move(minutes=50)
    near = desk.database.read_now(read_board, desk.clock(), RULES)["timers"]
    assert [(each["conversation_id"], each["kind"], each["broken"]) for each in near] == [
        (desk.asked, "first_reply", True),
        (second, "first_reply", True),
        (desk.asked, "resolution", False),
        (second, "resolution", False),
    ]
