"""Small histories whose figures were computed by hand, with the edges at which definitions differ."""

import asyncio
from typing import Any

import pytest

from chat.people_data.erase import erase_customer
from kit.database import Database
from tests.chat.reports.desk import Desk, rows_of
from tests.fixtures.story import MovableClock

OFFICE = {"time_zone": "UTC", "weekly": {day: [["09:00", "17:00"]] for day in ("monday", "tuesday")}, "holidays": []}


@pytest.fixture
def desk(database: Database, clock: MovableClock) -> Desk:
    return Desk(database, clock)  # Monday, 2 March 2026, 9:00


def test_the_first_reply_counts_opening_hours_and_neither_the_bot_nor_notes(desk: Desk, clock: MovableClock) -> None:
    desk.department("Support", default=True, hours=OFFICE)
    ines = desk.agent("Ines")
    one = desk.arrives()
    clock.move(hours=7)  # 16:00
    desk.asks(one)
    desk.bot(one)
    desk.wants_person(one)
    clock.move(hours=15)  # Tuesday, 7:00: 17 hours on the clock, one of opening hours
    desk.accepts(ines, one)
    desk.replies(ines, one, note=True)
    clock.move(hours=3)
    desk.replies(ines, one)  # 10:00, a second hour of opening hours
    found = desk.figures("service")
    assert found["first_reply"] == (2 * 3600, 1)
    assert found["wait"] == (15 * 3600, 1)


def test_requests_that_nobody_accepted_are_abandoned_in_three_ways(desk: Desk, clock: MovableClock) -> None:
    ines = desk.agent("Ines")
    back, gone, left, served, waiting = [desk.arrives() for _ in range(5)]
    for each in (back, gone, left, served, waiting):
        desk.asks(each)
        desk.wants_person(each)
    clock.move(minutes=4)
    desk.goes_back(back)
    desk.leaves(gone)
    desk.leaves_contact(left, "mara@example.com")
    desk.leaves(left)
    desk.accepts(ines, served)
    report = desk.report("service")
    assert rows_of(report, "by_ending") == {
        "accepted": 1,
        "back_to_bot": 1,
        "gone": 1,
        "left_contact": 1,
        "waiting": 1,
    }
    assert desk.figures("service")["abandonment"] == (0.75, 4)
    assert desk.figures("service")["wait"] == (240, 1)


def test_handling_time_leaves_pauses_and_snoozes_out(desk: Desk, clock: MovableClock) -> None:
    ines = desk.agent("Ines")
    one = desk.arrives()
    desk.asks(one)
    desk.wants_person(one)
    desk.accepts(ines, one)
    clock.move(minutes=2)
    desk.replies(ines, one)  # 2 minutes
    clock.move(minutes=30)
    desk.asks(one)  # 5 of 30
    clock.move(minutes=1)
    desk.replies(ines, one, note=True)  # 1: a note is work
    desk.snoozes(ines, one, hours=5)
    clock.move(hours=4)
    desk.wakes(ines, one)  # 0 of 240
    clock.move(minutes=3)
    desk.resolves(ines, one)  # 3
    found = desk.figures("handling")
    assert found["active_time"] == (11 * 60, 1)
    assert found["wall_time"] == (276 * 60, 1)
    assert found["replies"] == (1, 1)


def test_a_transfer_and_a_requeue_divide_the_work_between_two_agents(desk: Desk, clock: MovableClock) -> None:
    ines, tomas = desk.agent("Ines"), desk.agent("Tomas")
    one, two = desk.arrives(), desk.arrives()
    for each in (one, two):
        desk.asks(each)
        desk.wants_person(each)
    clock.move(minutes=1)
    desk.accepts(ines, one)
    clock.move(minutes=2)
    desk.requeues(ines, one, wanted_agent_id=tomas.id)
    clock.move(minutes=1)
    desk.accepts(tomas, one)
    desk.replies(tomas, one)
    desk.accepts(tomas, two)
    clock.move(minutes=4)
    desk.requeues(tomas, two)
    desk.resolves(tomas, one)
    clock.move(minutes=1)
    desk.accepts(ines, two)
    clock.move(minutes=5)
    desk.resolves(ines, two)
    report, found = desk.report("handling"), desk.figures("handling")
    assert (found["transfers"], found["requeues"]) == ((0.5, 2), (0.5, 2))
    assert found["assignments"] == (4, 4)
    by_agent = rows_of(report, "by_agent")
    assert list(by_agent) == ["Ines", "Tomas"], "by name, whoever did more"
    assert by_agent["Ines"] == [2, 0, (120 + 300) / 2, (120 + 300) / 2, 1.0]
    assert by_agent["Tomas"] == [2, 1, 240, 240, 2.0], "both at once for all of the time"
    assert desk.figures("service")["wait"] == ((60, 2)), "a wait ends with the first agent: 60 and 240 seconds"
    assert desk.figures("handling", desk.filters(agent=ines.id))["assignments"] == (2, 2)


