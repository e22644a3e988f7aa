"""Checks the address of an endpoint before it is stored, so that a typing error shows at once.

Every delivery checks it again (`chat.webhook_deliveries.sender`): what a name resolves to may change.
"""

import asyncio
from urllib.parse import urlsplit

from chat.connectors.addresses import Addresses, AddressRefused, CheckedResolver
from kit.errors import BadRequest

LONGEST_URL = 2_000
RESOLVE_SECONDS = 5.0


class AddressCheck:
    """`addresses` know what the operator has listed."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._resolver = CheckedResolver(addresses)

    async def check(self, url: str) -> str:
        """Returns the address. Raises `bad_address` or `private_address`."""
        host, port = self._place(url)
        try:
            self._addresses.require_literal(host, port)
            async with asyncio.timeout(RESOLVE_SECONDS):
                await self._resolver.resolve(host, port)
        except AddressRefused:
            raise _private() from None
        except (OSError, UnicodeError):  # also the time-out
            raise _bad(f"The host {host} is not known.") from None
        return url

    async def close(self) -> None:
        await self._resolver.close()

    def _place(self, url: str) -> tuple[str, int]:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise _bad("This is not a web address.") from None
        if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
            raise _bad("This is not a web address.")
        if parts.scheme not in ("http", "https") or not host or len(url) > LONGEST_URL:
            raise _bad("This is not a web address. Begin with https://.")
        if parts.username is not None or parts.fragment:
            raise _bad("The address must have neither a name with a password nor a fragment.")
        place = host, port or (443 if parts.scheme == "https" else 80)
        if parts.scheme == "http" and not self._addresses.lists(*place):
            raise _bad("The address must begin with https://.")
        return place


def _bad(message: str) -> BadRequest:
    return BadRequest(message, code="bad_address", field="url")


def _private() -> BadRequest:
    return BadRequest("This address is in a private network.", code="private_address", field="url")
