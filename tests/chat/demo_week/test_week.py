"""The demo's week: a desk that looks used, honest in every table, and gone without a trace."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select

from chat.assembly.seed import seed_demo
from chat.assembly.tables import metadata
from chat.demo_week.talk import read_week
from chat.demo_week.week import TIMES, add_week, remove_week
from conversations.models import conversations, messages, ratings
from handoff.canned_replies.canned_reply import unknown_variables
from handoff.handoffs.models import handoffs
from handoff.invariants.service import check_invariants
from kit.database import Database
from kit.errors import Conflict
from kit.passwords import Passwords
from knowledge_base.models import decisions

NOW = datetime(2026, 11, 30, 12, 30, tzinfo=UTC)
STAYS = {"departments", "people", "presence"}
"""Departments are switched off, people lose them, and who was ever there is not about the week."""


@pytest.fixture
def demo(database: Database) -> Database:
    database.write_now(seed_demo, Passwords(), NOW - timedelta(days=30))
    return database


def count_rows(connection: Connection) -> dict[str, int]:
    counted = {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in metadata.sorted_tables
    }
    return {name: count for name, count in counted.items() if name not in STAYS}


def test_the_week_has_everything_that_a_used_desk_shows(demo: Database) -> None:
    added = add_week(demo, NOW)
    assert added == len(read_week().talks) * TIMES

    def look(connection: Connection) -> None:
        found = connection.execute(select(conversations)).all()
        assert len(found) == added
        assert {each.status for each in found} == {"resolved"}
        assert all(NOW - timedelta(days=9) < each.created_at < each.updated_at < NOW for each in found)
        assert all(each.turn == each.turns_opened for each in found), "no turn waits for a bot"
        states = connection.scalars(select(handoffs.c.state).distinct())
        assert set(states) == {"closed"}, "nobody waits"
        assert len(set(connection.scalars(select(ratings.c.score)))) >= 3
        assert (connection.scalar(select(func.count()).select_from(decisions)) or 0) > added / 2
        assert connection.scalar(select(func.count()).where(messages.c.visibility == "internal")) == TIMES
        assert check_invariants(connection, NOW)["healthy"], "and what always holds, holds"

    demo.read_now(look)


def test_removing_it_leaves_no_row(demo: Database) -> None:
    before = demo.read_now(count_rows)
    added = add_week(demo, NOW)
    with pytest.raises(Conflict):
        add_week(demo, NOW)
    assert remove_week(demo) == added
    assert demo.read_now(count_rows) == before
    assert remove_week(demo) == 0
    assert add_week(demo, NOW) == added, "it can be added again"


def test_a_company_without_the_demos_people_gets_none(database: Database) -> None:
    with pytest.raises(Conflict):
        add_week(database, NOW)
    assert database.read_now(count_rows)["conversations"] == 0


def test_its_canned_replies_can_be_filled_in() -> None:
    assert [unknown_variables(each["text"]) for each in read_week().canned_replies] == [[]] * 4
