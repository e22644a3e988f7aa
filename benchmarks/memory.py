"""What a running Baton holds in memory, process by process, after some work; beside stock Rasa after the same."""

from pathlib import Path

import aiohttp

from benchmarks import messages
from benchmarks.customer import Customer
from benchmarks.figures import Figure, Target
from benchmarks.processes import CannotMeasure
from benchmarks.rounds import Side, run_round
from benchmarks.running_baton import running_baton
from benchmarks.stock_rasa import READY_WITHIN_SECONDS, prepare, running_stock_rasa
from benchmarks.surroundings import Surroundings

KIBIBYTES_IN_A_MEBIBYTE = 1024
CONVERSATIONS = 8
ROUNDS = 4
MOST_MEBIBYTES = 1.5 * 1024


async def measure(around: Surroundings) -> list[Figure]:
    await prepare(around)
    async with (
        aiohttp.ClientSession() as session,
        running_baton(around, around.folder("memory")) as baton,
        running_stock_rasa(around, session) as (stock, channel),
    ):
        await baton.complete()
        await stock.until(channel.answers, READY_WITHIN_SECONDS)
        around.say(f"{CONVERSATIONS * ROUNDS} conversations on each side")
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


def with_children(pid: int) -> float:
    return mebibytes_of(pid) + sum(with_children(child) for child in _children(pid))


def mebibytes_of(pid: int) -> float:
    """Resident memory. Pages that several processes share count in parts (PSS), where the kernel tells them."""
    own = _kibibytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") or _kibibytes(Path(f"/proc/{pid}/status"), "VmRSS:")
    if not own:
        raise CannotMeasure(f"the memory of process {pid} cannot be read: it is gone, or there is no /proc")
    return own / KIBIBYTES_IN_A_MEBIBYTE


def _kibibytes(file: Path, field: str) -> int:
    try:
        lines = file.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(field)), 0)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in listed for child in file.read_text(encoding="ascii").split()]
