"""Connections below HTTP and sockets: limits what the server itself would hold forever or read without a pause.

The server alone would parse everything that has arrived at once, up to a quarter of a megabyte. It would wait without
limit for the head of a request, or for a peer that does not read. This module counts each connection before anything
else, parses its bytes in slices so that others get their turn, and closes it on a timeout.
"""

import asyncio
import time
from collections import deque
from typing import Any, cast

from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request

from chat.edge.guard import Guard

TRANSPORT = "baton.transport"
"""The socket scope's extension that lets the application abort a connection whose peer does not read."""

SLICE_BYTES = 512
MOST_CONTROLS, CONTROLS_SECONDS = 200, 10.0
MOST_FRAGMENTS = 64
MOST_AFTER_CLOSE_BYTES = 64 * 1024
CLOSE_SECONDS = 2.0
"""How long a finished connection waits for its peer to read the last bytes."""
UNREAD_SECONDS = 30.0
"""How long a response may wait without the peer reading a byte of it."""


class Counted:
    """One connection's entry in this process's count."""

    def __init__(self, app: Any, transport: asyncio.Transport) -> None:
        self._guard: Guard | None = getattr(getattr(app, "state", None), "guard", None)
        self._peer = str((transport.get_extra_info("peername") or ("",))[0])
        self.admitted = self._guard is None or self._guard.connected(self._peer)
        self._held = self.admitted

    @property
    def header_seconds(self) -> float | None:
        return self._guard.totals.header_seconds if self._guard is not None else None

    def leave(self) -> None:
        if self._held and self._guard is not None:
            self._guard.disconnected(self._peer)
        self._held = False


class HttpConnection(HttpToolsProtocol):
    """A connection with time limits: its requests must arrive and its responses must be read in time."""

    _upgraded = False
    _counted: Counted | None = None
    _waiting_for_head: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._counted = Counted(self.app, transport)
        if self._counted.admitted:
            self._wait_for_head()
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timers()
        self._leave()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        idle = self.cycle is None or self.cycle.response_complete
        if idle and not self._upgraded and self.timeout_keep_alive_task is None and not self.transport.is_closing():
            self._wait_for_head()

    def on_headers_complete(self) -> None:
        self._stop_waiting_for_head()
        super().on_headers_complete()

    def handle_websocket_upgrade(self) -> None:
        self._upgraded = True
        self._stop_timers()
        self._leave()  # it is counted again as a socket
        super().handle_websocket_upgrade()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._unread is None:
            self._expect_reading()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_waiting_for_reader()

    def _expect_reading(self) -> None:
        lying = self.transport.get_write_buffer_size()
        self._unread = self.loop.call_later(UNREAD_SECONDS, self._end_unless_read, lying)

    def _end_unless_read(self, lying: int) -> None:
        if self.transport.get_write_buffer_size() < lying:
            self._expect_reading()  # slow, but reading
        else:
            self.transport.abort()

    def _wait_for_head(self) -> None:
        seconds = self._counted.header_seconds if self._counted is not None else None
        if self._waiting_for_head is None and seconds is not None:
            self._waiting_for_head = self.loop.call_later(seconds, self.transport.abort)

    def _stop_waiting_for_head(self) -> None:
        if self._waiting_for_head is not None:
            self._waiting_for_head.cancel()
            self._waiting_for_head = None

    def _stop_waiting_for_reader(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _stop_timers(self) -> None:
        self._stop_waiting_for_head()
        self._stop_waiting_for_reader()

    def _leave(self) -> None:
        if self._counted is not None:
            self._counted.leave()


class SocketConnection(WebSocketsSansIOProtocol):
    """A socket that is parsed no faster than its frames are consumed, and that closes together with its transport."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._kept = bytearray()
        self._feeding = False
        self._counted: Counted | None = None
        self._controls: deque[float] = deque(maxlen=MOST_CONTROLS)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._counted = Counted(self.app, cast(asyncio.Transport, transport))
        if not self._counted.admitted:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._kept.clear()
        if self._counted is not None:
            self._counted.leave()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._kept += data
        if self.close_sent and len(self._kept) > MOST_AFTER_CLOSE_BYTES:
            # Nobody reads this any more. The connection is not aborted at once, so that the peer can still read why it
            # was closed.
            self._kept.clear()
            self.transport.pause_reading()
            self.loop.call_later(CLOSE_SECONDS, self.transport.abort)
        elif not self._feeding and not self.read_paused:
            self._feed()

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if event is not None and hasattr(self, "scope"):
            self.scope["extensions"][TRANSPORT] = {"abort": self.transport.abort}

    def handle_ping(self) -> None:
        self._count_control()
        super().handle_ping()

    def handle_pong(self, event: Frame) -> None:
        self._count_control()
        super().handle_pong(event)

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) >= MOST_FRAGMENTS:  # empty frames only: frames with content reach the maximum size
            self.transport.abort()
            return
        super().handle_cont(event)

    def keepalive_timeout(self) -> None:
        """A peer that does not read does not read the close frame either."""
        super().keepalive_timeout()
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    def on_task_complete(self, task: "asyncio.Task[None]") -> None:
        super().on_task_complete(task)
        self.loop.call_later(CLOSE_SECONDS, self.transport.abort)

    async def send(self, message: ASGISendEvent) -> None:
        await super().send(message)
        if message["type"] == "websocket.close" and self._kept:
            self._go_on()  # it may contain the peer's own close frame

    async def receive(self) -> ASGIReceiveEvent:
        message = await self.queue.get()
        if self.read_paused and self.queue.empty():
            self.read_paused = False
            self._go_on()
        return message

    def _feed(self) -> None:
        """Parses one slice. The rest waits for the next loop iteration, or until the application has consumed it."""
        self._feeding = False
        piece = bytes(self._kept[:SLICE_BYTES])
        del self._kept[:SLICE_BYTES]
        if piece and not self.transport.is_closing():
            super().data_received(piece)
        if not self.read_paused:
            self._go_on()

    def _go_on(self) -> None:
        if self.transport.is_closing():
            self._kept.clear()
        elif self._kept:
            self.transport.pause_reading()
            self._feed_soon()
        else:
            self.transport.resume_reading()

    def _feed_soon(self) -> None:
        if not self._feeding:
            self._feeding = True
            self.loop.call_soon(self._feed)

    def _count_control(self) -> None:
        now = time.monotonic()
        self._controls.append(now)
        if len(self._controls) == MOST_CONTROLS and now - self._controls[0] <= CONTROLS_SECONDS:
            self.transport.abort()
