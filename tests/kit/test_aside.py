"""Slow reads have their own threads, and a limit of time: they keep no customer waiting."""

import asyncio
import time

import pytest
from sqlalchemy import Connection, text

from kit.database import Database
from kit.errors import Busy
from kit.sql.aside import Aside

SLOW = {
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
    "postgresql": "select pg_sleep(60)",
}


def slow(connection: Connection) -> None:
    connection.execute(text(SLOW[connection.dialect.name])).all()


def quick(connection: Connection) -> int:
    found: int = connection.execute(text("select 1")).scalar_one()
    return found


async def test_reports_that_take_long_keep_no_customers_read_waiting_and_end_in_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Aside, "LONGEST_SECONDS", 1.0)
    reports = [asyncio.create_task(database.read_aside(slow)) for _ in range(8)]
    await asyncio.sleep(0)
    started = time.monotonic()
    for _ in range(20):
        assert await database.read(quick) == 1
    assert time.monotonic() - started < 1.0, "all of these were read while the first reports still ran"
    assert not any(report.done() for report in reports)
    ended = await asyncio.gather(*reports, return_exceptions=True)
    assert {type(each) for each in ended} == {Busy}
    assert await database.read_aside(quick) == 1, "the connection is as good as before"
