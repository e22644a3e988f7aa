"""A connection that can be made bad: a proxy that slows, swallows or cuts what passes between two processes."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager

CHUNK_BYTES = 65_536

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Awaitable[Streams]]


class FaultProxy:
    """Passes bytes on to wherever `connect` leads. A setting applies from the next piece of data on, both ways."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._open: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self.delay_seconds = 0.0
        self.refuses = False
        """New connections are closed at once."""
        self.swallows = False
        """Data is read and thrown away, as on a network that is gone without a word."""

    @property
    def connections(self) -> int:
        return len(self._open) // 2

    def cut(self) -> None:
        """Ends every connection without a close."""
        for writer in self._open:
            writer.transport.abort()

    def heal(self) -> None:
        """Passes everything on again. What was swallowed is missing in its connections, so they end."""
        if self.swallows:
            self.cut()
        self.delay_seconds, self.refuses, self.swallows = 0.0, False, False

    async def close(self) -> None:
        """Ends every connection and waits until nothing of them is left."""
        self.cut()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection, until either side ends it."""
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.refuses:
            writer.transport.abort()
            return
        try:
            their_reader, their_writer = await self._connect()
        except OSError:
            writer.transport.abort()
            return
        both = {writer, their_writer}
        self._open |= both
        try:
            await _until_one_ends(self._pass_on(reader, their_writer), self._pass_on(their_reader, writer))
        finally:
            self._open -= both
            for each in both:
                each.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK_BYTES):
                if self.delay_seconds:
                    await asyncio.sleep(self.delay_seconds)
                if not self.swallows:
                    writer.write(data)
                    await writer.drain()


async def _until_one_ends(*ways: Coroutine[None, None, None]) -> None:
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def fault_proxy(host: str, port: int) -> AsyncIterator[tuple[FaultProxy, int]]:
    """A running proxy in front of this port, and its own port."""

    async with balancer(host, [port]) as found:
        yield found


@asynccontextmanager
async def balancer(host: str, ports: Sequence[int]) -> AsyncIterator[tuple[FaultProxy, int]]:
    """The same in front of several processes: each connection goes to the next one that accepts it."""
    turns = itertools.count()

    async def connect() -> Streams:
        first = next(turns)
        for number in range(len(ports)):
            with contextlib.suppress(OSError):
                return await asyncio.open_connection(host, ports[(first + number) % len(ports)])
        raise ConnectionRefusedError(f"none of {len(ports)} processes accepts a connection")

    proxy = FaultProxy(connect)
    server = await asyncio.start_server(proxy.serve, host, 0)
    try:
        yield proxy, server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await proxy.close()


@asynccontextmanager
async def socket_proxy(target: str, own: str) -> AsyncIterator[FaultProxy]:
    """The same for Unix sockets: `own` is the path at which it listens."""

    async def connect() -> Streams:
        return await asyncio.open_unix_connection(target)

    proxy = FaultProxy(connect)
    server = await asyncio.start_unix_server(proxy.serve, own)
    try:
        yield proxy
    finally:
        server.close()
        await proxy.close()
