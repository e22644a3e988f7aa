"""The SQL of people."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from kit.rows import columns_of, values_of
from staff.people.models import people
from staff.people.person import Person

PERSON_COLUMNS = columns_of(people, Person)


def insert_person(connection: Connection, person: Person) -> None:
    connection.execute(insert(people).values(values_of(person)))


def find(connection: Connection, person_id: str, *, lock: bool = False) -> Person | None:
    query = select(*PERSON_COLUMNS).where(people.c.id == person_id)
    row = connection.execute(query.with_for_update(key_share=True) if lock else query).mappings().first()
    return None if row is None else person_from(row)


def find_by_email(connection: Connection, email: str) -> Person | None:
    """Returns the person with this address, which must be in lower case."""
    row = connection.execute(select(*PERSON_COLUMNS).where(people.c.email == email)).mappings().first()
    return None if row is None else person_from(row)


def list_people(connection: Connection) -> list[Person]:
    query = select(*PERSON_COLUMNS).order_by(people.c.name, people.c.id)
    return [person_from(row) for row in connection.execute(query).mappings()]


def list_languages(connection: Connection, person_ids: Sequence[str]) -> dict[str, Sequence[str]]:
    """Returns the languages of each person."""
    if not person_ids:
        return {}
    query = select(people.c.id, people.c.languages).where(people.c.id.in_(person_ids))
    return {row.id: row.languages for row in connection.execute(query)}


def lock_active_people(connection: Connection) -> list[Person]:
    """Locks everybody active until the transaction ends: if two leave at once, neither may count on the other."""
    query = select(*PERSON_COLUMNS).where(people.c.active).order_by(people.c.id).with_for_update(key_share=True)
    return [person_from(row) for row in connection.execute(query).mappings()]


def lock_person(connection: Connection, person_id: str) -> None:
    """Locks the person until the transaction ends: two simultaneous first calls must not both insert a row."""
    connection.execute(select(people.c.id).where(people.c.id == person_id).with_for_update(key_share=True))


def change(connection: Connection, person_id: str, **values: Any) -> None:
    connection.execute(update(people).where(people.c.id == person_id).values(**values))


def person_from(row: RowMapping) -> Person:
    """Builds the person from a row, whatever other columns it has."""
    return Person(**{name: row[name] for name in Person.__dataclass_fields__})
