"""Calls of a translation service: only to public addresses or listed hosts, within a time, and with a bounded reply.

The key goes into a header or a body, never into an address. There are no redirects, because they could lead elsewhere.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson
import yarl

from chat.connectors.addresses import Addresses, AddressRefused, outward_session
from chat.translation.translator import TranslationFailed

LARGEST_REPLY = 1024 * 1024


class ServiceCalls:
    """Holds one session for the process, opened with the first call."""

    def __init__(self, url: str, addresses: Addresses, timeout_seconds: float) -> None:
        self._url = url.rstrip("/")
        self._addresses = addresses
        self._timeout_seconds = timeout_seconds
        self._session: aiohttp.ClientSession | None = None

    async def post(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Mapping[str, Any]:
        """The JSON object that the service answers. Raises TranslationFailed."""
        address = f"{self._url}{path}"
        self._require_safe(address)
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return _object(await self._send(address, body, headers))
        except TimeoutError:
            raise TranslationFailed("timed_out") from None
        except aiohttp.ClientConnectorError as error:
            refused = isinstance(error.os_error, AddressRefused)
            raise TranslationFailed("address_refused" if refused else "unreachable") from None
        except (aiohttp.ClientError, OSError):
            raise TranslationFailed("unreachable") from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _send(self, address: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> bytes:
        if self._session is None:
            self._session = outward_session(self._addresses)
        sent = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        async with self._session.post(
            yarl.URL(address, encoded=True), data=orjson.dumps(body), headers={**sent, **headers}, allow_redirects=False
        ) as response:
            if response.status != 200:
                raise TranslationFailed("refused" if response.status < 500 else "server_error")
            return await _bounded(response)

    def _require_safe(self, address: str) -> None:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme != "https" and not self._addresses.lists(host, port):
            raise TranslationFailed("not_https")
        try:
            self._addresses.require_literal(host, port)
        except AddressRefused:
            raise TranslationFailed("address_refused") from None


async def _bounded(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for piece in response.content.iter_chunked(64 * 1024):
        body += piece
        if len(body) > LARGEST_REPLY:
            raise TranslationFailed("too_large")
    return bytes(body)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise TranslationFailed("no_json") from None
    if not isinstance(found, dict):
        raise TranslationFailed("no_json")
    return found
