"""Identifies the caller once per request and once per socket, before any other check.

A caller sends one credential: an `Authorization: Bearer` token, on sockets alternatively a `baton.token.…` subprotocol,
or the sign-in cookie. If a token is sent, only the token is checked: a cookie never replaces an invalid token.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from conversations.conversation import CustomerToken
from conversations.merges.repository import touch_customer_token
from kit.auth import ANONYMOUS, Principal
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError, Busy, NotAllowed, StorageUnavailable
from kit.identifiers import hash_token
from kit.web.http import error_response
from staff.people.person import expand_roles
from staff.sign_in import repository as credentials
from staff.sign_in.repository import Credential
from staff.sign_in.service import SESSION_COOKIE
from staff.sign_in.tokens import API_TOKEN_PREFIX

SUBPROTOCOL = "baton.v1"

_TOKEN_SUBPROTOCOL = "baton.token."

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

_TOUCH_AFTER = timedelta(minutes=5)
"""How old "last seen" may be: it is written only once in this time, not with every request."""

_TOUCH_CUSTOMERS_AFTER = timedelta(hours=1)
"""The same for customers, whose tokens live for months."""

FindCustomerToken = Callable[[Connection, str], CustomerToken | None]


@dataclass(frozen=True, slots=True)
class RequestCredential:
    """What a caller sent: a token, a cookie, or nothing."""

    kind: Literal["token", "cookie", "nothing"]
    secret: str = ""


def credential_of(connection: HTTPConnection) -> RequestCredential:
    """The credential to check, in the order token, subprotocol, cookie."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return RequestCredential("token", token.strip())
    for offered in connection.scope.get("subprotocols") or ():
        if offered.startswith(_TOKEN_SUBPROTOCOL):
            return RequestCredential("token", offered.removeprefix(_TOKEN_SUBPROTOCOL))
    if session := connection.cookies.get(SESSION_COOKIE):
        return RequestCredential("cookie", session)
    return RequestCredential("nothing")


def subprotocol_for(connection: HTTPConnection) -> str | None:
    """The subprotocol to accept a socket with: `baton.v1` if it was offered, never the one that carries a token."""
    return SUBPROTOCOL if SUBPROTOCOL in (connection.scope.get("subprotocols") or ()) else None


class Authenticator:
    """Turns a credential into a principal with one read. There is no cache, so a revoked credential fails at once."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        find_customer_token: FindCustomerToken,
        *,
        sign_in_idle_hours: float = 12.0,
        customer_token_days: float = 90.0,
    ) -> None:
        self._database = database
        self._clock = clock
        self._find_customer_token = find_customer_token
        self._idle = timedelta(hours=sign_in_idle_hours)
        self._customer_idle = timedelta(days=customer_token_days)

    async def authenticate(self, connection: HTTPConnection) -> Principal:
        """The caller; anonymous without a valid credential. Open sockets call this again to check that it is still
        valid.
        """
        credential = credential_of(connection)
        if not credential.secret:
            return ANONYMOUS
        token_hash = hash_token(credential.secret)
        if credential.kind == "cookie":
            return await self._by_sign_in(token_hash)
        if credential.secret.startswith(API_TOKEN_PREFIX):
            return await self._by_api_token(token_hash)
        return await self._by_customer_token(token_hash)

    async def _by_customer_token(self, token_hash: str) -> Principal:
        """Each use moves the token's end, so no client has to renew it."""
        found, now = await self._database.read_few(self._find_customer_token, token_hash), self._clock()
        if found is None or _older(found.used_at, now, self._customer_idle):
            return ANONYMOUS
        await self._touch(touch_customer_token, token_hash, found.used_at, now, after=_TOUCH_CUSTOMERS_AFTER)
        return Principal("customer", id=found.conversation_id, conversation_id=found.conversation_id)

    async def _by_sign_in(self, token_hash: str) -> Principal:
        found, now = await self._database.read_few(credentials.find_sign_in, token_hash), self._clock()
        if found is None or not _is_valid(found, now) or _older(found.last_used_at, now, self._idle):
            return ANONYMOUS
        await self._touch(credentials.touch_sign_in, token_hash, found.last_used_at, now)
        return replace(_person(found), must_enrol=found.must_enrol)

    async def _by_api_token(self, token_hash: str) -> Principal:
        found, now = await self._database.read_few(credentials.find_token, token_hash), self._clock()
        if found is None or not _is_valid(found, now):
            return ANONYMOUS
        await self._touch(credentials.touch_token, token_hash, found.last_used_at, now)
        return replace(_person(found), by_token=True, until=found.expires_at)

    async def _touch(
        self,
        touch: Callable[[Connection, str, datetime], None],
        token_hash: str,
        last: datetime | None,
        now: datetime,
        *,
        after: timedelta = _TOUCH_AFTER,
    ) -> None:
        if last is None or _older(last, now, after):
            with suppress(Busy, StorageUnavailable):  # reading still works if nothing can be written
                await self._database.write(touch, token_hash, now)


