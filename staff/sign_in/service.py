"""How people sign in: passwords, sign-ins and one-time links.

Hashing a password is slow on purpose, so it happens between transactions. The transaction that signs somebody in checks
again what was true before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from kit.audit import repository as audit
from kit.audit.entry import ANONYMOUS, Actor, Entry
from kit.auth import Principal
from kit.clock import Clock
from kit.database import Database
from kit.errors import Conflict, NotFound, NotSignedIn
from kit.events import tell
from kit.identifiers import hash_token, new_token
from kit.passwords import Passwords
from kit.web.emails import fold_email
from staff.attempts.throttle import Caller, Throttle
from staff.people import repository as people_repository
from staff.people import service as people_service
from staff.people.person import Person
from staff.people.service import PersonChange
from staff.sign_in import repository as credentials
from staff.sign_in.browser import Browser
from staff.sign_in.device import KnownDevices
from staff.sign_in.tokens import roles_of

SESSION_COOKIE = "baton_session"

INVITATION_LASTS = timedelta(days=7)

WRONG_CREDENTIALS = "The e-mail address or the password is wrong."


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who has just signed in, with the secrets for the cookies of the sign-in and of the device."""

    person: Person
    token: str
    device: str


class SignIns:
    """Signs people in and out."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        clock: Clock,
        throttle: Throttle,
        devices: KnownDevices,
        *,
        lasts: timedelta = timedelta(days=7),
    ) -> None:
        self.database = database
        self.passwords = passwords
        self.clock = clock
        self.throttle = throttle
        self.devices = devices
        self.lasts = lasts

    async def sign_in(self, email: str, password: str, browser: Browser) -> SignIn:
        """Raises RateLimited, or NotSignedIn `wrong_credentials` with the same text and timing for every cause."""
        email = fold_email(email)
        person = await self.database.read(people_repository.find_by_email, email)
        attempt = await self.throttle.admit("password", email, self._caller(person, browser))
        stored = person.password_hash if person is not None and person.active else None
        if not await self.passwords.matches(password, stored) or person is None or stored is None:
            failed = Entry(ANONYMOUS, "sign_in.failed", person.id if person else None, {"address": browser.address})
            await self.database.write(audit.append, failed, self.clock())
            raise NotSignedIn(WRONG_CREDENTIALS, code="wrong_credentials")
        await self.throttle.forgive(attempt)
        renewed = await self.passwords.hash(password) if self.passwords.outdated(stored) else None
        token = new_token()
        person = await self.database.write(self._begin, person.id, token, stored, renewed, address=browser.address)
        return self._signed_in(person, token)

    async def sign_out(self, token: str) -> None:
        """Ends this sign-in, if it exists."""
        await self.database.write(_end_sign_in, hash_token(token))

    async def change_password(
        self, person_id: str, current: str, new: str, browser: Browser, *, keep: str | None = None
    ) -> None:
        """Sets a new password and ends every API token, and every sign-in except `keep`: somebody else may have them.

        Checking the current password is throttled too.
        """
        person = await self.database.read(people_service.get_person, person_id)
        attempt = await self.throttle.admit("password", person.email, self._caller(person, browser))
        if not await self.passwords.matches(current, person.password_hash):
            raise NotSignedIn("The current password is wrong.", code="wrong_credentials")
        await self.throttle.forgive(attempt)
        hashed = await self.passwords.hash(new)
        kept = hash_token(keep) if keep else None
        await self.database.write(_set_password, person_id, hashed, person.password_hash, self.clock(), but=kept)

    async def accept_invitation(self, token: str, password: str) -> SignIn:
        """Uses up a one-time link, sets the password and signs in. Every earlier sign-in and API token ends.

        Raises NotFound if the link is no longer valid.
        """
        invitation = hash_token(token)
        # Check before hashing, so that an invented link costs nothing.
        if await self.database.read(credentials.find_invited, invitation, self.clock()) is None:
            raise _no_such_link()
        hashed = await self.passwords.hash(password)
        session = new_token()
        person = await self.database.write(self._accept, invitation, hashed, session)
        return self._signed_in(person, session)

    def _caller(self, person: Person | None, browser: Browser) -> Caller:
        return Caller(browser.address, self.devices.find(person.id, browser.cookies) if person else None)

    def _signed_in(self, person: Person, token: str) -> SignIn:
        return SignIn(person, token, self.devices.make(person.id))

    def _begin(
        self,
        connection: Connection,
        person_id: str,
        token: str,
        seen: str,
        renewed: str | None = None,
        *,
        address: str | None = None,
    ) -> Person:
        """Stores the sign-in, unless the person was deactivated or the password changed while it was being checked."""
        person = people_repository.find(connection, person_id, lock=True)
        if person is None or not person.active or person.password_hash != seen:
            raise NotSignedIn(WRONG_CREDENTIALS, code="wrong_credentials")
        now = self.clock()
        if renewed is not None:
            people_repository.change(connection, person_id, password_hash=renewed)
        credentials.delete_expired(connection, now)
        credentials.insert_sign_in(connection, hash_token(token), person_id, now, now + self.lasts)
        tell(connection, "person.signed_in", person_id=person_id)
        how = {"address": address} if address else {"by": "one-time link"}
        audit.append(connection, Entry(Actor("person", person_id), "person.signed_in", person_id, how), now)
        return person

    def _accept(self, connection: Connection, invitation: str, hashed: str, session: str) -> Person:
        now = self.clock()
        person_id = credentials.find_invited(connection, invitation, now)
        person = people_repository.find(connection, person_id, lock=True) if person_id else None
        if person is None or not person.active or not credentials.use_invitation(connection, invitation, now):
            raise _no_such_link()
        people_repository.change(connection, person.id, password_hash=hashed)
        _end_all(connection, person.id)
        return self._begin(connection, person.id, session, hashed)


def _end_sign_in(connection: Connection, token_hash: str) -> None:
    credential = credentials.find_sign_in(connection, token_hash)
    if credential is not None:
        credentials.delete_sign_in(connection, token_hash)
        tell(connection, "person.signed_out", person_id=credential.person.id)


def change_account(connection: Connection, person_id: str, changes: Mapping[str, Any]) -> PersonChange:
    """Changes a person. Deactivating ends their sign-ins, tokens and links in the same transaction."""
    change = people_service.change_person(connection, person_id, changes)
    if change.deactivated:
        lock_out(connection, person_id)
    return change


def lock_out(connection: Connection, person_id: str) -> None:
    """Removes all of this person's credentials except the password."""
    credentials.delete_sign_ins(connection, person_id)
    credentials.delete_tokens(connection, person_id)
    credentials.delete_open_invitations(connection, person_id)