def test_first_contact_looks_72_hours_ahead_by_identity_and_by_address(desk: Desk, clock: MovableClock) -> None:
    def contact(identity: str | None, email: str | None = None) -> str:
        one = desk.arrives(identity)
        desk.asks(one)
        desk.bot(one)
        if email:
            desk.leaves_contact(one, email)
        clock.move(minutes=1)
        desk.leaves(one)
        return one

    contact("mara")  # comes back with the same identity after two days
    contact("lea", "lea@example.com")  # comes back without signing in, with the same address
    contact("tom")  # comes back after four days
    contact(None)  # nobody knows
    again = contact("eva")
    clock.move(hours=1)
    desk.asks(again)  # reopens the same conversation
    desk.leaves(again)
    clock.move(days=2)
    contact("mara")
    contact(None, "LEA@example.com ")
    assert desk.figures("resolution")["first_contact"] == (0, 3), "tom and both new ones: too early"
    clock.move(days=2)
    contact("tom")
    clock.move(days=4)
    found = desk.figures("resolution")
    assert found["first_contact"] == (4 / 7, 7)
    assert found["unknown_customers"] == (1, 1)
    assert found["too_early"] == (0, 0)
    assert found["reopened"] == (1 / 8, 8)


def test_containment_tells_what_was_confirmed_from_what_is_assumed(desk: Desk, clock: MovableClock) -> None:
    def alone(*actions: str | None, ends: bool = True) -> str:
        one = desk.arrives()
        for action in actions:
            desk.asks(one)
            desk.bot(one, action, topic="delivery" if action else None)
        if ends:
            desk.leaves(one)
        return one

    desk.thumbs(alone("answer"), True)  # confirmed
    desk.rates(alone("suggest"), 5)  # confirmed, whatever the bot did
    desk.said(alone("tentative"), "helped")  # confirmed, by the button below it
    alone("clarify", "answer")  # assumed
    desk.thumbs(alone("answer"), False)  # gave up: said so
    alone("answer", "suggest")  # gave up: not answered at last
    spoiled = alone("answer")
    desk.thumbs(spoiled, True)
    desk.rates(spoiled, 1)  # gave up: the rating is of the whole
    alone(None)  # no question
    alone("answer", ends=False)  # open
    unanswered = desk.arrives()
    desk.asks(unanswered)
    desk.leaves(unanswered)  # no question was understood, and no decision made
    person = alone("answer", ends=False)
    desk.wants_person(person)
    desk.leaves(person)
    desk.arrives()  # never wrote: not counted
    found = desk.figures("containment")
    kinds = ("confirmed", "assumed", "gave_up", "with_people", "no_question", "still_open", "cannot_tell")
    assert {key: round((found[key][0] or 0) * found[key][1]) for key in kinds} == {
        "confirmed": 3,
        "assumed": 1,
        "gave_up": 3,
        "with_people": 1,
        "no_question": 2,
        "still_open": 1,
        "cannot_tell": 0,
    }
    assert {found[key][1] for key in kinds} == {11}, "always of all of them, so that the shares add up to one"
    bot = {key: found[f"bot_{key}"][0] for key in ("answers", "tentative", "asked_back", "handed_over")}
    assert bot == {"answers": 7, "tentative": 1, "asked_back": 3, "handed_over": 0}


def test_a_later_thumb_and_a_changed_one_count(desk: Desk) -> None:
    one = desk.arrives()
    desk.asks(one)
    desk.bot(one)
    desk.thumbs(one, False)
    desk.asks(one)
    desk.bot(one, "tentative")
    desk.said(one, "helped")
    desk.leaves(one)
    assert desk.figures("containment")["confirmed"] == (1, 1), "the word about the later answer counts"
    desk.thumbs(one, False)
    assert desk.figures("containment")["gave_up"] == (1, 1)


