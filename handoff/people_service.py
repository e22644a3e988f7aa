"""Who works here and as what. Each function is one transaction's work; a change counts from the next request on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from handoff import departments_service, people_repository, presence, skills_service
from handoff import people_credentials_repository as credentials
from handoff.person import Person
from kit.clock import to_text
from kit.errors import Conflict, NotFound
from kit.events import tell
from kit.identifiers import new_id


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
    """Adds a person, who cannot sign in before there is a password. Raises Conflict where the address is taken."""
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
    try:
        with connection.begin_nested():
            people_repository.insert_person(connection, person)
    except IntegrityError:
        raise Conflict("Somebody has this e-mail address already.", field="email") from None
    tell(connection, "person.added", person_id=person.id)
    return person


def get_person(connection: Connection, person_id: str) -> Person:
    person = people_repository.find(connection, person_id)
    if person is None:
        raise NotFound()
    return person


def change_person(connection: Connection, person_id: str, changes: Mapping[str, Any], now: datetime) -> Person:
    """Changes name, roles, departments or active. Deactivating ends sign-ins, tokens and links in this transaction.

    Raises Conflict where nobody would be left who can administer.
    """
    active = people_repository.lock_active_people(connection)
    before = people_repository.find(connection, person_id, lock=True)
    if before is None:
        raise NotFound()
    values = dict(changes)
    if "roles" in values:
        values["roles"] = _in_order(values["roles"])
    departments_service.check_departments(connection, values.get("departments", ()))
    skills_service.check_skills(connection, values.get("skills", ()))
    if values:
        people_repository.change(connection, person_id, **values)
    after = get_person(connection, person_id)
    if before.can_administer and not after.can_administer:
        _check_somebody_administers(active, besides=person_id)
    if before.active and not after.active:
        lock_out(connection, person_id)
    if before.takes_conversations and not after.takes_conversations:
        presence.end_presence(connection, person_id, now)
    tell(connection, "person.changed", person_id=person_id)
    return after


def lock_out(connection: Connection, person_id: str) -> None:
    """Takes away everything that lets this person in."""
    credentials.delete_sign_ins(connection, person_id)
    credentials.delete_tokens(connection, person_id)
    credentials.delete_open_invitations(connection, person_id)


def fold_email(email: str) -> str:
    """One spelling of an address, so that nobody has two accounts by accident."""
    return email.strip().casefold()


def describe(person: Person) -> dict[str, Any]:
    """How administrators see a person."""
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
        raise Conflict("This is the last administrator. Make somebody else one first.", reason="last_administrator")
