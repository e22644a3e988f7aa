"""How long until an agent sees a customer who asks for a person: from `POST …/handoff` to the frame on the agent's
socket.

It is measured one by one and at fifty per second. The reference, measured at the same time, is the minimum for such a
path: a message through Redis and back. A simulated day follows, in which no customer may be forgotten whatever fails.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp

from benchmarks.callers.staff import signed_in
from benchmarks.figures import Figure, Target, beside
from benchmarks.measurements.handoff_desk import TRANSCRIPT, Desk, Served, waiting_customers
from benchmarks.measurements.timing import MILLISECONDS, percentile
from benchmarks.processes.running_baton import RunningBaton, running_baton
from benchmarks.references.redis_echo import redis_echo
from benchmarks.simulation.simulated_day import simulated_day
from benchmarks.simulation.simulation import Sizes, figures
from benchmarks.workspace import Workspace

CUSTOMERS = 50
ONE_BY_ONE = 250
AT_ONCE = 500
PER_SECOND = 50.0

ECHO = "a bare Redis echo"


async def measure(workspace: Workspace) -> list[Figure]:
    found = await _reaching_the_screen(workspace)
    workspace.say("a simulated day of handoffs")
    return [*found, *figures(await simulated_day(workspace, Sizes()))]


async def _reaching_the_screen(workspace: Workspace) -> list[Figure]:
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        running_baton(workspace, workspace.folder("handoff")) as baton,
        aiohttp.ClientSession(connector=connector) as session,
    ):
        await baton.complete()
        workspace.say(f"{CUSTOMERS} transcripts of {TRANSCRIPT} messages")
        async with waiting_customers(session, baton.api, CUSTOMERS) as customers, _desk(workspace, baton) as desk:
            workspace.say(f"{ONE_BY_ONE} handoffs, one after the other")
            quiet = await desk.serve_one_by_one(customers, ONE_BY_ONE)
            workspace.say(f"{AT_ONCE:,} handoffs at {PER_SECOND:.0f} per second")
            busy = await desk.serve_at_rate(customers, AT_ONCE, PER_SECOND)
    return [*_figures(quiet, "", Target("value", below=100.0)), *_figures(busy, _AT_RATE, Target("ratio", below=8.0))]


_AT_RATE = f" at {PER_SECOND:.0f} per second"


@asynccontextmanager
async def _desk(workspace: Workspace, baton: RunningBaton) -> AsyncIterator[Desk]:
    async with signed_in(baton, "agent") as agent, redis_echo(workspace) as echo:
        await agent.call("PUT", "/presence", {"state": "online"})
        socket = await agent.socket()
        yield Desk(agent, socket, echo)
        await socket.close()


def _figures(served: Served, when: str, target: Target) -> list[Figure]:
    """The target is for the slowest of a hundred handoffs."""
    at = {share: _milliseconds(served.echoes, share) for share in (0.5, 0.99)}
    seen = {share: _milliseconds(served.to_socket, share) for share in at}
    details = {"handoffs": len(served.to_socket)}
    accepted = _milliseconds(served.to_accept, 0.99)
    return [
        beside(f"handoff to agent's socket{when}, p50", seen[0.5], "ms", ECHO, at[0.5]),
        beside(
            f"handoff to agent's socket{when}, p99", seen[0.99], "ms", ECHO, at[0.99], target=target, details=details
        ),
        beside(
            f"accept, with {TRANSCRIPT} messages{when}, p99",
            accepted,
            "ms",
            ECHO,
            at[0.99],
            details={"p50": _milliseconds(served.to_accept, 0.5)},
        ),
    ]


def _milliseconds(seconds: Sequence[float], share: float) -> float:
    return percentile(seconds, share) * MILLISECONDS
