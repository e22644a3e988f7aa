"""A daemon that speaks ClamAV's INSTREAM, and finds what the test tells it to find."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

VIRUS = b"X5O!P%@AP-EICAR"


@dataclass
class Clamd:
    address: str
    seen: list[bytes] = field(default_factory=list)
    answer: bytes | None = None
    """Instead of its own; empty closes the connection without one."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", await reader.readexactly(4))[0]:
            content += await reader.readexactly(size)
        self.seen.append(content)
        own = b"stream: Eicar-Test-Signature FOUND\0" if VIRUS in content else b"stream: OK\0"
        writer.write(own if self.answer is None else self.answer)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def clamd_on_port() -> AsyncIterator[Clamd]:
    daemon = Clamd("")
    server = await asyncio.start_server(daemon.serve, "127.0.0.1", 0)
    daemon.address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield daemon


@asynccontextmanager
async def clamd_on_socket(path: Path) -> AsyncIterator[Clamd]:
    daemon = Clamd(f"unix:{path}")
    server = await asyncio.start_unix_server(daemon.serve, path)
    async with server:
        yield daemon
