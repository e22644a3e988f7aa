"""The five steps of the first hour. Each is open, done or skipped, in SQL, so a reload or restart loses nothing.

The link is a one-time link of the first administrator, like any other: it ends when it is used, after a week, and with
the first hour.
"""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection

from chat.first_hour import repository
from chat.first_hour.repository import FirstHour
from kit.audit import repository as audit
from kit.audit.entry import Actor, Entry
from kit.errors import Conflict, NotFound
from kit.events import tell
from kit.web.emails import fold_email
from staff.people import repository as people
from staff.sign_in import repository as credentials
from staff.sign_in.service import invite

Step = Literal["administrator", "company", "articles", "questions", "people"]
State = Literal["open", "done", "skipped"]
STEPS: tuple[Step, ...] = ("administrator", "company", "articles", "questions", "people")


def begin(connection: Connection, administrator_id: str, now: datetime) -> str:
    """Opens the first hour. Returns the token of the link."""
    repository.insert_first_hour(connection, FirstHour(administrator_id, dict.fromkeys(STEPS, "open"), now, None))
    return invite(connection, administrator_id, now)


def view(connection: Connection) -> dict[str, Any]:
    """Where it stands; an installation that never had a first hour is like one whose first hour is over."""
    found = repository.find(connection)
    if found is None:
        return {"open": False, "steps": dict.fromkeys(STEPS, "done")}
    return {"open": found.finished_at is None, "steps": dict(found.steps)}


def set_step(connection: Connection, step: Step, state: State) -> dict[str, Any]:
    """Raises NotFound once the first hour is over."""
    found = _open(connection)
    repository.set_steps(connection, {**found.steps, step: state})
    return view(connection)


def name_administrator(connection: Connection, person_id: str, name: str, email: str, now: datetime) -> dict[str, Any]:
    """Gives the person who has used the link their own name and address. Raises Conflict if somebody else has it."""
    _open(connection)
    other = people.find_by_email(connection, fold_email(email))
    if other is not None and other.id != person_id:
        raise Conflict("Somebody already has this e-mail address.", field="email")
    people.change(connection, person_id, name=name, email=fold_email(email))
    tell(connection, "person.changed", person_id=person_id)
    entry = Entry(Actor("person", person_id), "person.changed", person_id, {"changed": ["email", "name"]})
    audit.append(connection, entry, now)
    return set_step(connection, "administrator", "done")


def finish(connection: Connection, now: datetime) -> dict[str, Any]:
    """Ends the first hour, and with it the link. Ending it again changes nothing."""
    found = repository.find(connection, lock=True)
    if found is not None and found.finished_at is None:
        repository.set_finished(connection, now)
        credentials.delete_open_invitations(connection, found.administrator_id)
    return view(connection)


def link_is_dead(connection: Connection, token_hash: str, now: datetime) -> bool:
    return credentials.find_invited(connection, token_hash, now) is None


def _open(connection: Connection) -> FirstHour:
    found = repository.find(connection, lock=True)
    if found is None or found.finished_at is not None:
        raise NotFound("The first hour is over.")
    return found
