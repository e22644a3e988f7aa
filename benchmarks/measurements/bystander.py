"""What one flooding visitor costs everybody else: how long another customer waits until a message is stored.

The reference is the same customers without the flood, in the same run, in alternating rounds. Agents' consoles are open
all the time; how often one was closed is also measured. The limits are those of an ordinary installation.
"""

import asyncio
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

from benchmarks.callers.flood import FLOODS
from benchmarks.callers.staff import Staff, next_frame, signed_in
from benchmarks.figures import Figure, Target
from benchmarks.measurements.timing import MILLISECONDS, percentile
from benchmarks.processes.processes import CannotMeasure, started
from benchmarks.processes.running_baton import RunningBaton, limited_baton
from benchmarks.workspace import ROOT, Workspace, environment_without_settings

BYSTANDERS = 40
BETWEEN_MESSAGES_SECONDS = 2.0
ROUND_SECONDS = 12.0
ROUNDS = 5
SETTLES_SECONDS = 1.0
PATIENCE_SECONDS = 30.0
MOST = 1.2


@dataclass
class Measured:
    """Seconds until each acknowledgement, with and without the flood, and the number of closed consoles."""

    quiet: list[float] = field(default_factory=list)
    flooded: list[float] = field(default_factory=list)
    closed: int = 0


class Bystander:
    """A customer in the queue, so that no bot work is measured; they write now and then over a socket."""

    def __init__(self, session: aiohttp.ClientSession, api: str) -> None:
        self._session = session
        self._api = api
        self._waiting: dict[str, asyncio.Future[None]] = {}

    async def open(self) -> None:
        async with self._session.post(f"{self._api}/conversations", json={}) as response:
            opened = await response.json()
        headers = {"Authorization": f"Bearer {opened['token']}"}
        here = f"{self._api}/conversations/{opened['conversation_id']}"
        async with self._session.post(f"{here}/handoff", json={}, headers=headers) as response:
            await response.read()
        self._socket = await self._session.ws_connect(f"{here}/socket", headers=headers)
        self._listening = asyncio.create_task(self._listen())

    async def write(self, seconds: float, delay: float) -> list[float]:
        """The wait for each message, one after the other for a given time, starting after the delay."""
        await asyncio.sleep(delay)
        waits, ends = [], time.monotonic() + seconds
        while time.monotonic() < ends:
            waits.append(await self._say())
            await asyncio.sleep(BETWEEN_MESSAGES_SECONDS)
        return waits

    async def close(self) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        await self._socket.close()

    async def _say(self) -> float:
        accepted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        client_message_id = str(uuid.uuid4())
        self._waiting[client_message_id] = accepted
        frame = {"type": "message.send", "client_message_id": client_message_id, "text": "Where is it by now?"}
        began = time.perf_counter()
        await self._socket.send_str(orjson.dumps(frame).decode())
        async with asyncio.timeout(PATIENCE_SECONDS):
            await accepted
        return time.perf_counter() - began

    async def _listen(self) -> None:
        """Reads all the time, as a widget does: without answers to its pings, the server would close the connection."""
        async for received in self._socket:
            frame: dict[str, Any] = orjson.loads(received.data)
            waiting = self._waiting.pop(frame.get("client_message_id", ""), None)
            if waiting is not None and frame["type"] == "error":
                waiting.set_exception(CannotMeasure(f"a bystander was rejected: {frame['error']}"))
            elif waiting is not None:
                waiting.set_result(None)
        for waiting in self._waiting.values():
            waiting.set_exception(CannotMeasure("a bystander's socket closed"))


class Console:
    """An agent's open console: reads everything, and reconnects when it is closed."""

    def __init__(self, agent: Staff) -> None:
        self._agent = agent
        self.closed = 0

    async def watch(self) -> None:
        while True:
            socket = await self._agent.socket()
            try:
                while True:
                    await next_frame(socket)
            except TimeoutError:
                pass  # nothing happened for a while
            except CannotMeasure:
                self.closed += 1
            finally:
                await socket.close()


