"""The SQL of credentials: sign-ins, API tokens and invitations, each found by the hash of its secret."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from kit.identifiers import new_id
from kit.rows import columns_of, records_of
from staff.people.models import people
from staff.people.person import Person
from staff.people.repository import PERSON_COLUMNS, person_from
from staff.sign_in.models import api_tokens, invitations, sign_ins


@dataclass(frozen=True, slots=True)
class Credential:
    """A sign-in or an API token with its person. `roles` is None if it has all of the person's roles."""

    person: Person
    expires_at: datetime | None
    last_used_at: datetime | None
    roles: list[str] | None = None
    must_enrol: bool = False


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """A sign-in as its person sees it."""

    id: str
    token_hash: str
    device: str
    method: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ApiToken:
    """An API token as its owner sees it. The secret was shown once and is not stored."""

    id: str
    name: str
    roles: list[str]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


def insert_sign_in(
    connection: Connection,
    token_hash: str,
    person_id: str,
    created_at: datetime,
    expires_at: datetime,
    *,
    device: str = "",
    method: str = "password",
    must_enrol: bool = False,
) -> None:
    connection.execute(
        insert(sign_ins).values(
            token_hash=token_hash,
            person_id=person_id,
            created_at=created_at,
            last_seen_at=created_at,
            expires_at=expires_at,
            id=new_id("sign_in"),
            device=device,
            method=method,
            must_enrol=must_enrol,
        )
    )


def find_sign_in(connection: Connection, token_hash: str) -> Credential | None:
    query = (
        select(*PERSON_COLUMNS, sign_ins.c.expires_at, sign_ins.c.last_seen_at, sign_ins.c.must_enrol)
        .join(people, people.c.id == sign_ins.c.person_id)
        .where(sign_ins.c.token_hash == token_hash)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return Credential(person_from(row), row["expires_at"], row["last_seen_at"], must_enrol=row["must_enrol"])


def list_sign_ins(connection: Connection, person_id: str, now: datetime) -> list[OpenSignIn]:
    """Those that have not expired, the last seen first."""
    query = (
        select(*columns_of(sign_ins, OpenSignIn))
        .where((sign_ins.c.person_id == person_id) & (sign_ins.c.expires_at > now))
        .order_by(sign_ins.c.last_seen_at.desc(), sign_ins.c.id)
    )
    return records_of(OpenSignIn, connection.execute(query))


def delete_sign_in_of(connection: Connection, person_id: str, sign_in_id: str) -> bool:
    """Returns whether this person had such a sign-in."""
    which = (sign_ins.c.person_id == person_id) & (sign_ins.c.id == sign_in_id)
    return connection.execute(delete(sign_ins).where(which)).rowcount == 1


def mark_enrolled(connection: Connection, person_id: str) -> None:
    """Opens the person's sign-ins that waited for a second factor."""
    connection.execute(update(sign_ins).where(sign_ins.c.person_id == person_id).values(must_enrol=False))


def touch_sign_in(connection: Connection, token_hash: str, now: datetime) -> None:
    connection.execute(update(sign_ins).where(sign_ins.c.token_hash == token_hash).values(last_seen_at=now))


def delete_sign_in(connection: Connection, token_hash: str) -> None:
    connection.execute(delete(sign_ins).where(sign_ins.c.token_hash == token_hash))


def delete_sign_ins(connection: Connection, person_id: str, *, but: str | None = None) -> int:
    """Ends the person's sign-ins, except the one with the hash `but`. Returns how many there were."""
    which = sign_ins.c.person_id == person_id
    which = which if but is None else which & (sign_ins.c.token_hash != but)
    return connection.execute(delete(sign_ins).where(which)).rowcount


def delete_expired(connection: Connection, now: datetime) -> None:
    """Deletes expired credentials."""
    connection.execute(delete(sign_ins).where(sign_ins.c.expires_at <= now))
    connection.execute(delete(api_tokens).where(api_tokens.c.expires_at <= now))
    connection.execute(delete(invitations).where(invitations.c.expires_at <= now))


def insert_token(connection: Connection, token_hash: str, person_id: str, **values: Any) -> str:
    identifier = new_id("token")
    connection.execute(insert(api_tokens).values(id=identifier, token_hash=token_hash, person_id=person_id, **values))
    return identifier


def find_token(connection: Connection, token_hash: str) -> Credential | None:
    query = (
        select(
            *PERSON_COLUMNS,
            api_tokens.c.expires_at,
            api_tokens.c.last_used_at,
            api_tokens.c.roles.label("token_roles"),
        )
        .join(people, people.c.id == api_tokens.c.person_id)
        .where(api_tokens.c.token_hash == token_hash)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return Credential(person_from(row), row["expires_at"], row["last_used_at"], row["token_roles"])


def touch_token(connection: Connection, token_hash: str, now: datetime) -> None:
    connection.execute(update(api_tokens).where(api_tokens.c.token_hash == token_hash).values(last_used_at=now))


def list_tokens(connection: Connection, person_id: str) -> list[ApiToken]:
    query = (
        select(*columns_of(api_tokens, ApiToken))
        .where(api_tokens.c.person_id == person_id)
        .order_by(api_tokens.c.created_at)
    )
    return records_of(ApiToken, connection.execute(query))


def delete_token(connection: Connection, person_id: str, token_id: str) -> bool:
    """Returns whether this person had such a token."""
    mine = (api_tokens.c.person_id == person_id) & (api_tokens.c.id == token_id)
    return connection.execute(delete(api_tokens).where(mine)).rowcount == 1


def delete_tokens(connection: Connection, person_id: str) -> int:
    """Returns how many there were."""
    return connection.execute(delete(api_tokens).where(api_tokens.c.person_id == person_id)).rowcount


def insert_invitation(
    connection: Connection, token_hash: str, person_id: str, created_at: datetime, expires_at: datetime
) -> None:
    values = {"created_at": created_at, "expires_at": expires_at}
    connection.execute(insert(invitations).values(token_hash=token_hash, person_id=person_id, **values))


def find_invited(connection: Connection, token_hash: str, now: datetime) -> str | None:
    """Returns the id of the person whose link is still valid."""
    return connection.scalar(
        select(invitations.c.person_id).where(
            invitations.c.token_hash == token_hash, invitations.c.used_at.is_(None), invitations.c.expires_at > now
        )
    )


def use_invitation(connection: Connection, token_hash: str, now: datetime) -> bool:
    """Uses up the link by one conditional update. If several try, exactly one gets True."""
    result = connection.execute(
        update(invitations)
        .where(invitations.c.token_hash == token_hash, invitations.c.used_at.is_(None), invitations.c.expires_at > now)
        .values(used_at=now)
    )
    return result.rowcount == 1


def delete_open_invitations(connection: Connection, person_id: str) -> None:
    open_ones = (invitations.c.person_id == person_id) & invitations.c.used_at.is_(None)
    connection.execute(delete(invitations).where(open_ones))