def _is_valid(credential: Credential, now: datetime) -> bool:
    return credential.person.active and (credential.expires_at is None or now < credential.expires_at)


def _older(moment: datetime | None, now: datetime, age: timedelta) -> bool:
    return moment is not None and now - moment > age


def _person(credential: Credential) -> Principal:
    person = credential.person
    roles = expand_roles(person.roles)
    if credential.roles is not None:  # never more than the person's current roles
        roles &= expand_roles(credential.roles)
    return Principal("person", id=person.id, name=person.name, roles=roles)


class Origins:
    """Baton's own origins: its public address, and the address that the request itself was sent to."""

    def __init__(self, public_url: str, *, others: Collection[str] = ()) -> None:
        self._known = {origin_of(public_url), *(origin_of(other) for other in others)}

    def is_own(self, connection: HTTPConnection, origin: str) -> bool:
        scheme = {"ws": "http", "wss": "https"}.get(connection.url.scheme, connection.url.scheme)
        return origin in self._known or origin == f"{scheme}://{connection.headers.get('host', '')}"

    def check_request(self, connection: HTTPConnection, method: str) -> None:
        """Raises `cross_site` for a change that another site makes with the user's cookie."""
        if method in _SAFE_METHODS or credential_of(connection).kind != "cookie":
            return
        site, origin = connection.headers.get("sec-fetch-site"), connection.headers.get("origin")
        if site is not None and site not in ("same-origin", "none"):
            raise _cross_site()
        if origin is not None and not self.is_own(connection, origin):
            raise _cross_site()

    def check_socket(self, connection: HTTPConnection) -> None:
        """Raises `cross_site` for a socket from a foreign page. Programs send no Origin, but then they need a token."""
        origin = connection.headers.get("origin")
        if origin is not None and not self.is_own(connection, origin):
            raise _cross_site()
        if origin is None and credential_of(connection).kind == "cookie":
            raise _cross_site()


def origin_of(address: str) -> str:
    """Scheme, host and port in the form that browsers use: `https://example.org/x` and `:443` become
    `https://example.org`.
    """
    scheme, _, rest = address.partition("://")
    authority = rest.partition("/")[0].lower()
    default = {"http": ":80", "https": ":443"}.get(scheme.lower(), "")
    return f"{scheme.lower()}://{authority.removesuffix(default) if default else authority}"


def _cross_site() -> NotAllowed:
    return NotAllowed("This request came from another site.", code="cross_site")


async def refuse(error: BatonError, scope: Scope, receive: Receive, send: Send) -> None:
    """Responds with the error. A socket is rejected before its upgrade, with the same status and body."""
    response = error_response(error)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if scope["type"] == "websocket":
        await receive()  # the handshake must be received before it can be answered
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": 1008})
            return
    await response(scope, receive, send)


class AuthenticationMiddleware:
    """Runs the cross-site check, then puts the principal on `scope["state"]`: under `/api/`, and for all sockets."""

    def __init__(self, app: ASGIApp, *, authenticator: Authenticator, origins: Origins) -> None:
        self.app = app
        self._authenticator = authenticator
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" or (scope["type"] == "http" and scope["path"].startswith("/api/")):
            connection = HTTPConnection(scope)
            try:
                if scope["type"] == "websocket":
                    self._origins.check_socket(connection)
                else:
                    self._origins.check_request(connection, scope["method"])
                principal = await self._authenticator.authenticate(connection)
            except BatonError as error:
                await refuse(error, scope, receive, send)
                return
            scope.setdefault("state", {})["principal"] = principal
        await self.app(scope, receive, send)