def invite(connection: Connection, person_id: str, now: datetime) -> str:
    """Creates a one-time link's token and deletes any earlier one. Raises Conflict if the person is deactivated."""
    person = people_service.get_person(connection, person_id)
    if not person.active:
        raise Conflict("This person is deactivated.", code="wrong_status")
    token = new_token()
    credentials.delete_open_invitations(connection, person_id)
    credentials.insert_invitation(connection, hash_token(token), person_id, now, now + INVITATION_LASTS)
    tell(connection, "person.invited", person_id=person_id)
    return token


def invitation_url(public_url: str, token: str) -> str:
    """Returns the link. Its secret is behind the `#`, which browsers do not send and servers do not log."""
    return f"{public_url.rstrip('/')}/console#invitation={token}"


def describe_self(person: Person, principal: Principal) -> dict[str, Any]:
    """Returns the caller as seen in this call: an API token with fewer roles shows only those."""
    return {**person.body(), "roles": roles_of(principal, person)}


def _set_password(
    connection: Connection, person_id: str, hashed: str, seen: str | None, now: datetime, *, but: str | None = None
) -> None:
    person = people_repository.find(connection, person_id, lock=True)
    if person is None or not person.active or person.password_hash != seen:
        raise NotSignedIn("The current password is wrong.", code="wrong_credentials")
    people_repository.change(connection, person_id, password_hash=hashed)
    tokens = _end_all(connection, person_id, but=but)
    changed = Entry(Actor("person", person_id), "password.changed", person_id, {"tokens_ended": tokens})
    audit.append(connection, changed, now)


def _end_all(connection: Connection, person_id: str, *, but: str | None = None) -> int:
    """Ends a person's sign-ins, except the one with the hash `but`, and API tokens; returns how many tokens."""
    credentials.delete_sign_ins(connection, person_id, but=but)
    ended = credentials.delete_tokens(connection, person_id)
    tell(connection, "person.changed", person_id=person_id)  # open sockets check their credential again
    return ended


def _no_such_link() -> NotFound:
    return NotFound("This link has been used or has expired. Ask for a new one.")
