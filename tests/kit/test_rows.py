"""Records and rows: one into the other without loss, and writing one that may be there already."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from handoff.presence.models import presence
from kit.database import Database
from kit.rows import columns_of, insert_missing, record_of, records_of, upsert, values_of
from staff.people.service import add_person

NOW = datetime(2030, 1, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """Some of a table's columns, in another order."""

    state: str
    person_id: str
    lease_until: datetime
    changed_at: datetime


def write(connection: Connection, kept: Kept) -> None:
    values = values_of(kept)
    upsert(connection, presence, {"person_id": values.pop("person_id")}, values)


def read(connection: Connection) -> list[Kept]:
    return records_of(Kept, connection.execute(select(*columns_of(presence, Kept))))


def read_first(connection: Connection) -> Kept | None:
    return record_of(Kept, connection.execute(select(*columns_of(presence, Kept))).first())


async def test_a_record_comes_back_as_it_was_written_and_is_written_over(database: Database) -> None:
    person = await database.write(add_person, "ines@example.com", "Ines", ["agent"], NOW)
    for state in ("online", "away"):
        kept = Kept(state, person.id, NOW, NOW)
        await database.write(write, kept)
        assert await database.read(read) == [kept]
    assert record_of(Kept, None) is None


async def test_a_missing_row_is_inserted_and_an_existing_one_stays_as_it_is(database: Database) -> None:
    person = await database.write(add_person, "ines@example.com", "Ines", ["agent"], NOW)
    for state in ("online", "away"):
        values = values_of(Kept(state, person.id, NOW, NOW))
        await database.write(insert_missing, presence, {"person_id": values.pop("person_id")}, values)
        assert await database.read(read_first) == Kept("online", person.id, NOW, NOW)


async def test_two_who_write_the_same_row_at_once_never_collide(database: Database) -> None:
    person = await database.write(add_person, "ines@example.com", "Ines", ["agent"], NOW)
    all_at_once = (database.write(write, Kept(state, person.id, NOW, NOW)) for state in ["online", "away"] * 10)
    await asyncio.gather(*all_at_once)
    assert len(await database.read(read)) == 1
