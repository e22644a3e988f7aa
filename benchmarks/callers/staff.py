"""A member of staff: signed in with a cookie as in a browser, calling the API, listening on the agents' socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import orjson

from benchmarks.callers.customer import LONGEST_WAIT_SECONDS
from benchmarks.processes.processes import CannotMeasure
from benchmarks.processes.running_baton import RunningBaton


class Staff:
    """A failed call ends the benchmark: figures of failed calls would be worthless."""

    def __init__(self, session: aiohttp.ClientSession, baton: RunningBaton) -> None:
        self._session = session
        self._baton = baton

    async def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        async with self._session.request(method, f"{self._baton.api}{path}", json=body) as response:
            content = await response.read()
        if response.status not in (200, 201):
            raise CannotMeasure(f"{method} {path} answered {response.status}: {content[:200]!r}")
        answer: dict[str, Any] = orjson.loads(content)
        return answer

    async def socket(self) -> aiohttp.ClientWebSocketResponse:
        """The agents' socket, after its snapshot."""
        origin = {"Origin": self._baton.address}
        socket = await self._session.ws_connect(f"{self._baton.api}/agents/socket", headers=origin)
        while (await next_frame(socket))["type"] != "snapshot":
            pass
        return socket


async def next_frame(socket: aiohttp.ClientWebSocketResponse) -> dict[str, Any]:
    async with asyncio.timeout(LONGEST_WAIT_SECONDS):
        received = await socket.receive()
    if received.type is not aiohttp.WSMsgType.TEXT:
        raise CannotMeasure(f"the agents' socket closed ({received.type.name})")
    frame: dict[str, Any] = orjson.loads(received.data)
    return frame


@asynccontextmanager
async def signed_in(baton: RunningBaton, role: str) -> AsyncIterator[Staff]:
    """Has its own session, and so its own cookie."""
    # cookies are also accepted from IP addresses
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        person = Staff(session, baton)
        await person.call("POST", "/sign-in", dict(baton.sign_in(role)))
        yield person
