"""Whether an agent is available: the state they last set, for as long as their lease is valid.

Presence is kept in SQL, so that losing Redis changes nothing (docs/decisions/0004-presence-in-sql.md). An open console
renews the lease; if a laptop sleeps, it runs out. Every agent who has a conversation has a lease, even if they never
set `online`. When it ends, their conversations go to others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from handoff.presence import repository as presence_repository
from handoff.presence.presence import State
from kit.clock import to_text
from kit.errors import Conflict, NotFound
from kit.events import tell
from staff.people import repository as people_repository
from staff.people.person import Person

CONSOLE_LEASE_SECONDS = 60
"""How long one renewal by an open console is valid: three missed heartbeats."""

GRACE_SECONDS = 30
"""How long agents keep their conversations after their lease has ended, so that they can reconnect."""

CALL_LEASE_SECONDS = 900
"""How long `PUT /presence` is valid by itself, for programs that keep no socket open."""


@dataclass(frozen=True)
class Leases:
    """How long an agent's activity counts as presence."""

    console_seconds: float = CONSOLE_LEASE_SECONDS
    call_seconds: float = CALL_LEASE_SECONDS


DEFAULT_LEASES = Leases()


def set_presence(
    connection: Connection, person_id: str, state: State, now: datetime, *, lease_seconds: float = CALL_LEASE_SECONDS
) -> None:
    """Sets a person's presence state."""
    before = presence_repository.find_state(connection, person_id, now)
    presence_repository.store(connection, person_id, state, now, now + timedelta(seconds=lease_seconds))
    if before != state:
        tell(connection, "presence.changed", person_id=person_id, state=state)


def set_away(connection: Connection, person_id: str, now: datetime) -> None:
    """Sets somebody else to away, as long as they are there. Raises NotFound, or `wrong_status` if they are offline."""
    person = people_repository.find(connection, person_id)
    if person is None or not person.takes_conversations:
        raise NotFound("There is no such agent.")
    if presence_repository.find_state(connection, person_id, now) == "offline":
        raise Conflict(f"{person.name} is offline.", code="wrong_status")
    if presence_repository.put_away(connection, person_id, now):
        tell(connection, "presence.changed", person_id=person_id, state="away")


def list_since(connection: Connection, now: datetime) -> dict[str, str]:
    """Returns when each agent who is there set their state."""
    return {person_id: to_text(moment) for person_id, moment in presence_repository.list_since(connection, now).items()}


def renew_presence(
    connection: Connection, person_id: str, now: datetime, *, lease_seconds: float = CONSOLE_LEASE_SECONDS
) -> None:
    """Extends the lease from now; it may also shorten it, because an open console decides when presence ends.

    An agent who was marked offline meanwhile stays offline until they set another state: their conversations went back
    to the queue.
    """
    presence_repository.renew(connection, person_id, now + timedelta(seconds=lease_seconds))


def stay(connection: Connection, person_id: str, now: datetime, leases: Leases) -> None:
    """Extends the lease of somebody who works in a conversation. It needs no presence state and changes none.

    If they have no valid lease, it lasts as long as a call's; otherwise as long as a console's.
    """
    seconds = leases.console_seconds if is_there(connection, person_id, now) else leases.call_seconds
    presence_repository.hold(connection, person_id, now, now + timedelta(seconds=seconds))


def is_there(connection: Connection, person_id: str, now: datetime) -> bool:
    """Returns whether the person has a valid lease, from an open console or a recent call."""
    return presence_repository.is_there(connection, person_id, now)


def keep_leases_over_jump(connection: Connection, expected: datetime, now: datetime, leases: Leases) -> None:
    """Adjusts leases after the clock jumped from `expected` to `now`, so that no agent is lost or kept for too long.

    Several processes may do this for the same jump.
    """
    presence_repository.set_leases(
        connection,
        expected,
        now + timedelta(seconds=leases.console_seconds),
        now + timedelta(seconds=leases.call_seconds),
    )


def end_presence(connection: Connection, person_id: str, now: datetime) -> None:
    """Ends the lease now, for somebody who takes no more conversations. The sweep then requeues what they had.

    A row is also written if they never set a state: they may have conversations without ever having been online.
    """
    if presence_repository.find_state(connection, person_id, now) != "offline":
        tell(connection, "presence.changed", person_id=person_id, state="offline")
    presence_repository.store(connection, person_id, "away", now, now)


def end_lapsed(connection: Connection, now: datetime) -> list[str]:
    """Marks everybody with an expired lease as offline and returns their ids: their conversations must go to others."""
    gone = presence_repository.end_lapsed(connection, now)
    for person_id in gone:
        tell(connection, "presence.changed", person_id=person_id, state="offline")
    return gone


def list_present(connection: Connection, now: datetime, department_id: str | None = None) -> list[Person]:
    """Returns the agents who are online for the department; for any department if it is None."""
    online = presence_repository.list_online(connection, now)
    return [person for person in online if person.takes_conversations and person.serves(department_id)]


def agents_available(connection: Connection, now: datetime, department_id: str | None = None) -> int:
    """Returns how many agents are online for the department; for any department if it is None."""
    return len(list_present(connection, now, department_id))


def list_agents(connection: Connection, now: datetime) -> list[dict[str, str]]:
    """Returns everybody who may take conversations: online first, then away, then offline."""
    states = presence_repository.list_states(connection, now)
    return [
        {"id": person.id, "name": person.name, "state": states.get(person.id, "offline")}
        for person in _reachable_first(people_repository.list_people(connection), states)
        if person.takes_conversations
    ]


def _reachable_first(people: Iterable[Person], states: dict[str, State]) -> list[Person]:
    order: tuple[State, ...] = ("online", "away", "offline")
    return sorted(people, key=lambda person: (order.index(states.get(person.id, "offline")), person.name))
