"""Where a person is signed in. Each function runs in one transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kit.audit import repository as audit
from kit.audit.entry import Actor, Entry
from kit.clock import to_text
from kit.errors import NotFound
from kit.events import tell
from staff.people import service as people_service
from staff.sign_in import repository as credentials


def list_open(connection: Connection, person_id: str, now: datetime, current: str | None) -> list[dict[str, Any]]:
    """The person's sign-ins, the latest first. `current` is the hash of the one that asks."""
    people_service.get_person(connection, person_id)
    return [
        {
            "id": each.id,
            "device": each.device,
            "method": each.method,
            "created_at": to_text(each.created_at),
            "last_seen_at": to_text(each.last_seen_at),
            "expires_at": to_text(each.expires_at),
            "current": each.token_hash == current,
        }
        for each in credentials.list_sign_ins(connection, person_id, now)
    ]


def end_one(connection: Connection, person_id: str, sign_in_id: str, by: Actor, now: datetime) -> None:
    if not credentials.delete_sign_in_of(connection, person_id, sign_in_id):
        raise NotFound()
    _told(connection, person_id, by, 1, now)


def end_all(connection: Connection, person_id: str, by: Actor, now: datetime, *, but: str | None = None) -> None:
    """Ends the person's sign-ins, except the one with the hash `but`."""
    people_service.get_person(connection, person_id)
    _told(connection, person_id, by, credentials.delete_sign_ins(connection, person_id, but=but), now)


def _told(connection: Connection, person_id: str, by: Actor, ended: int, now: datetime) -> None:
    tell(connection, "person.changed", person_id=person_id)  # open sockets check their credential again
    audit.append(connection, Entry(by, "sign_ins.ended", person_id, {"ended": ended}), now)
