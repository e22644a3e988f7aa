"""A hundred thousand claims: fifty agents claim each of two thousand customers at once, and one wins each time.

It uses HTTP, as consoles do. It runs on SQLite, or on the database named in `BATON_BENCHMARK_DATABASE_URL`.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from benchmarks.callers.patient import PatientCaller
from benchmarks.callers.staff import signed_in
from benchmarks.figures import Figure, Target, beside
from benchmarks.processes.processes import CannotMeasure
from benchmarks.processes.running_baton import running_baton
from benchmarks.simulation.simulated_day import hired
from benchmarks.workspace import Workspace

AGENTS = 50
HANDOFFS = 2_000
TOLD_EVERY = 200


@dataclass
class Races:
    """The results of the races so far. All counts except `seconds` are of handoffs."""

    run: int = 0
    one_winner: int = 0
    all_told: int = 0
    stored: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Racer:
    name: str
    caller: PatientCaller


async def measure(workspace: Workspace) -> list[Figure]:
    async with running_baton(workspace, workspace.folder("claims")) as baton:
        await baton.complete()
        connector = aiohttp.TCPConnector(limit=0)
        async with signed_in(baton, "admin") as admin, aiohttp.ClientSession(connector=connector) as session:
            workspace.say(f"adding {AGENTS} agents")
            names = [f"Racer {number}" for number in range(AGENTS)]
            racers = [Racer(name, PatientCaller(session, baton.api, await hired(baton, admin, name))) for name in names]
            workspace.say(f"{AGENTS * HANDOFFS:,} claims")
            races = await race(PatientCaller(session, baton.api), racers, HANDOFFS, workspace)
    return figures(races, len(racers))


async def race(
    anybody: PatientCaller, racers: Sequence[Racer], handoffs: int, workspace: Workspace | None = None
) -> Races:
    """One race after another; in each, all agents claim the same customer at once."""
    races = Races()
    for number in range(1, handoffs + 1):
        conversation_id = await _waiting_customer(anybody)
        row = (await racers[0].caller.ok("GET", f"/conversations/{conversation_id}"))["handoff"]
        began = time.perf_counter()
        claims = await asyncio.gather(*(_claim(racer, row["id"]) for racer in racers))
        races.seconds += time.perf_counter() - began
        await _judge(races, racers, conversation_id, claims)
        if workspace is not None and number % TOLD_EVERY == 0:
            workspace.say(f"{number * len(racers):,} claims")
    return races


async def _waiting_customer(anybody: PatientCaller) -> str:
    opened = await anybody.ok("POST", "/conversations", {})
    customer = anybody.as_somebody(opened["token"])
    await customer.ok("POST", f"/conversations/{opened['conversation_id']}/handoff", {})
    return str(opened["conversation_id"])


async def _claim(racer: Racer, handoff_id: str) -> str:
    """Who has the customer, according to the answer to this agent."""
    status, answer = await racer.caller.call("POST", f"/handoffs/{handoff_id}/accept")
    if status == 200:
        return racer.name
    if status == 409 and answer["error"]["code"] == "already_assigned":
        return str(answer["error"]["agent"]["name"])
    raise CannotMeasure(f"a claim was answered {status}: {answer}")


async def _judge(races: Races, racers: Sequence[Racer], conversation_id: str, claims: Sequence[str]) -> None:
    """One winner who knows it; all others were told the winner's name; and the transcript says the same."""
    transcript = (await racers[0].caller.ok("GET", f"/conversations/{conversation_id}/messages"))["messages"]
    joined = [each for each in transcript if each.get("event") == "assignment.created"]
    winners = [racer.name for racer, told in zip(racers, claims, strict=True) if racer.name == told]
    races.run += 1
    races.one_winner += len(winners) == 1
    races.all_told += len(set(claims)) == 1
    races.stored += len(joined) == 1 and bool(winners) and winners[0] in joined[0]["text"]


def figures(races: Races, agents: int) -> list[Figure]:
    everyone = Target("ratio", at_least=1)
    details = {"claims": races.run * agents, "claims a second": round(races.run * agents / races.seconds)}
    return [
        beside("races with one winner", races.one_winner, "", "races", races.run, target=everyone, details=details),
        beside("races whose losers were told who has it", races.all_told, "", "races", races.run, target=everyone),
        beside("races with one assignment in the transcript", races.stored, "", "races", races.run, target=everyone),
    ]
