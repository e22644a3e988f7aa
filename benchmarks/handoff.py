"""How long a customer who asks for a person stays unseen: from `POST …/handoff` to the frame on an agent's socket.

Beside it, in the same minutes, the least that any such path can take: a message through Redis and back. And a
simulated day, in which nobody may be forgotten whatever breaks.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle, islice

import aiohttp

from benchmarks import messages
from benchmarks.customer import Customer
from benchmarks.figures import Figure, Target, beside
from benchmarks.processes import CannotMeasure
from benchmarks.redis_echo import RedisEcho, redis_echo
from benchmarks.running_baton import RunningBaton, running_baton
from benchmarks.simulated_day import simulated_day
from benchmarks.simulation import Sizes, figures
from benchmarks.staff import Staff, next_frame, signed_in
from benchmarks.surroundings import Surroundings
from benchmarks.timing import MILLISECONDS, percentile

TRANSCRIPT = 200
CONVERSATIONS = 4
HANDOFFS_EACH = 60


class Desk:
    """One agent with the socket open, and the figures of what reaches her."""

    def __init__(self, agent: Staff, socket: aiohttp.ClientWebSocketResponse, echo: RedisEcho) -> None:
        self._agent = agent
        self._socket = socket
        self._echo = echo
        self._served: set[str] = set()
        self.to_socket: list[float] = []
        self.to_accept: list[float] = []
        self.echoes: list[float] = []

    async def serve_once(self, customer: Customer) -> None:
        """The customer asks for a person; the agent sees it, accepts with the transcript and gives it back."""
        began = time.perf_counter()
        await customer.ask_for_person()
        handoff_id = await self._seen(customer.id)
        self.to_socket.append(time.perf_counter() - began)
        self.echoes.append(await self._echo.seconds())
        began = time.perf_counter()
        accepted = await self._agent.call("POST", f"/handoffs/{handoff_id}/accept")
        self.to_accept.append(time.perf_counter() - began)
        if len(accepted["transcript"]) < TRANSCRIPT:
            raise CannotMeasure(f"the transcript has {len(accepted['transcript'])} messages, not {TRANSCRIPT}")
        await self._agent.call("POST", f"/conversations/{customer.id}/release")

    async def _seen(self, conversation_id: str) -> str:
        """Reads on until the queue holds a handoff of this conversation that no earlier frame can have told of."""
        while True:
            frame = await next_frame(self._socket)
            for row in frame.get("queue", ()):
                if row["conversation_id"] == conversation_id and row["handoff_id"] not in self._served:
                    self._served.add(row["handoff_id"])
                    return str(row["handoff_id"])


async def measure(around: Surroundings) -> list[Figure]:
    async with running_baton(around, around.folder("handoff")) as baton, aiohttp.ClientSession() as session:
        await baton.complete()
        async with AsyncExitStack() as stack:
            around.say(f"{CONVERSATIONS} transcripts of {TRANSCRIPT} messages")
            customers = [await stack.enter_async_context(Customer(session, baton.api)) for _ in range(CONVERSATIONS)]
            await asyncio.gather(*(_fill(customer) for customer in customers))
            desk = await stack.enter_async_context(_desk(around, baton))
            around.say(f"{CONVERSATIONS * HANDOFFS_EACH} handoffs")
            for customer in islice(cycle(customers), CONVERSATIONS * HANDOFFS_EACH):
                await desk.serve_once(customer)
    around.say("a simulated day at the desk")
    return [*_figures(desk), *figures(await simulated_day(around, Sizes()))]


@asynccontextmanager
async def _desk(around: Surroundings, baton: RunningBaton) -> AsyncIterator[Desk]:
    async with signed_in(baton, "agent") as agent, redis_echo(around) as echo:
        socket = await agent.socket()
        yield Desk(agent, socket, echo)
        await socket.close()


async def _fill(customer: Customer) -> None:
    """Up to the length that is measured, and with the bot at the end."""
    for text in cycle(messages.CUSTOMER):
        if customer.last_seq >= TRANSCRIPT:
            break
        await customer.ask(text)
    if customer.is_queued:
        await customer.back_to_bot()


def _figures(desk: Desk) -> list[Figure]:
    echo = "a bare Redis echo"
    at = {share: _milliseconds(desk.echoes, share) for share in (0.5, 0.99)}
    return [
        beside("handoff to agent's socket, p50", _milliseconds(desk.to_socket, 0.5), "ms", echo, at[0.5]),
        beside(
            "handoff to agent's socket, p99",
            _milliseconds(desk.to_socket, 0.99),
            "ms",
            echo,
            at[0.99],
            target=Target("value", below=100.0),
            details={"handoffs": len(desk.to_socket)},
        ),
        beside(
            f"accept, with {TRANSCRIPT} messages, p99",
            _milliseconds(desk.to_accept, 0.99),
            "ms",
            echo,
            at[0.99],
            details={"p50": _milliseconds(desk.to_accept, 0.5)},
        ),
    ]


def _milliseconds(seconds: Sequence[float], share: float) -> float:
    return percentile(seconds, share) * MILLISECONDS
