"""Customers and an agent who go on whatever happens, and write down what they were told and shown.

They do what the widget and the console do: they reconnect behind the last message that they have, and send a message
again under its own identifier until it is acknowledged.
"""

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

from benchmarks.callers.patient import Body, PatientCaller
from benchmarks.faults.history import History, Line, Promise, Reader

ACCEPTED_WITHIN_SECONDS = 4.0
"""A socket without an answer for so long is given up, and the message is sent again over a new one."""

BACK_AFTER_SECONDS = 0.2
HEARTBEAT_SECONDS = 10.0


@dataclass
class Diary:
    """What one conversation's people did and saw; `waits` are the seconds until each acknowledgement."""

    history: History
    waits: list[float] = field(default_factory=list)


def line_of(message: Body) -> Line:
    public = message["visibility"] == "public"
    text = message["text"] if message["kind"] == "text" else f"{message['event']}: {message['text']}"
    return Line(message["seq"], message["author"]["kind"], text, public)


class Tab:
    """A customer's open widget: reads all the time, and can send."""

    def __init__(self, session: aiohttp.ClientSession, api: str, token: str, reader: Reader, conversation: str) -> None:
        self._session = session
        self._address = f"{api}/conversations/{conversation}/socket"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._reader = reader
        self._last = reader.starts_after
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._open = asyncio.Event()
        self._awaited: dict[str, asyncio.Future[Body | None]] = {}

    async def run(self) -> None:
        """Reads until it is cancelled, over as many connections as it takes."""
        while True:
            with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
                address = f"{self._address}?after={self._last}"
                async with self._session.ws_connect(address, headers=self._headers, heartbeat=HEARTBEAT_SECONDS) as it:
                    self._socket = it
                    self._open.set()
                    async for received in it:
                        if received.type is aiohttp.WSMsgType.TEXT:
                            self._take(orjson.loads(received.data))
            self._lost()
            await asyncio.sleep(BACK_AFTER_SECONDS)

    async def say(self, client_message_id: str, text: str) -> int | None:
        """The acknowledged number; None if it is unclear whether the message arrived."""
        accepted: asyncio.Future[Body | None] = asyncio.get_running_loop().create_future()
        self._awaited[client_message_id] = accepted
        frame = {"type": "message.send", "client_message_id": client_message_id, "text": text}
        try:
            async with asyncio.timeout(ACCEPTED_WITHIN_SECONDS):
                await self._open.wait()
                if self._socket is None:
                    return None
                await self._socket.send_str(orjson.dumps(frame).decode())
                message = await accepted
        except (TimeoutError, OSError, aiohttp.ClientError):
            if self._socket is not None:
                await self._socket.close()
            return None
        finally:
            self._awaited.pop(client_message_id, None)
        return None if message is None else int(message["seq"])

    def _take(self, frame: Body) -> None:
        if frame["type"] == "message.created":
            self._reader.seen.append(line_of(frame["message"]))
            self._last = max(self._last, frame["message"]["seq"])
        elif (waiting := self._awaited.get(frame.get("client_message_id", ""))) is not None and not waiting.done():
            waiting.set_result(frame.get("message"))

    def _lost(self) -> None:
        self._socket = None
        self._open.clear()
        for waiting in self._awaited.values():
            if not waiting.done():
                waiting.set_result(None)


class Console:
    """An agent's open console: reads what it missed with `after=`, then what the socket brings."""

    def __init__(self, session: aiohttp.ClientSession, api: str, caller: PatientCaller) -> None:
        self._session = session
        self._address = f"{api}/agents/socket"
        self._caller = caller
        self._readers: dict[str, Reader] = {}
        self._live: set[tuple[str, int]] = set()
        """What this connection's socket has brought."""

    def watch(self, conversation: str, reader: Reader) -> None:
        self._readers = {**self._readers, conversation: reader}

    def forget(self) -> None:
        self._readers = {}

    async def run(self) -> None:
        while True:
            with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
                headers = {"Authorization": f"Bearer {self._caller.token}"}
                async with self._session.ws_connect(
                    self._address, headers=headers, heartbeat=HEARTBEAT_SECONDS
                ) as socket:
                    self._live.clear()
                    async for received in socket:
                        if received.type is aiohttp.WSMsgType.TEXT:
                            await self._take(orjson.loads(received.data))
            await asyncio.sleep(BACK_AFTER_SECONDS)

    async def _take(self, frame: Body) -> None:
        if frame["type"] == "snapshot":
            for conversation in self._readers:
                await self._catch_up(conversation)
        elif frame["type"] == "message.created" and frame["conversation_id"] in self._readers:
            await self._take_message(frame["conversation_id"], frame["message"])

    async def _take_message(self, conversation: str, message: Body) -> None:
        seen = self._readers[conversation].seen
        last, twice = seen[-1].seq if seen else 0, (conversation, message["seq"]) in self._live
        self._live.add((conversation, message["seq"]))
        if message["seq"] <= last and not twice:
            return  # the console has read it already, with `after=`
        if message["previous"] != last and not twice:
            await self._catch_up(conversation)
            return
        seen.append(line_of(message))

    async def _catch_up(self, conversation: str) -> None:
        reader = self._readers[conversation]
        after = reader.seen[-1].seq if reader.seen else 0
        found = await self._caller.ok("GET", f"/conversations/{conversation}/messages?after={after}&limit=1000")
        reader.seen += [line_of(message) for message in found["messages"]]


class Writer:
    """Sends the texts of one author one after the other, each until it is acknowledged."""

    def __init__(self, author: str, caller: PatientCaller, path: str, diary: Diary, tab: Tab | None = None) -> None:
        self._author = author
        self._caller = caller
        self._path = path
        self._diary = diary
        self._tab = tab
        self._sent = 0

    async def send(self, text: str, *, by_socket: bool) -> None:
        self._sent += 1
        self._diary.history.attempted.append((self._author, text))
        began = time.monotonic()
        seq = await self._until_stored(f"{self._author}-{self._sent}", text, by_socket=by_socket)
        self._diary.waits.append(time.monotonic() - began)
        self._diary.history.promises.append(Promise(self._author, text, seq))

    async def _until_stored(self, client_message_id: str, text: str, *, by_socket: bool) -> int:
        while by_socket and self._tab is not None:
            seq = await self._tab.say(client_message_id, text)
            if seq is not None:
                return seq
            await asyncio.sleep(BACK_AFTER_SECONDS)
        body: dict[str, Any] = {"client_message_id": client_message_id, "text": text}
        return int((await self._caller.ok("POST", self._path, body))["seq"])
