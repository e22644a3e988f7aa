"""Which addresses may be read: public ones, and private ones only if the operator has listed their host.

An editor types an address and the server reads it, so without this they could read what only the server can reach. The
check is made on the number that is connected to, not on the name, because a name can mean another number a moment
later.
"""

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from kit.web.public_addresses import is_public
from knowledge_base.imports.found import RefusedError

LONGEST_ADDRESS = 2_000


class PrivateAddressError(OSError):
    """The host is in a private network. An OSError, as resolvers raise."""


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only."""

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if host.lower() not in self._allowed and not all(is_public(row["host"]) for row in found):
            raise PrivateAddressError(f"{host} is in a private network")
        return found

    async def close(self) -> None:
        await self._inner.close()


def check_address(address: str, allowed: Collection[str] = ()) -> None:
    """Raises RefusedError for what is no web address, or a number in a private network."""
    try:
        parts = urlsplit(address)
        host, _ = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise RefusedError("bad_address", "this is no web address") from error
    if parts.scheme not in ("http", "https") or not host or len(address) > LONGEST_ADDRESS or parts.username:
        raise RefusedError("bad_address", "this is no web address that begins with http:// or https://")
    if host in {one.lower() for one in allowed}:
        return
    if host == "localhost" or host.endswith(".localhost") or (_is_number(host) and not is_public(host)):
        raise RefusedError("private_address", f"{host} is in a private network")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit() or host.startswith("0x")
    return True
