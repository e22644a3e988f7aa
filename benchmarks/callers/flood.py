"""One visitor who sends as fast as possible: frames in a loop on one socket, or calls in a loop, for a while."""

import asyncio
import contextlib
import itertools
import os
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import orjson

from benchmarks.processes.processes import CannotMeasure

Flood = Callable[["Flooder"], Awaitable[None]]

COMES_BACK_AFTER_SECONDS = 0.05
BEGINS_AFTER_SECONDS = 1.0
"""Long enough for the measuring process to learn that the flood is about to begin: a starting process is no flood."""


class Flooder:
    """Has its own conversation and its own connections, and ignores rejections."""

    def __init__(self, session: aiohttp.ClientSession, api: str) -> None:
        self._session = session
        self._api = api
        self.sent = 0

    async def open(self) -> None:
        async with self._session.post(f"{self._api}/conversations", json={}) as response:
            opened = await response.json()
        if response.status != 201:
            raise CannotMeasure(f"a flooder could not start a conversation: {opened}")
        self._here = f"{self._api}/conversations/{opened['conversation_id']}"
        self._headers = {"Authorization": f"Bearer {opened['token']}"}

    async def send_frames(self, frame: dict[str, Any]) -> None:
        """Runs until it is cancelled; reconnects as soon as it is closed."""
        text = orjson.dumps(frame).decode()
        while True:
            with contextlib.suppress(aiohttp.ClientError, ConnectionError, TimeoutError):
                async with self._session.ws_connect(f"{self._here}/socket", headers=self._headers) as socket:
                    reading = asyncio.create_task(_read(socket))
                    try:
                        while not socket.closed:
                            await socket.send_str(text)
                            self.sent += 1
                            await asyncio.sleep(0)
                    finally:
                        reading.cancel()
            await asyncio.sleep(COMES_BACK_AFTER_SECONDS)

    async def call(self, calls: tuple[tuple[str, str, Any], ...]) -> None:
        """Makes one call after the other in a loop until it is cancelled."""
        for method, path, body in itertools.cycle(calls):
            with contextlib.suppress(aiohttp.ClientError, ConnectionError, TimeoutError):
                async with self._session.request(
                    method, f"{self._here}{path}", json=body, headers=self._headers
                ) as answer:
                    await answer.read()
            self.sent += 1


async def _read(socket: aiohttp.ClientWebSocketResponse) -> None:
    async for _ in socket:
        pass


def typing(flooder: Flooder) -> Awaitable[None]:
    return flooder.send_frames({"type": "typing"})


def unknown_frames(flooder: Flooder) -> Awaitable[None]:
    return flooder.send_frames({"type": "nothing.known"})


def contacts_and_ratings(flooder: Flooder) -> Awaitable[None]:
    contact = {"email": "a@example.com", "note": "again"}
    return flooder.call((("POST", "/contact", contact), ("POST", "/rating", {"score": 5})))


def handoffs(flooder: Flooder) -> Awaitable[None]:
    return flooder.call((("POST", "/handoff", {}), ("DELETE", "/handoff", None), ("POST", "/end", {})))


def everything(flooder: Flooder) -> Awaitable[None]:
    return flooder.call((("GET", "", None), ("GET", "/messages", None), ("GET", "/nothing", None)))


FLOODS: dict[str, Flood] = {
    "typing": typing,
    "unknown frames": unknown_frames,
    "contacts and ratings": contacts_and_ratings,
    "handoffs and ends": handoffs,
    "reads": everything,
}


def main() -> None:
    """`python -m benchmarks.callers.flood API NAME SECONDS`: a separate process, so that the measuring process does not
    slow it down.

    A real visitor floods from their own machine; here the flood gets only idle processor time.
    """
    os.nice(19)
    api, name, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    asyncio.run(_for_a_while(api, FLOODS[name], seconds))


async def _for_a_while(api: str, flood: Flood, seconds: float) -> None:
    async with aiohttp.ClientSession() as session:
        flooder = Flooder(session, api)
        await flooder.open()
        print("ready", flush=True)
        await asyncio.sleep(BEGINS_AFTER_SECONDS)
        began = time.monotonic()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await flood(flooder)
        print(f"{flooder.sent} in {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()