def test_satisfaction_counts_fours_and_fives_and_shows_what_was_written(desk: Desk, clock: MovableClock) -> None:
    ines = desk.agent("Ines")
    for score, comment in ((5, None), (4, "=1+1"), (2, "Slow.")):
        one = desk.arrives()
        desk.asks(one)
        desk.wants_person(one)
        desk.accepts(ines, one)
        desk.replies(ines, one)
        desk.resolves(ines, one)
        clock.move(minutes=1)
        desk.rates(one, score, comment)
    report, found = desk.report("satisfaction"), desk.figures("satisfaction")
    assert (found["csat"], found["rated"]) == ((2 / 3, 3), (1, 3))
    assert found["mean_score"] == (pytest.approx(11 / 3), 3)
    assert [(each["score"], each["comment"], each["agent"]) for each in report["comments"]] == [
        (2, "Slow.", "Ines"),
        (4, "=1+1", "Ines"),
    ]
    assert all(each["few"] for each in report["figures"])
    assert desk.figures("satisfaction", desk.filters(agent="somebody else"))["csat"] == (None, 0)


def test_targets_count_when_they_are_settled(desk: Desk, clock: MovableClock) -> None:
    targets = {"first_reply": 10, "next_reply": 5, "resolution": 60}
    desk.department("Support", default=True, hours=OFFICE, targets=targets)
    ines = desk.agent("Ines")
    one, gone, late = desk.arrives(), desk.arrives(), desk.arrives()
    for each in (one, gone, late):
        desk.asks(each)
        desk.wants_person(each)
    clock.move(minutes=9)
    desk.accepts(ines, one)
    desk.replies(ines, one)  # first: met
    desk.leaves(gone)  # left in time: not due
    desk.asks(one)
    clock.move(minutes=6)
    desk.replies(ines, one)  # next: missed
    desk.leaves(late)  # nobody came within ten minutes: missed
    desk.asks(one)
    clock.move(minutes=1)
    desk.resolves(ines, one)  # next: not due; resolution: met
    found = desk.figures("service")
    assert found["first_reply_met"] == (0.5, 2)
    assert found["next_reply_met"] == (0, 1)
    assert found["resolution_met"] == (1, 1)


def test_hours_and_days_are_those_of_the_companys_clocks(desk: Desk, clock: MovableClock) -> None:
    for _ in range(2):  # 9:00 and, across the change to summer time, 9:00 UTC again
        desk.asks(desk.arrives())
        clock.move(days=28)
    clock.move(hours=14, minutes=30)  # 23:30 UTC is the next day in Brussels
    desk.asks(desk.arrives())
    in_brussels = desk.report("volume", desk.filters(zone="Europe/Brussels", days=90))
    assert {hour: values[0] for hour, values in rows_of(in_brussels, "by_hour").items()} == {"10": 1, "11": 1, "1": 1}
    assert list(rows_of(in_brussels, "by_day")) == ["2026-03-02", "2026-03-30", "2026-04-28"]
    in_utc = desk.report("volume", desk.filters(days=90))
    assert list(rows_of(in_utc, "by_day")) == ["2026-03-02", "2026-03-30", "2026-04-27"]


def test_filters_leave_what_they_name(desk: Desk) -> None:
    billing = desk.department("Billing")
    ines = desk.agent("Ines")
    dutch, other = desk.arrives(locale="nl-BE"), desk.arrives(locale="en")
    for each, topic in ((dutch, "delivery"), (other, None)):
        desk.asks(each)
        desk.bot(each, topic=topic)
    desk.wants_person(dutch, billing)
    desk.accepts(ines, dutch)

    def counted(**limits: Any) -> Any:
        return desk.figures("volume", desk.filters(**limits))["conversations"][0]

    assert counted() == 2
    assert [counted(language="nl"), counted(language="en"), counted(language="fr")] == [1, 1, 0]
    assert [counted(topic="delivery"), counted(topic="-"), counted(department=billing.id)] == [1, 1, 1]
    assert [counted(agent=ines.id), counted(channel="widget"), counted(channel="e-mail")] == [1, 2, 0]
    assert desk.figures("service", desk.filters(department=billing.id))["wait"] == (0, 1)


def test_somebody_erased_is_counted_but_not_recognised_any_more(desk: Desk, clock: MovableClock) -> None:
    for _ in range(2):
        one = desk.arrives("mara")
        desk.asks(one)
        desk.bot(one, topic="delivery")
        clock.move(minutes=1)
        desk.leaves(one)
    clock.move(days=4)
    assert desk.figures("resolution")["first_contact"] == (0.5, 2)
    asyncio.run(erase_customer(desk.database, "mara", clock))
    clock.move(minutes=11)  # by then, every conversation has been looked at again
    found = desk.figures("resolution")
    assert (found["first_contact"], found["unknown_customers"]) == ((None, 0), (2, 2))
    assert desk.figures("containment")["cannot_tell"] == (1, 2)
    assert rows_of(desk.report("volume"), "by_topic") == {None: 2}
