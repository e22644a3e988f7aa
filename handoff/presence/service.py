"""Whether an agent can be reached: what she said last, for as long as somebody keeps saying it.

Kept in SQL, so that a wiped Redis changes nothing (docs/decisions/0004-presence-in-sql.md). A state counts while its
lease holds; an open console renews it, and a laptop that sleeps lets it run out. Whoever has a conversation has a
lease too, also without ever having said `online`: with its end the conversation goes to others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from handoff.presence import repository as presence_repository
from handoff.presence.presence import State
from kit.events import tell
from staff.people import repository as people_repository
from staff.people.person import Person

CONSOLE_LEASE_SECONDS = 60
"""How long a renewal by an open console holds: three missed heartbeats."""

GRACE_SECONDS = 30
"""How long after the end of her lease an agent keeps what she has, for a connection that comes back."""

CALL_LEASE_SECONDS = 900
"""How long `PUT /presence` holds by itself, for programs that keep no socket open."""


@dataclass(frozen=True)
class Leases:
    """How long what an agent does says that she is there."""

    console_seconds: float = CONSOLE_LEASE_SECONDS
    call_seconds: float = CALL_LEASE_SECONDS


DEFAULT_LEASES = Leases()


def set_presence(
    connection: Connection, person_id: str, state: State, now: datetime, *, lease_seconds: float = CALL_LEASE_SECONDS
) -> None:
    """Says for somebody that they are `state`."""
    before = presence_repository.find_state(connection, person_id, now)
    presence_repository.store(connection, person_id, state, now, now + timedelta(seconds=lease_seconds))
    if before != state:
        tell(connection, "presence.changed", person_id=person_id, state=state)


def renew_presence(
    connection: Connection, person_id: str, now: datetime, *, lease_seconds: float = CONSOLE_LEASE_SECONDS
) -> None:
    """Keeps what was said last true a little longer, and no longer: with a console open, its end is the end.

    Who was found gone meanwhile stays offline until she says otherwise, because her conversations went to the queue.
    """
    presence_repository.renew(connection, person_id, now + timedelta(seconds=lease_seconds))


def stay(connection: Connection, person_id: str, now: datetime, leases: Leases) -> None:
    """Notes that somebody who works in a conversation is there; it needs no presence, and changes none.

    Where nothing keeps a lease of hers, what she takes is hers for as long as a call holds; else as her console's.
    """
    seconds = leases.console_seconds if is_there(connection, person_id, now) else leases.call_seconds
    presence_repository.hold(connection, person_id, now, now + timedelta(seconds=seconds))


def is_there(connection: Connection, person_id: str, now: datetime) -> bool:
    """Whether a lease of hers holds: an open console's, or what a call said of late."""
    return presence_repository.is_there(connection, person_id, now)


def keep_leases_over_jump(connection: Connection, expected: datetime, now: datetime, leases: Leases) -> None:
    """Mends leases after the clock jumped from `expected` to `now`: nobody is lost by it, and nobody kept for long.

    Several processes may do it for the same jump.
    """
    presence_repository.set_leases(
        connection,
        expected,
        now + timedelta(seconds=leases.console_seconds),
        now + timedelta(seconds=leases.call_seconds),
    )


def end_presence(connection: Connection, person_id: str, now: datetime) -> None:
    """Lets the lease run out now, for somebody who takes no conversations any more; the sweep finds her gone.

    Written also where nothing was said before: she may have conversations without ever having been online.
    """
    if presence_repository.find_state(connection, person_id, now) != "offline":
        tell(connection, "presence.changed", person_id=person_id, state="offline")
    presence_repository.store(connection, person_id, "away", now, now)


def end_lapsed(connection: Connection, now: datetime) -> list[str]:
    """Puts offline everybody whose lease has run out, and returns their ids: what they had must go to others."""
    gone = presence_repository.end_lapsed(connection, now)
    for person_id in gone:
        tell(connection, "presence.changed", person_id=person_id, state="offline")
    return gone


def list_present(connection: Connection, now: datetime, department_id: str | None = None) -> list[Person]:
    """The agents who are online for the department; for any at all where it is None."""
    online = presence_repository.list_online(connection, now)
    return [person for person in online if person.takes_conversations and person.serves(department_id)]


def agents_available(connection: Connection, now: datetime, department_id: str | None = None) -> int:
    """How many agents are online for the department; for any at all where it is None."""
    return len(list_present(connection, now, department_id))


def list_agents(connection: Connection, now: datetime) -> list[dict[str, str]]:
    """Everybody who may take conversations, whoever can be reached first."""
    states = presence_repository.list_states(connection, now)
    return [
        {"id": person.id, "name": person.name, "state": states.get(person.id, "offline")}
        for person in _reachable_first(people_repository.list_people(connection), states)
        if person.takes_conversations
    ]


def _reachable_first(people: Iterable[Person], states: dict[str, State]) -> list[Person]:
    order: tuple[State, ...] = ("online", "away", "offline")
    return sorted(people, key=lambda person: (order.index(states.get(person.id, "offline")), person.name))
