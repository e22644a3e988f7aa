"""Which addresses connectors and webhooks may connect to: public ones, and what the operator lists.

A name is resolved here, checked here, and the checked addresses are what the connection is made to. So a name that
resolves to something else a moment later changes nothing.
"""

import asyncio
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from kit.web.public_addresses import is_public

THREADS = 4  # of its own: a name server that hangs must not use up the threads that read the database


class AddressRefused(OSError):
    """The address is private, or the host is not listed."""


class Addresses:
    """`listed` are `host:port` pairs of the operator: these may be private, and may be called without TLS."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._listed = frozenset(entry.lower() for entry in listed)

    def lists(self, host: str, port: int) -> bool:
        name = f"[{host}]" if ":" in host else host
        return f"{name}:{port}".lower() in self._listed

    def require(self, host: str, port: int, address: str) -> None:
        """Raises `AddressRefused`."""
        if not self.lists(host, port) and not is_public(address):
            raise AddressRefused("the address is not public")

    def require_literal(self, host: str, port: int) -> None:
        """A host that is an address itself, in any form such as 2130706433, is never resolved: it is checked before."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except (OSError, UnicodeError):
            return
        for *_, place in found:
            self.require(host, port, str(place[0]))


class CheckedResolver(AbstractResolver):
    """Resolves a host and returns only addresses that may be connected to. Nothing is cached."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="connector-names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        )
        results = []
        for kind, _, protocol, _, place in found:
            address = str(place[0])
            self._addresses.require(host, port, address)  # one private address among public ones is refused as well
            results.append(_result(host, address, port, kind, protocol))
        return results

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _result(host: str, address: str, port: int, kind: int, protocol: int) -> ResolveResult:
    return ResolveResult(
        hostname=host, host=address, port=port, family=kind, proto=protocol, flags=socket.AI_NUMERICHOST
    )


def outward_session(addresses: Addresses) -> aiohttp.ClientSession:
    """For calls to a company's servers: no proxy of the environment, no cookies from one customer to the next, no
    cached names. Whoever calls bounds the number of calls.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            resolver=CheckedResolver(addresses), use_dns_cache=False, limit=0, keepalive_timeout=15
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
    )