async def measure(workspace: Workspace) -> list[Figure]:
    async with limited_baton(workspace, workspace.folder("bystander")) as baton:
        await baton.complete()
        async with _consoles(baton) as consoles, _bystanders(baton) as bystanders:
            found = {name: await _beside(workspace, baton, name, bystanders, consoles) for name in FLOODS}
    return [figure for name, measured in found.items() for figure in _figures(name, measured)]


@asynccontextmanager
async def _consoles(baton: RunningBaton) -> AsyncIterator[list[Console]]:
    async with signed_in(baton, "agent") as agent, signed_in(baton, "supervisor") as supervisor:
        consoles = [Console(agent), Console(supervisor)]
        watching = [asyncio.create_task(console.watch()) for console in consoles]
        try:
            yield consoles
        finally:
            for task in watching:
                task.cancel()
            await asyncio.gather(*watching, return_exceptions=True)


@asynccontextmanager
async def _bystanders(baton: RunningBaton) -> AsyncIterator[list[Bystander]]:
    async with aiohttp.ClientSession() as session, AsyncExitStack() as stack:
        bystanders = [Bystander(session, baton.api) for _ in range(BYSTANDERS)]
        for each in bystanders:
            await each.open()
            stack.push_async_callback(each.close)
        yield bystanders


async def _beside(
    workspace: Workspace, baton: RunningBaton, name: str, bystanders: list[Bystander], consoles: list[Console]
) -> Measured:
    """Rounds without and with the flood; each time the other one goes first."""
    workspace.say(f"a flood of {name}")
    measured, before = Measured(), sum(console.closed for console in consoles)
    for number in range(ROUNDS):
        for flooded in (bool(number % 2), not number % 2):
            if flooded:
                measured.flooded += await _flooded(baton, name, bystanders)
            else:
                measured.quiet += await _writing(bystanders)
            await asyncio.sleep(SETTLES_SECONDS)
    measured.closed = sum(console.closed for console in consoles) - before
    return measured


async def _flooded(baton: RunningBaton, name: str, bystanders: list[Bystander]) -> list[float]:
    seconds = ROUND_SECONDS + BETWEEN_MESSAGES_SECONDS
    command = [sys.executable, "-m", "benchmarks.callers.flood", baton.api, name, str(seconds)]
    async with started("a flooder", command, environment_without_settings(), ROOT) as flooder:
        await flooder.until_it_says("ready", PATIENCE_SECONDS)
        waits = await _writing(bystanders)
        await flooder.until_it_says(" in ", seconds + PATIENCE_SECONDS)
    return waits


async def _writing(bystanders: list[Bystander]) -> list[float]:
    """Spread out, so that they do not write at the same time."""
    apart = BETWEEN_MESSAGES_SECONDS / len(bystanders)
    waits = await asyncio.gather(*(each.write(ROUND_SECONDS, number * apart) for number, each in enumerate(bystanders)))
    return [wait for each in waits for wait in each]


def _figures(name: str, measured: Measured) -> list[Figure]:
    at = {share: _milliseconds(measured.quiet, share) for share in (0.5, 0.99)}
    seen = {share: _milliseconds(measured.flooded, share) for share in at}
    details = {"messages": len(measured.flooded), "quiet messages": len(measured.quiet)}

    def beside(share: float, target: Target | None) -> Figure:
        title = f"message stored beside {name}, p{share * 100:.0f}"
        return Figure(
            title, seen[share], "ms", "without", at[share], seen[share] / at[share], target=target, details=details
        )

    return [
        beside(0.5, None),
        beside(0.99, Target("ratio", at_most=MOST)),
        Figure(f"consoles closed beside {name}", measured.closed, "", target=Target("value", at_most=0)),
    ]


def _milliseconds(seconds: list[float], share: float) -> float:
    return percentile(seconds, share) * MILLISECONDS
