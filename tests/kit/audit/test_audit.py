"""The audit log: a chain that never forks, that nobody changes by mistake, and whose first broken entry is named."""

import asyncio
import json
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from chat.installation.audit_command import run
from kit.audit import repository
from kit.audit.entry import OPERATOR, Actor, Entry
from kit.audit.log import audited, verify
from kit.database import Database
from kit.errors import Conflict
from tests.fixtures.story import START, MovableClock


def note(connection: Connection, number: int) -> int:
    entry = Entry(
        Actor("person", f"p{number}"), "thing.changed", f"t{number}", {"share": 0.9, "name": "é\u2028", "n": 1}
    )
    repository.append(connection, entry, START)
    return number


async def test_entries_written_at_once_by_several_processes_make_one_chain(
    open_database: Callable[..., Database],
) -> None:
    first, second = open_database(), open_database()
    await asyncio.gather(*(database.write(note, n) for n in range(20) for database in (first, second)))
    verdict = first.read_now(verify)
    assert (verdict.entries, verdict.broken) == (40, "")
    rows = first.read_now(repository.list_entries, 40, 3)
    assert [row.seq for row in rows] == [39, 38, 37]


def test_an_entry_is_stored_with_what_it_records_or_not_at_all(database: Database) -> None:
    def fails(connection: Connection) -> int:
        note(connection, 1)
        raise Conflict("no")

    def entry(_: int) -> Entry:
        return Entry(OPERATOR, "thing.made")

    with pytest.raises(Conflict):
        database.write_now(audited(fails, MovableClock(), entry))
    assert database.read_now(verify).entries == 0
    database.write_now(audited(note, MovableClock(), entry), 1)
    database.write_now(audited(note, MovableClock(), lambda _: None), 2)
    actions = [row.action for row in database.read_now(repository.list_entries, None, 10)]
    assert actions == ["thing.changed", "thing.made", "thing.changed"]


@pytest.mark.parametrize("statement", ["update audit_log set action = 'x'", "delete from audit_log"])
def test_the_database_refuses_to_change_entries(statement: str, database: Database) -> None:
    database.write_now(note, 1)
    with pytest.raises(DBAPIError, match="append-only"):
        database.write_now(lambda connection: connection.execute(text(statement)))


def force(connection: Connection, *statements: str) -> None:
    """As somebody would who may drop the triggers."""
    if connection.dialect.name == "sqlite":
        for name in ("audit_log_no_update", "audit_log_no_delete"):
            connection.execute(text(f"drop trigger {name}"))
    else:
        connection.execute(text("drop trigger audit_log_append_only on audit_log"))
    for statement in statements:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statements", "seq", "said"),
    [
        (["update audit_log set actor_id = 'p9' where seq = 3"], 3, "was changed"),
        (["delete from audit_log where seq = 2"], 2, "is missing"),
        (["delete from audit_log where seq > 3"], 4, "was cut off"),
        (["delete from audit_log where seq > 3", "update audit_head set seq = 3"], 3, "is not the end"),
        (["update audit_log set at = '2020-01-01 00:00:00' where seq = 1"], 1, "was changed"),
        (["delete from audit_head"], 6, "the end of the chain is not noted"),
    ],
)
def test_the_first_broken_entry_is_named(statements: Sequence[str], seq: int, said: str, database: Database) -> None:
    for number in range(5):
        database.write_now(note, number)
    assert run(["verify"], database)[0]
    database.write_now(force, *statements)
    holds, told = run(["verify"], database)
    assert not holds
    assert told.startswith(f"Entry {seq} ")
    assert said in told
    assert json.loads(run(["verify", "--json"], database)[1])["seq"] == seq
