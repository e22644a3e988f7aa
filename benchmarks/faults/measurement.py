"""Runs faults against a whole Baton, one seeded run after the other, and adds up what became of the messages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from benchmarks.callers.staff import signed_in
from benchmarks.faults.history import KINDS, count
from benchmarks.faults.proxy import fault_proxy
from benchmarks.faults.run import Outcome, Runner
from benchmarks.faults.victims import Victims, processes_under, redis_socket_of
from benchmarks.figures import Figure, Target
from benchmarks.measurements.timing import percentile
from benchmarks.processes.running_baton import RunningBaton, running_baton
from benchmarks.workspace import Workspace
from launcher.processes.ports import LOOPBACK

SHOWN_PROBLEMS = 20


async def measure(workspace: Workspace) -> list[Figure]:
    async with running_baton(workspace, workspace.folder("faults")) as baton:
        await baton.complete()
        async with signed_in(baton, "agent") as agent, signed_in(baton, "supervisor") as supervisor:
            token = (await agent.call("POST", "/tokens", {"name": "faults"}))["token"]
            outcomes = await _run_all(workspace, baton, token)
            invariants = (await supervisor.call("GET", "/invariants"))["invariants"]
    return figures(outcomes, {each["name"]: each["count"] for each in invariants})


async def _run_all(workspace: Workspace, baton: RunningBaton, token: str) -> list[Outcome]:
    outcomes = []
    port = int(baton.address.rpartition(":")[2])
    async with (
        fault_proxy(LOOPBACK, port) as (proxy, proxy_port),
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
    ):
        victims = Victims(
            api=f"http://{LOOPBACK}:{proxy_port}/api/v1",
            proxy=proxy,
            processes=lambda: processes_under(baton.process.pid),
            redis_socket=redis_socket_of(baton.data.redis / "redis.conf"),
            database=None if workspace.database_url else baton.data.database,
        )
        runner = Runner(victims, session, token)
        for number in range(workspace.runs):
            outcome = await runner.run(workspace.seed + number)
            workspace.say(in_words(number + 1, outcome))
            outcomes.append(outcome)
    return outcomes


def in_words(number: int, outcome: Outcome) -> str:
    found = f"run {number}, seed {outcome.seed}: {' and '.join(outcome.injected) or 'no fault'}"
    figures = f"{outcome.acknowledged} of {outcome.attempted} acknowledged, the slowest in {max(outcome.waits):.1f} s"
    return "; ".join([found, figures, *map(str, outcome.problems)])


def figures(outcomes: Sequence[Outcome], invariants: Mapping[str, int]) -> list[Figure]:
    nothing = Target("value", at_most=0)
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    acknowledged = sum(outcome.acknowledged for outcome in outcomes)
    never = sum(outcome.attempted for outcome in outcomes) - acknowledged
    waits = [wait for outcome in outcomes for wait in outcome.waits]
    injected = Counter(name for outcome in outcomes for name in outcome.injected)
    counted = count(problems)
    return [
        Figure("runs", len(outcomes), "", details=_circumstances(outcomes)),
        Figure("faults injected", injected.total(), "", details=dict(sorted(injected.items()))),
        Figure("messages acknowledged", acknowledged, ""),
        *(Figure(f"messages {kind}", counted[kind], "", target=nothing) for kind in KINDS),
        Figure("messages never acknowledged", never, "", target=nothing),
        Figure("conversations left without an answer", sum(each.unanswered for each in outcomes), "", target=nothing),
        Figure("invariants broken", sum(invariants.values()), "", target=nothing, details=dict(invariants)),
        Figure(
            "longest silence",
            max(waits),
            "s",
            details={f"p{share}": percentile(waits, share / 100) for share in (50, 90, 99)},
        ),
    ]


def _circumstances(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    wrong = [
        {"seed": each.seed, "problems": [*map(str, each.problems)][:SHOWN_PROBLEMS]}
        for each in outcomes
        if each.problems
    ]
    return {
        "first seed": outcomes[0].seed,
        "seconds": round(sum(outcome.seconds for outcome in outcomes), 1),
        "wrong": wrong,
    }
