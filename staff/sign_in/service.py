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
from kit.keys.installation_key import InstallationKey
from kit.passwords import Passwords
from kit.web.emails import fold_email
from staff.attempts.throttle import Caller, Throttle
from staff.people import repository as people_repository
from staff.people import service as people_service
from staff.people.person import Person
from staff.people.service import PersonChange
from staff.second_factor import repository as second_factors
from staff.second_factor import service as second_factor
from staff.sign_in import repository as credentials
from staff.sign_in.browser import Browser
from staff.sign_in.device import KnownDevices
from staff.sign_in.second_step import SecondSteps, ticket_expired
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
        key: InstallationKey,
        *,
        lasts: timedelta = timedelta(days=7),
    ) -> None:
        self.database = database
        self.passwords = passwords
        self.clock = clock
        self.throttle = throttle
        self.key = key
        self.devices = KnownDevices(key, clock)
        self.steps = SecondSteps(key, clock)
        self.lasts = lasts

    async def sign_in(self, email: str, password: str, browser: Browser) -> SignIn:
        """Raises RateLimited, or NotSignedIn `wrong_credentials` with the same text and timing for every cause.

        After a right password, raises NotSignedIn `second_factor_needed` if the person has one.
        """
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
        await self._ask_for_code(person.id, stored)
        token = new_token()
        begun = await self.database.write(self._begin, person.id, token, stored, browser, renewed=renewed)
        return self._signed_in(begun, token)

    async def second_step(self, ticket: str, code: str, browser: Browser) -> SignIn:
        """Signs in whom `sign_in` asked for a code. Raises NotSignedIn `wrong_code` or `ticket_expired`."""
        person_id, seen = self.steps.read(ticket)
        person = await self.database.read(people_service.get_person, person_id)
        attempt = await self.throttle.admit("code", person.id, self._caller(person, browser))
        token = new_token()
        try:
            person = await self.database.write(self._finish, person.id, token, seen, code, browser)
        except NotSignedIn:
            failed = Entry(ANONYMOUS, "sign_in.failed", person.id, {"address": browser.address, "step": "code"})
            await self.database.write(audit.append, failed, self.clock())
            raise
        await self.throttle.forgive(attempt)
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

    async def accept_invitation(self, token: str, password: str, browser: Browser) -> SignIn:
        """Uses up a one-time link, sets the password and signs in. Every earlier sign-in and API token ends.

        Raises NotFound if the link is no longer valid, and NotSignedIn `second_factor_needed` like `sign_in`.
        """
        invitation = hash_token(token)
        # Check before hashing, so that an invented link costs nothing.
        if await self.database.read(credentials.find_invited, invitation, self.clock()) is None:
            raise _no_such_link()
        hashed = await self.passwords.hash(password)
        person = await self.database.write(self._accept, invitation, hashed)
        await self._ask_for_code(person.id, hashed)
        session = new_token()
        begun = await self.database.write(self._begin, person.id, session, hashed, browser, method="link")
        return self._signed_in(begun, session)

    async def _ask_for_code(self, person_id: str, seen: str) -> None:
        if await self.database.read(second_factors.find_confirmed, person_id) is not None:
            raise self.steps.needed(person_id, seen)

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
        browser: Browser,
        *,
        renewed: str | None = None,
        method: str = "password",
        checked: bool = False,
    ) -> Person:
        """Stores the sign-in, unless the person was deactivated or the password changed while it was being checked.

        `checked` is whether the second factor was checked; without, none may be there.
        """
        person = people_repository.find(connection, person_id, lock=True)
        if person is None or not person.active or person.password_hash != seen:
            raise NotSignedIn(WRONG_CREDENTIALS, code="wrong_credentials")
        if not checked and second_factors.find_confirmed(connection, person_id) is not None:
            raise self.steps.needed(person_id, seen)
        if renewed is not None:
            people_repository.change(connection, person_id, password_hash=renewed)
        must_enrol = not checked and second_factor.must_have(connection, person.roles)
        store_sign_in(connection, person, token, browser, self.clock(), self.lasts, method, must_enrol=must_enrol)
        return person

    def _finish(
        self, connection: Connection, person_id: str, token: str, seen: str, code: str, browser: Browser
    ) -> Person:
        """The second step: uses up the code and stores the sign-in, or neither."""
        person = people_repository.find(connection, person_id, lock=True)
        if person is None or not person.active or hash_token(person.password_hash or "") != seen:
            raise ticket_expired()
        second_factor.use(connection, person_id, code, self.key, self.clock())
        return self._begin(connection, person_id, token, person.password_hash or "", browser, checked=True)

    def _accept(self, connection: Connection, invitation: str, hashed: str) -> Person:
        """Sets the password. The sign-in follows in a transaction of its own, after the second factor."""
        now = self.clock()
        person_id = credentials.find_invited(connection, invitation, now)
        person = people_repository.find(connection, person_id, lock=True) if person_id else None
        if person is None or not person.active or not credentials.use_invitation(connection, invitation, now):
            raise _no_such_link()
        people_repository.change(connection, person.id, password_hash=hashed)
        _end_all(connection, person.id)
        return person


def store_sign_in(
    connection: Connection,
    person: Person,
    token: str,
    browser: Browser,
    now: datetime,
    lasts: timedelta,
    method: str,
    *,
    must_enrol: bool = False,
) -> None:
    """Signs the person in, whatever has been checked."""
    credentials.delete_expired(connection, now)
    credentials.insert_sign_in(
        connection,
        hash_token(token),
        person.id,
        now,
        now + lasts,
        device=browser.device,
        method=method,
        must_enrol=must_enrol,
    )
    tell(connection, "person.signed_in", person_id=person.id)
    details = {"method": method, "address": browser.address}
    audit.append(connection, Entry(Actor("person", person.id), "person.signed_in", person.id, details), now)


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
