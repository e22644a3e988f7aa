"""A customer's client: one conversation over its socket; each message is timed from its sending to the bot's reply."""

import asyncio
import time
import uuid
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson

from benchmarks.processes.processes import CannotMeasure

LONGEST_WAIT_SECONDS = 30.0


class Customer:
    """Opened with `async with`. A conversation that a message queued goes back to the bot, untimed.

    Pings are answered while waiting for a reply; otherwise Baton closes the socket within a minute.
    """

    def __init__(self, session: aiohttp.ClientSession, api: str) -> None:
        self._session = session
        self._api = api
        self._status = "bot"
        self.last_seq = 0
        self.handoffs = 0
        self.last_reply = ""

    async def __aenter__(self) -> Self:
        async with self._session.post(f"{self._api}/conversations", json={}) as response:
            opened = await _body(response, 201)
        self.id: str = opened["conversation_id"]
        self._headers = {"Authorization": f"Bearer {opened['token']}"}
        self._here = f"{self._api}/conversations/{self.id}"
        self._socket = await self._session.ws_connect(f"{self._here}/socket?after=0", headers=self._headers)
        while (await self._frame())["type"] != "replay.ended":
            pass
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def ask(self, text: str) -> float:
        """Seconds from sending the message to the first reply; by then, Baton has committed the reply."""
        if self._status != "bot":
            await self.back_to_bot()
        frame = {"type": "message.send", "client_message_id": str(uuid.uuid4()), "text": text}
        began = time.perf_counter()
        await self._socket.send_str(orjson.dumps(frame).decode())
        await self._reply()
        return time.perf_counter() - began

    @property
    def is_queued(self) -> bool:
        return self._status == "queued"

    async def ask_for_person(self) -> None:
        async with self._session.post(f"{self._here}/handoff", json={}, headers=self._headers) as response:
            await _body(response, 200, 201)

    async def back_to_bot(self) -> None:
        """Leaves the queue."""
        self.handoffs += 1
        async with self._session.delete(f"{self._here}/handoff", headers=self._headers) as response:
            await _body(response, 200, 204)
        while self._status != "bot":
            await self._frame()

    async def listen(self) -> None:
        """Runs until it is cancelled: for a customer who writes nothing for a while, but whose widget is open."""
        while True:
            await self._frame(patience_seconds=None)

    async def _reply(self) -> None:
        """The bot's first message after the customer's own."""
        own_seq = None
        while True:
            message = (await self._frame()).get("message", {})
            kind = message.get("author", {}).get("kind")
            if kind == "customer":
                own_seq = message["seq"]
            elif kind == "bot" and own_seq is not None and message["seq"] > own_seq:
                self.last_reply = message["text"]
                return

    async def _frame(self, patience_seconds: float | None = LONGEST_WAIT_SECONDS) -> dict[str, Any]:
        async with asyncio.timeout(patience_seconds):
            received = await self._socket.receive()
        if received.type is not aiohttp.WSMsgType.TEXT:
            raise CannotMeasure(f"a customer's socket closed in the middle of the conversation ({received.type.name})")
        frame: dict[str, Any] = orjson.loads(received.data)
        if frame["type"] == "error":
            raise CannotMeasure(f"Baton rejected a message: {frame['error']}")
        if frame["type"] == "conversation.changed":
            self._status = frame["conversation"]["status"]
        elif frame["type"] == "message.created":
            self.last_seq = frame["message"]["seq"]
        return frame


async def _body(response: aiohttp.ClientResponse, *expected: int) -> Any:
    content = await response.read()
    if response.status not in expected:
        raise CannotMeasure(f"{response.method} {response.url.path} answered {response.status}: {content[:200]!r}")
    return orjson.loads(content) if content else None
