"""Who works here and in which role. Each function runs in one transaction. Changes apply from the next request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kit.clock import to_text
from kit.errors import Conflict, NotFound
from kit.events import tell
from kit.identifiers import new_id
from kit.rows import refuse_duplicate
from kit.web.emails import fold_email
from staff.departments import service as departments_service
from staff.people import repository as people_repository
from staff.people.person import Person


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A person before and after a change, for callers that act on the difference in the same transaction."""

    before: Person
    after: Person

    @property
    def deactivated(self) -> bool:
        return self.before.active and not self.after.active

    @property
    def takes_no_more(self) -> bool:
        """Whether this change stops the person from taking conversations."""
        return self.before.takes_conversations and not self.after.takes_conversations


def add_person(
    connection: Connection,
    email: str,
    name: str,
    roles: Sequence[str],
    now: datetime,
    *,
    password_hash: str | None = None,
    departments: Sequence[str] = (),
) -> Person:
    """Adds a person, who can only sign in once a password is set. Raises Conflict if the address is taken."""
    departments_service.check_departments(connection, departments)
    person = Person(
        id=new_id("person"),
        name=name,
        email=fold_email(email),
        password_hash=password_hash,
        roles=_in_order(roles),
        departments=list(dict.fromkeys(departments)),
        active=True,
        created_at=now,
    )
    with refuse_duplicate(connection, "Somebody already has this e-mail address.", "email"):
        people_repository.insert_person(connection, person)
    tell(connection, "person.added", person_id=person.id)
    return person


def get_person(connection: Connection, person_id: str) -> Person:
    person = people_repository.find(connection, person_id)
    if person is None:
        raise NotFound()
    return person


def change_person(connection: Connection, person_id: str, changes: Mapping[str, Any]) -> PersonChange:
    """Changes a person's row. Raises Conflict if nobody would be left who can administer.

    Callers handle what follows: `change_account` ends sign-ins, `change_agent` ends presence.
    """
    active = people_repository.lock_active_people(connection)
    before = people_repository.find(connection, person_id, lock=True)
    if before is None:
        raise NotFound()
    values = dict(changes)
    if "roles" in values:
        values["roles"] = _in_order(values["roles"])
    departments_service.check_departments(connection, values.get("departments", ()))
    if values:
        people_repository.change(connection, person_id, **values)
    after = get_person(connection, person_id)
    if before.can_administer and not after.can_administer:
        _check_somebody_administers(active, besides=person_id)
    tell(connection, "person.changed", person_id=person_id)
    return PersonChange(before, after)


def describe(person: Person) -> dict[str, Any]:
    """Returns the person as administrators see them."""
    return {
        **person.body(),
        "active": person.active,
        "departments": person.departments,
        "password_set": person.password_hash is not None,
        "created_at": to_text(person.created_at),
    }


def _in_order(roles: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(roles))


def _check_somebody_administers(active: Sequence[Person], *, besides: str) -> None:
    if not any(person.can_administer for person in active if person.id != besides):
        raise Conflict(
            "This is the last administrator. Make somebody else an administrator first.", reason="last_administrator"
        )
