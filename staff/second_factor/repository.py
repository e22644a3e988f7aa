"""The SQL of second factors, recovery codes and the rules of signing in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from kit.rows import columns_of, record_of, upsert
from staff.second_factor.models import recovery_codes, second_factors, sign_in_rules

_RULES = 1


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """A person's second factor; `secret` is sealed. It counts once it is confirmed."""

    person_id: str
    secret: str
    created_at: datetime
    confirmed_at: datetime | None
    last_step: int | None


def find(connection: Connection, person_id: str, *, lock: bool = False) -> SecondFactor | None:
    query = select(*columns_of(second_factors, SecondFactor)).where(second_factors.c.person_id == person_id)
    return record_of(SecondFactor, connection.execute(query.with_for_update() if lock else query).first())


def find_confirmed(connection: Connection, person_id: str, *, lock: bool = False) -> SecondFactor | None:
    found = find(connection, person_id, lock=lock)
    return found if found is not None and found.confirmed_at is not None else None


def replace(connection: Connection, person_id: str, secret: str, now: datetime) -> None:
    values = {"secret": secret, "created_at": now, "confirmed_at": None, "last_step": None}
    upsert(connection, second_factors, {"person_id": person_id}, values)


def confirm(connection: Connection, person_id: str, step: int, now: datetime) -> None:
    mine = second_factors.c.person_id == person_id
    connection.execute(update(second_factors).where(mine).values(confirmed_at=now, last_step=step))


def note_step(connection: Connection, person_id: str, step: int) -> None:
    connection.execute(update(second_factors).where(second_factors.c.person_id == person_id).values(last_step=step))


def remove(connection: Connection, person_id: str) -> bool:
    """Returns whether there was a confirmed one. Takes the recovery codes away, too."""
    had = find_confirmed(connection, person_id) is not None
    connection.execute(delete(recovery_codes).where(recovery_codes.c.person_id == person_id))
    connection.execute(delete(second_factors).where(second_factors.c.person_id == person_id))
    return had


def replace_recovery_codes(connection: Connection, person_id: str, hashes: Iterable[str]) -> None:
    connection.execute(delete(recovery_codes).where(recovery_codes.c.person_id == person_id))
    connection.execute(insert(recovery_codes), [{"code_hash": each, "person_id": person_id} for each in hashes])


def use_recovery_code(connection: Connection, person_id: str, code_hash: str) -> bool:
    """Returns whether the person had this code. It is gone then."""
    mine = (recovery_codes.c.person_id == person_id) & (recovery_codes.c.code_hash == code_hash)
    return connection.execute(delete(recovery_codes).where(mine)).rowcount == 1


def count_recovery_codes(connection: Connection, person_id: str) -> int:
    query = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.person_id == person_id)
    return connection.execute(query).scalar_one()


def read_roles(connection: Connection) -> list[str]:
    """The roles whose people must have a second factor."""
    found = connection.execute(select(sign_in_rules.c.second_factor_roles)).scalar()
    return [] if found is None else list(found)


def store_roles(connection: Connection, roles: Sequence[str], now: datetime) -> None:
    values = {"second_factor_roles": list(roles), "changed_at": now}
    upsert(connection, sign_in_rules, {"id": _RULES}, values)
