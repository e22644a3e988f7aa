"""Calls and sockets that retry: a process that is killed and restarted costs only time."""

import asyncio
import contextlib
import socket as sockets
import time
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import orjson

from benchmarks.processes.processes import CannotMeasure

PATIENCE_SECONDS = 120.0
ANSWER_WITHIN_SECONDS = 30.0
TRIES_AGAIN_AFTER_SECONDS = 0.3

Body = dict[str, Any]


class PatientCaller:
    """A caller with a token. It retries while Baton is busy or away; every other answer is returned to the caller."""

    def __init__(self, session: aiohttp.ClientSession, api: str, token: str = "") -> None:
        self._session = session
        self._api = api
        self.token = token

    @property
    def _headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def as_somebody(self, token: str) -> "PatientCaller":
        """The same with a different token."""
        return PatientCaller(self._session, self._api, token)

    async def call(self, method: str, path: str, body: Body | None = None) -> tuple[int, Body]:
        """Status and body of the first real answer."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_SECONDS:
            with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
                status, content = await self._once(method, path, body)
                if status < 500 and status != 429:
                    return status, orjson.loads(content) if content else {}
            await asyncio.sleep(TRIES_AGAIN_AFTER_SECONDS)
        raise CannotMeasure(f"{method} {path} had no answer in {PATIENCE_SECONDS:.0f} s")

    async def ok(self, method: str, path: str, body: Body | None = None) -> Body:
        """For calls that must succeed."""
        status, answer = await self.call(method, path, body)
        if status not in (200, 201):
            raise CannotMeasure(f"{method} {path} answered {status}: {answer}")
        return answer

    async def unless_conflict(self, method: str, path: str, body: Body | None = None) -> bool:
        """Whether it succeeded; False if somebody else was faster. Any other error ends the benchmark."""
        status, answer = await self.call(method, path, body)
        if status not in (200, 201, 409):
            raise CannotMeasure(f"{method} {path} answered {status}: {answer}")
        return status != 409

    async def hear(self, path: str, hear: Callable[[Body], None], seconds: float) -> None:
        """Listens for this long, then disappears without a close frame, like a phone in a tunnel."""
        with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
            async with self._session.ws_connect(f"{self._api}{path}", headers=self._headers) as socket:
                try:
                    async with asyncio.timeout(seconds):
                        async for received in socket:
                            if received.type is aiohttp.WSMsgType.TEXT:
                                hear(orjson.loads(received.data))
                finally:
                    _cut(socket)

    async def _once(self, method: str, path: str, body: Body | None) -> tuple[int, bytes]:
        limit = aiohttp.ClientTimeout(total=ANSWER_WITHIN_SECONDS)
        async with self._session.request(
            method, f"{self._api}{path}", json=body, headers=self._headers, timeout=limit
        ) as response:
            return response.status, await response.read()


def _cut(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Ends the connection below the protocol: no close frame is sent."""
    if (connection := socket.get_extra_info("socket")) is not None:
        with contextlib.suppress(OSError):
            connection.shutdown(sockets.SHUT_RDWR)
