"""Customers with long transcripts who ask for a person, and one agent whose screen shows each of them.

They are served one by one, or at a fixed rate whatever happens to the ones before. At a fixed rate, the time starts
when the customer was due, so that a growing delay is visible.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice

import aiohttp

from benchmarks.callers import messages
from benchmarks.callers.customer import Customer
from benchmarks.callers.staff import Staff, next_frame
from benchmarks.processes.processes import CannotMeasure
from benchmarks.references.redis_echo import RedisEcho

TRANSCRIPT = 200
REPLY_WITHIN_SECONDS = 5.0


@dataclass
class Served:
    """Seconds for each handoff, and for an echo through Redis at the same time."""

    to_socket: list[float] = field(default_factory=list)
    to_accept: list[float] = field(default_factory=list)
    echoes: list[float] = field(default_factory=list)


class WaitingCustomer:
    """A conversation with the bot, `TRANSCRIPT` messages long, with an open widget."""

    def __init__(self, widget: Customer) -> None:
        self.id = widget.id
        self.free = asyncio.Lock()
        """Held from the request for a person until the bot has the conversation again."""
        self.ask_for_person = widget.ask_for_person
        self.listen = widget.listen
        self._widget = widget

    async def fill(self) -> None:
        """Up to the measured length, ending with the bot."""
        for text in cycle(messages.CUSTOMER):
            if self._widget.last_seq >= TRANSCRIPT:
                break
            with contextlib.suppress(TimeoutError):  # a message sent just after queueing gets no reply
                async with asyncio.timeout(REPLY_WITHIN_SECONDS):
                    await self._widget.ask(text)
        if self._widget.is_queued:
            await self._widget.back_to_bot()


@asynccontextmanager
async def waiting_customers(
    session: aiohttp.ClientSession, api: str, count: int
) -> AsyncIterator[list[WaitingCustomer]]:
    async with AsyncExitStack() as stack:
        widgets = [await stack.enter_async_context(Customer(session, api)) for _ in range(count)]
        customers = [WaitingCustomer(widget) for widget in widgets]
        await asyncio.gather(*(customer.fill() for customer in customers))
        async with asyncio.TaskGroup() as group:
            listening = [group.create_task(customer.listen()) for customer in customers]
            yield customers
            for task in listening:
                task.cancel()


class Desk:
    """One agent who is present, their screen, and the times at which things reach it."""

    def __init__(self, agent: Staff, socket: aiohttp.ClientWebSocketResponse, echo: RedisEcho) -> None:
        self._agent = agent
        self._socket = socket
        self._echo = echo
        self._expected: dict[str, asyncio.Future[tuple[str, float]]] = {}
        self._shown: set[str] = set()

    async def serve_one_by_one(self, customers: Sequence[WaitingCustomer], handoffs: int) -> Served:
        served = Served()
        async with self._screen():
            for customer in islice(cycle(customers), handoffs):
                await self._serve(customer, time.perf_counter(), served)
                served.echoes.append(await self._echo.seconds())
        return served

    async def serve_at_rate(self, customers: Sequence[WaitingCustomer], handoffs: int, per_second: float) -> Served:
        served = Served()
        begun = time.perf_counter()
        async with self._screen(), asyncio.TaskGroup() as group:
            echoing = group.create_task(self._echo_at_rate(served, per_second))
            serving = []
            for number, customer in enumerate(islice(cycle(customers), handoffs)):
                due = begun + number / per_second
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                serving.append(group.create_task(self._serve(customer, due, served)))
            await asyncio.gather(*serving)
            echoing.cancel()
        return served

    async def _serve(self, customer: WaitingCustomer, due: float, served: Served) -> None:
        """The customer asks for a person; the agent sees it, accepts with the transcript and gives it back."""
        async with customer.free:
            shown = asyncio.get_running_loop().create_future()
            self._expected[customer.id] = shown
            await customer.ask_for_person()
            handoff_id, at = await shown
            served.to_socket.append(at - due)
            began = time.perf_counter()
            accepted = await self._agent.call("POST", f"/handoffs/{handoff_id}/accept")
            served.to_accept.append(time.perf_counter() - began)
            if len(accepted["transcript"]) < TRANSCRIPT:
                raise CannotMeasure(f"the transcript has {len(accepted['transcript'])} messages, not {TRANSCRIPT}")
            await self._agent.call("POST", f"/conversations/{customer.id}/release")

    async def _echo_at_rate(self, served: Served, per_second: float) -> None:
        while True:
            served.echoes.append(await self._echo.seconds())
            await asyncio.sleep(1 / per_second)

    @asynccontextmanager
    async def _screen(self) -> AsyncIterator[None]:
        """Reads the agent's socket as long as anybody is served; if it ends, everything ends."""
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(self._read())
            yield
            reading.cancel()

    async def _read(self) -> None:
        while True:
            frame = await next_frame(self._socket)
            now = time.perf_counter()
            for row in frame.get("queue", ()):
                if row["handoff_id"] not in self._shown and (shown := self._expected.pop(row["conversation_id"], None)):
                    self._shown.add(row["handoff_id"])
                    shown.set_result((row["handoff_id"], now))
