"""Virus scanning by ClamAV's daemon, where an operator has named one: INSTREAM over TCP or a Unix socket.

A file that could not be scanned is not stored: the sender is asked to try again.
"""

import asyncio
import contextlib
import struct
from typing import Protocol

import structlog

from kit.errors import BadRequest, BatonError

log = structlog.get_logger(__name__)

_PIECE = 64 * 1024
_LONGEST_ANSWER = 4_096


class Scanner(Protocol):
    """Looks into files before they are stored."""

    async def check(self, content: bytes) -> None:
        """Raises `infected_file`, or `scan_unavailable` if nobody can tell."""


class NoScanner:
    """Where no scanner is configured."""

    async def check(self, content: bytes) -> None:
        return None


class ClamdScanner:
    """`address` is `tcp://host:port` or `unix:/path`."""

    def __init__(self, address: str, *, seconds: float = 20.0) -> None:
        self._address = address
        self._seconds = seconds

    async def check(self, content: bytes) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                answer = await self._ask(content)
        except (OSError, TimeoutError, EOFError, ValueError) as error:
            log.warning("scan.failed", error=type(error).__name__)
            raise _unavailable() from error
        if answer.endswith("FOUND"):
            log.warning("scan.found", answer=answer)
            raise BadRequest("This file contains malware. It was not stored.", code="infected_file")
        if not answer.endswith("OK"):
            log.warning("scan.failed", answer=answer)
            raise _unavailable()

    async def _ask(self, content: bytes) -> str:
        reader, writer = await self._connect()
        try:
            writer.write(b"zINSTREAM\0")
            for start in range(0, len(content), _PIECE):
                piece = content[start : start + _PIECE]
                writer.write(struct.pack(">I", len(piece)) + piece)
                await writer.drain()
            writer.write(struct.pack(">I", 0))
            await writer.drain()
            answer = await reader.readuntil(b"\0")
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
        return answer[:_LONGEST_ANSWER].rstrip(b"\0").decode(errors="replace").strip()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        scheme, _, place = self._address.partition(":")
        if scheme == "unix":
            return await asyncio.open_unix_connection(place.removeprefix("//"))
        host, _, port = place.removeprefix("//").rpartition(":")
        return await asyncio.open_connection(host.strip("[]"), int(port))


def scanner_at(address: str) -> Scanner:
    return ClamdScanner(address) if address else NoScanner()


def _unavailable() -> BatonError:
    return BatonError(
        "Files cannot be checked right now. Please try again.", code="scan_unavailable", status=503, retry_after=10
    )
