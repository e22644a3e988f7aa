"""API tokens: programs call with the roles of a person, or with fewer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from kit.audit import repository as audit
from kit.audit.entry import Actor, Entry
from kit.auth import Principal
from kit.clock import to_text
from kit.errors import NotAllowed, NotFound, NotSignedIn
from kit.events import tell
from kit.identifiers import hash_token, new_token
from staff.people import repository as people_repository
from staff.people import service as people_service
from staff.people.person import Person, expand_roles
from staff.sign_in import repository as credentials
from staff.sign_in.repository import ApiToken

API_TOKEN_PREFIX = "baton_pat_"
"""Distinguishes a person's API token from a conversation's token without a lookup, and helps to find leaked ones."""


def make_token(
    connection: Connection,
    owner: Principal,
    name: str,
    now: datetime,
    *,
    roles: Sequence[str] | None = None,
    lasts: timedelta | None = None,
) -> dict[str, Any]:
    """Creates an API token and returns it with its secret, this once. Raises NotAllowed for roles its owner lacks.

    A token that is made with a token ends with it at the latest.
    """
    person = people_repository.find(connection, owner.id, lock=True)
    if person is None or not person.active:
        raise NotSignedIn("Sign in first.")
    granted = list(dict.fromkeys(roles if roles is not None else roles_of(owner, person)))
    if not owner.roles.issuperset(granted):
        raise NotAllowed("A token cannot have a role that you do not have.")
    secret = API_TOKEN_PREFIX + new_token()
    expires_at = min((end for end in (now + lasts if lasts else None, owner.until) if end), default=None)
    values = {"name": name, "roles": granted, "created_at": now, "expires_at": expires_at}
    identifier = credentials.insert_token(connection, hash_token(secret), person.id, **values)
    tell(connection, "token.created", person_id=person.id, token_id=identifier)
    audit.append(
        connection, Entry(Actor("person", person.id), "token.created", identifier, {"roles": list(granted)}), now
    )
    expiry = to_text(expires_at) if expires_at else None
    return {"id": identifier, "name": name, "token": secret, "roles": granted, "expires_at": expiry}


def list_own_tokens(connection: Connection, owner: Principal) -> list[dict[str, Any]]:
    """Returns the tokens that the caller may know of: one with fewer roles than its owner sees none with more."""
    return [
        _describe_token(token)
        for token in credentials.list_tokens(connection, owner.id)
        if not owner.by_token or owner.roles.issuperset(token.roles)
    ]


def list_tokens_of(connection: Connection, person_id: str) -> list[dict[str, Any]]:
    """Returns anybody's tokens, for administrators, without their secrets, which are not stored."""
    people_service.get_person(connection, person_id)
    return [_describe_token(token) for token in credentials.list_tokens(connection, person_id)]


def end_own_token(connection: Connection, owner: Principal, token_id: str, now: datetime) -> None:
    if all(token["id"] != token_id for token in list_own_tokens(connection, owner)):
        raise NotFound()
    end_token_of(connection, owner.id, token_id, owner, now)


def end_token_of(connection: Connection, person_id: str, token_id: str, by: Principal, now: datetime) -> None:
    """Ends a person's token, by themselves or by an administrator."""
    if not credentials.delete_token(connection, person_id, token_id):
        raise NotFound()
    tell(connection, "token.ended", person_id=person_id, token_id=token_id)
    audit.append(connection, Entry(Actor("person", by.id), "token.ended", token_id, {"of": person_id}), now)


def roles_of(principal: Principal, person: Person) -> list[str]:
    """Returns the roles that a call has: fewer than the person, if its API token has fewer."""
    return person.roles if expand_roles(person.roles) == principal.roles else sorted(principal.roles)


def _describe_token(token: ApiToken) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "roles": token.roles,
        "created_at": to_text(token.created_at),
        "expires_at": to_text(token.expires_at) if token.expires_at else None,
        "last_used_at": to_text(token.last_used_at) if token.last_used_at else None,
    }
