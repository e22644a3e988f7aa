"""A client of Rasa's own REST channel, for the references: one or several servers; a conversation stays on one."""

import itertools
import time
import uuid
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import aiohttp
import orjson

from benchmarks.processes.processes import CannotMeasure


class RestChannel:
    """`process_ids`: the servers and all other processes that work on their replies."""

    def __init__(
        self, session: aiohttp.ClientSession, addresses: Sequence[str], process_ids: Sequence[int] = ()
    ) -> None:
        self.process_ids = tuple(process_ids)
        self._session = session
        self._next = itertools.cycle(addresses)
        self.empty_replies = 0

    def conversation(self) -> "RestConversation":
        return RestConversation(self, next(self._next))

    async def answers(self) -> bool:
        """Whether every server replies to a greeting; Rasa reports "up and running" before it can answer."""
        return await self.seconds_of(next(self._next), str(uuid.uuid4()), "hello") is not None

    async def seconds_of(self, address: str, sender: str, text: str) -> float | None:
        """Seconds from the request to the whole reply; None if nobody listens yet."""
        body = orjson.dumps({"sender": sender, "message": text})
        began = time.perf_counter()
        try:
            async with self._session.post(f"{address}/webhooks/rest/webhook", data=body) as response:
                content = await response.read()
        except aiohttp.ClientConnectionError:
            return None
        seconds = time.perf_counter() - began
        if response.status != 200:
            raise CannotMeasure(f"Rasa's REST channel answered {response.status}: {content[:200]!r}")
        self.empty_replies += not orjson.loads(content)
        return seconds


class RestConversation:
    """The counterpart of `Customer`: the same methods, for one sender of the REST channel."""

    def __init__(self, channel: RestChannel, address: str) -> None:
        self._channel = channel
        self._address = address
        self._sender = str(uuid.uuid4())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Rasa keeps its conversations; there is nothing to close."""

    async def ask(self, text: str) -> float:
        seconds = await self._channel.seconds_of(self._address, self._sender, text)
        if seconds is None:
            raise CannotMeasure("Rasa disappeared in the middle of a conversation")
        return seconds
