"""A socket for both sides of a conversation: incoming frames are rate limited, outgoing frames are sent at once.

A client that does not read loses its connection, and with it everything that depends on being connected.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import orjson
from starlette.websockets import WebSocket

from chat.edge.connections import TRANSPORT
from chat.edge.guard import Flooded, FramePace
from chat.sockets.frames import FrameReader, TooManyBadFrames, error_frame

SLOWEST_SEND_SECONDS = 10.0
CLOSE_SECONDS = 2.0


class Closing(Exception):
    """This side is to close the connection."""

    def __init__(self, code: int, reason: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class SocketLine:
    """Reads and writes frames, and can always end the connection, whatever its peer does."""

    def __init__(self, websocket: WebSocket, pace: FramePace) -> None:
        self._websocket = websocket
        self._pace = pace
        self._reader = FrameReader(websocket)
        self._sending = asyncio.Lock()

    async def read(self) -> dict[str, Any]:
        """The next frame. Raises BadRequest (an invalid frame), Closing (no more are accepted), WebSocketDisconnect."""
        try:
            message = await self._reader.receive()
            await self._pace.next()
            return self._reader.parse(message)
        except TooManyBadFrames:
            raise Closing(1008, "not this protocol") from None

    async def send(self, frame: Any) -> None:
        """Raises TimeoutError if the peer does not read; the connection is then gone."""
        async with self._sending:
            try:
                async with asyncio.timeout(SLOWEST_SEND_SECONDS):
                    await self._websocket.send_text(orjson.dumps(frame).decode())
            except TimeoutError:
                self.abort()
                raise

    async def refuse_flood(self, flooded: Flooded) -> None:
        with suppress(RuntimeError, OSError):
            await self.send(error_frame(flooded.error))
        await self.close(1008, "too much")

    async def close(self, code: int, reason: str = "") -> None:
        """Sends the close frame, and does not wait for a peer that does not read."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._websocket.close(code, reason)
        except TimeoutError:
            self.abort()
        except RuntimeError:
            pass  # closed already

    def abort(self) -> None:
        """Ends the connection without a close frame; unread data is discarded."""
        if abort := self._websocket.scope.get("extensions", {}).get(TRANSPORT, {}).get("abort"):
            abort()


async def until_one_ends(*parts: Coroutine[Any, Any, None]) -> None:
    """Runs the tasks of a connection together; when one ends, all end. Raises what that one raised."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
