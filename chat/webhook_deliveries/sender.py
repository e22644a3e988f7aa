"""One attempt: a signed POST to the endpoint, within its time, and what came of it.

The address is checked each time, also what its name resolves to, and that address is the one that is connected to.
There are no redirects, no proxies of the environment and no cookies, and of the answer only the beginning is read.
"""

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import aiohttp
import yarl

from chat.connectors.addresses import Addresses, AddressRefused, outward_session

LONGEST_ANSWER = 500
"""Characters of the answer that are kept for the page."""

ANSWER_SECONDS = 2.0
_READ_BYTES = 2 * LONGEST_ANSWER
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LATER = frozenset({408, 425, 429})
"""The receiver asks to come again later. Other answers from 400 to 499 refuse this one event."""


@dataclass(frozen=True)
class Result:
    """What came of an attempt. `problem` is a code; None if the receiver has taken it."""

    problem: str | None = None
    status: int | None = None
    milliseconds: int = 0
    answer: str | None = field(default=None, repr=False)
    retry_after: timedelta | None = None


class Sender:
    """Sends for one process."""

    def __init__(self, addresses: Addresses, timeout_seconds: float) -> None:
        self._addresses = addresses
        self._timeout_seconds = timeout_seconds
        self._session: aiohttp.ClientSession | None = None

    async def send(self, url: str, headers: Mapping[str, str], body: bytes) -> Result:
        """Never raises for a receiver that fails."""
        began = time.monotonic()
        try:
            self._require_safe(url)
            async with asyncio.timeout(self._timeout_seconds):
                result = await self._post(url, headers, body)
        except TimeoutError:
            result = Result("timed_out")
        except _NotSent as error:
            result = Result(error.problem)
        took = round((time.monotonic() - began) * 1000)
        return Result(result.problem, result.status, took, result.answer, result.retry_after)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _require_safe(self, url: str) -> None:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme != "https" and not self._addresses.lists(host, port):
            raise _NotSent("not_https")
        try:
            self._addresses.require_literal(host, port)
        except AddressRefused:
            raise _NotSent("private_address") from None

    async def _post(self, url: str, headers: Mapping[str, str], body: bytes) -> Result:
        try:
            async with self._open().post(
                yarl.URL(url), data=body, headers={**_HEADERS, **headers}, allow_redirects=False
            ) as response:
                answer = await _beginning(response)
                problem = problem_of(response.status)
                return Result(problem, response.status, 0, answer, _retry_after(response.headers))
        except (aiohttp.ClientConnectorSSLError, aiohttp.ClientConnectorCertificateError):
            raise _NotSent("bad_certificate") from None
        except aiohttp.ClientConnectorError as error:
            refused = isinstance(error.os_error, AddressRefused)
            raise _NotSent("private_address" if refused else "unreachable") from None
        except (aiohttp.ClientError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise
            raise _NotSent("unreachable") from None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = outward_session(self._addresses)
        return self._session


_HEADERS = {
    "Content-Type": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "Baton-Webhooks/1",
}


class _NotSent(Exception):
    """There was no answer; `problem` is a code."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def problem_of(status: int) -> str | None:
    """What an answer's status means; None if it says that the event was taken."""
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return "redirected"
    if status == 410:
        return "gone"
    if status in _LATER:
        return "busy"
    return "refused" if 400 <= status < 500 else "server_error"


async def _beginning(response: aiohttp.ClientResponse) -> str:
    """The answer's first characters. The rest is never read: a receiver cannot fill this process."""
    body = bytearray()
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            async for piece in response.content.iter_chunked(_READ_BYTES):
                body += piece
                if len(body) >= _READ_BYTES:
                    break
    except (TimeoutError, aiohttp.ClientError):
        pass  # the status has said whether it was taken
    if not response.content.at_eof():
        response.close()
    text = bytes(body[:_READ_BYTES]).decode("utf-8", errors="replace")
    return _CONTROLS.sub("", text).strip()[:LONGEST_ANSWER]


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """In seconds; the form with a date is not read."""
    said = headers.get("Retry-After", "")
    return timedelta(seconds=int(said)) if said.isascii() and said.isdigit() and len(said) <= 6 else None
