"""Facts are exact and can be made anew: whatever made them, and in whatever order, they come to the same rows."""

import asyncio
from typing import Any

from sqlalchemy import delete, select

from chat.report_facts.models import FACTS
from kit.database import Database
from staff.departments import service as departments
from tests.chat.reports.desk import Desk
from tests.chat.reports.test_reference import Chance
from tests.fixtures.story import MovableClock


def rows(desk: Desk) -> dict[str, Any]:
    def read(connection: Any) -> dict[str, Any]:
        ordered = {table.name: select(table).order_by(*table.primary_key.columns) for table in FACTS}
        return {name: [tuple(row) for row in connection.execute(query)] for name, query in ordered.items()}

    return desk.database.read_now(read)


def test_facts_kept_step_by_step_are_those_that_are_made_at_once(database: Database, clock: MovableClock) -> None:
    desk = Desk(database, clock)
    chance = Chance(desk, clock, 7)
    for _ in range(20):
        for _ in range(8):
            chance.step()
        desk.refresh()
    kept = rows(desk)
    database.write_now(lambda connection: [connection.execute(delete(table)) for table in FACTS])
    other = Desk(database, clock)
    other.refresh()
    assert rows(other) == kept
    assert len(kept["conversation_facts"]) > 5
    assert asyncio.run(other.keeper.look_once()) == 0, "nothing is left to do"


def test_other_opening_hours_make_all_facts_anew(database: Database, clock: MovableClock) -> None:
    desk = Desk(database, clock)
    support = desk.department("Support", default=True)
    ines = desk.agent("Ines")
    one = desk.arrives()
    desk.asks(one)
    desk.wants_person(one)
    clock.move(hours=2)
    desk.accepts(ines, one)
    desk.replies(ines, one)
    assert desk.figures("service")["first_reply"] == (7200, 1)
    hours = {"time_zone": "UTC", "weekly": {"monday": [["10:00", "17:00"]]}, "holidays": []}
    database.write_now(departments.change_department, support.id, {"hours": hours})
    assert desk.figures("service")["first_reply"] == (3600, 1)


def test_two_processes_may_make_the_same_facts_at_once(database: Database, clock: MovableClock) -> None:
    desk, other = Desk(database, clock), Desk(database, clock)
    chance = Chance(desk, clock, 3)
    for _ in range(60):
        chance.step()

    async def both() -> list[int]:
        return list(await asyncio.gather(desk.keeper.look_once(), other.keeper.look_once()))

    assert max(asyncio.run(both())) > 3
    assert desk.keeper.loop.failures == other.keeper.loop.failures == 0
    assert len(rows(desk)["conversation_facts"]) == len(chance.all)
