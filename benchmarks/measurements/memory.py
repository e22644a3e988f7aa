"""Memory of a running Baton, process by process, after some work; the reference is stock Rasa after the same work."""

import aiohttp

from benchmarks.callers import messages
from benchmarks.callers.customer import Customer
from benchmarks.figures import Figure, Target
from benchmarks.measurements.rounds import Side, run_round
from benchmarks.processes.resources import mebibytes_of, with_children
from benchmarks.processes.running_baton import running_baton
from benchmarks.references.stock_rasa import READY_WITHIN_SECONDS, prepare, running_stock_rasa
from benchmarks.workspace import Workspace

CONVERSATIONS = 8
ROUNDS = 4
MOST_MEBIBYTES = 1.5 * 1024


async def measure(workspace: Workspace) -> list[Figure]:
    await prepare(workspace)
    async with (
        aiohttp.ClientSession() as session,
        running_baton(workspace, workspace.folder("memory")) as baton,
        running_stock_rasa(workspace, session) as (stock, channel),
    ):
        await baton.complete()
        await stock.until(channel.answers, READY_WITHIN_SECONDS)
        workspace.say(f"{CONVERSATIONS * ROUNDS} conversations on each side")
        for _ in range(ROUNDS):
            await run_round(Side("baton", lambda: Customer(session, baton.api), messages.CUSTOMER), CONVERSATIONS)
            await run_round(Side("stock", channel.conversation, messages.STARTER), CONVERSATIONS)
        processes = {name: _of_service(name, pid) for name, pid in sorted(baton.process_ids().items())}
        reference = with_children(stock.pid)
    total = Figure(
        name="memory, all processes",
        value=sum(processes.values()),
        unit="MiB",
        reference="stock Rasa, one process",
        reference_value=reference,
        ratio=sum(processes.values()) / reference,
        target=Target("value", below=MOST_MEBIBYTES),
    )
    return [*(_share(name, size, total.value) for name, size in processes.items()), total]


def _share(name: str, size: float, total: float) -> Figure:
    return Figure(f"memory, {name}", size, "MiB", "all processes", total, size / total)


def _of_service(name: str, pid: int) -> float:
    """The launcher's children are the services, which are counted under their own names."""
    return mebibytes_of(pid) if name == "launcher" else with_children(pid)
