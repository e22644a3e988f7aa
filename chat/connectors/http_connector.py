"""A connector that calls a company's server, within limits of time, size and number.

Whatever the server does costs at most the connector's time-out. Over the limit of calls at once a call fails at once
rather than wait, and after several failures in a row the server is left alone for a while: so a server that hangs keeps
only few turns busy, and no turn of another conversation waits for it.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
import yarl

from chat.connectors.addresses import Addresses, AddressRefused, outward_session
from chat.connectors.connector import FAILED, Asked, Told
from chat.connectors.definition import Definition, Request
from chat.connectors.reply import told_by
from chat.connectors.request import CannotAsk, FindSecret, Prepared, prepare
from kit.web.service_call import Breaker

LARGEST_REPLY = 1024 * 1024
BREAKER_FAILURES = 5
BREAKER_PAUSE_SECONDS = 10.0
_SICK = frozenset({"timed_out", "unreachable", "server_error"})
_WORTH_A_SECOND_TRY = frozenset({"unreachable", "server_error"})


class CallFailed(Exception):
    """A call without a usable reply; `reason` is a code."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.status = reason, status


@dataclass
class Outward:
    """What all HTTP connectors of a process share: the way out, the secrets, and the limit of calls at once."""

    addresses: Addresses
    secret: FindSecret
    at_once: int
    clock: Callable[[], float] = time.time
    busy: int = 0
    _session: aiohttp.ClientSession | None = field(default=None, repr=False)

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = outward_session(self.addresses)
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class HttpConnector:
    """One look-up or action of a pack."""

    def __init__(self, definition: Definition, request: Request, outward: Outward) -> None:
        self.definition = definition
        self._request = request
        self._outward = outward
        self._breaker = Breaker(failures=BREAKER_FAILURES, pause_seconds=BREAKER_PAUSE_SECONDS)
        self._busy = 0

    @property
    def changes(self) -> bool:
        return self._request.changes

    async def call(self, asked: Asked) -> Told:
        try:
            prepared = prepare(self._request, asked.values, asked.key, self._outward.secret, self._outward.clock())
            self._require_safe(prepared)
            status, body = await self._within_limits(prepared)
        except CannotAsk as error:
            return self._failed(error.reason)
        except CallFailed as error:
            return self._failed(error.reason, error.status)
        return told_by(self.definition, status, body)

    def _failed(self, reason: str, status: int | None = None) -> Told:
        return Told(self.definition.failure_event, FAILED, reason=reason, status=status)

    def _require_safe(self, prepared: Prepared) -> None:
        host, port = prepared.host, prepared.port
        if not prepared.url.lower().startswith("https:") and not self._outward.addresses.lists(host, port):
            raise CallFailed("not_https")
        try:
            self._outward.addresses.require_literal(host, port)
        except AddressRefused:
            raise CallFailed("address_refused") from None

    async def _within_limits(self, prepared: Prepared) -> tuple[int, bytes]:
        """Half of the places are for one connector at most, so that the others are still served."""
        outward = self._outward
        if outward.busy >= outward.at_once or self._busy >= max(1, outward.at_once // 2):
            raise CallFailed("too_many")
        if not self._breaker.admits():
            raise CallFailed("skipped")
        outward.busy += 1
        self._busy += 1
        try:
            reply = await self._within_time(prepared)
        except CallFailed as error:
            self._note(is_well=error.reason not in _SICK)
            raise
        finally:
            outward.busy -= 1
            self._busy -= 1
        self._note(is_well=True)
        return reply

    def _note(self, *, is_well: bool) -> None:
        """A reply that is of no use is still a reply; the breaker is for servers that give none."""
        if is_well:
            self._breaker.succeeded()
        else:
            self._breaker.failed()

    async def _within_time(self, prepared: Prepared) -> tuple[int, bytes]:
        """Both tries together take no longer than the time-out."""
        try:
            async with asyncio.timeout(self._request.timeout_seconds):
                try:
                    return await self._send(prepared)
                except CallFailed as error:
                    if error.reason not in _WORTH_A_SECOND_TRY or not self._request.repeats:
                        raise
                return await self._send(prepared)
        except TimeoutError:
            raise CallFailed("timed_out") from None

    async def _send(self, prepared: Prepared) -> tuple[int, bytes]:
        try:
            async with self._outward.session.request(
                prepared.method,
                yarl.URL(prepared.url, encoded=True),
                data=prepared.body,
                headers=prepared.headers,
                allow_redirects=False,
            ) as response:
                return await _read(response)
        except aiohttp.ClientConnectorError as error:
            refused = isinstance(error.os_error, AddressRefused)
            raise CallFailed("address_refused" if refused else "unreachable") from None
        except (aiohttp.ClientError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise CallFailed("unreachable") from None


async def _read(response: aiohttp.ClientResponse) -> tuple[int, bytes]:
    """Status and body of a reply that can be used. A body that is too large is not read to its end."""
    status = response.status
    if 300 <= status < 400:
        raise CallFailed("redirected", status)
    if status >= 500:
        raise CallFailed("server_error", status)
    if (response.content_length or 0) > LARGEST_REPLY:
        raise CallFailed("too_large", status)
    body = bytearray()
    async for piece in response.content.iter_chunked(64 * 1024):
        body += piece
        if len(body) > LARGEST_REPLY:
            raise CallFailed("too_large", status)
    return status, bytes(body)
