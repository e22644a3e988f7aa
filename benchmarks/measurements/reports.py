"""How long each report takes on a large database of either kind, and what a customer notices meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.figures import Figure, Target, beside
from benchmarks.measurements.timing import MILLISECONDS, median, percentile
from benchmarks.processes.measuring import found_by
from benchmarks.references.postgres import has_postgres, running_postgres
from benchmarks.workspace import Workspace

CONVERSATIONS, FEW_CONVERSATIONS = 100_000, 300
WITHIN_SECONDS = {"SQLite": 3.0, "PostgreSQL": 1.5}
READING = "reading every message once"
ALONE = "without reports"


async def measure(workspace: Workspace) -> list[Figure]:
    folder = workspace.folder("reports")
    figures = _figures("SQLite", await _found(workspace, "SQLite", f"sqlite:///{folder / 'measured.sqlite3'}"))
    if not has_postgres():
        workspace.say("there is no PostgreSQL on this machine: only SQLite was measured")
        return figures
    async with running_postgres() as address:
        return [*figures, *_figures("PostgreSQL", await _found(workspace, "PostgreSQL", address))]


async def _found(workspace: Workspace, kind: str, address: str) -> dict[str, Any]:
    conversations = FEW_CONVERSATIONS if workspace.small else CONVERSATIONS
    workspace.say(f"{kind}: writing {conversations:,} conversations and measuring their reports")
    arguments = ("--database", address, "--conversations", conversations)
    return await found_by(workspace, "chat.evaluation.report_speed", workspace.scratch / f"{kind}.json", *arguments)


def _figures(kind: str, found: Mapping[str, Any]) -> list[Figure]:
    size = {"messages": found["messages"], "conversations": found["conversations"]}
    reading = median(found["reading"])
    return [
        *(
            _of_report(kind, name, taken, reading, {**size, "slowest": max(taken)})
            for name, taken in found["reports"].items()
        ),
        Figure(
            f"{kind}: facts made anew",
            found["conversations"] / found["facts_seconds"],
            "conversations/s",
            details={**size, "seconds": found["facts_seconds"]},
        ),
        *_of_customer(kind, found["customer_alone"], found["customer_meanwhile"]),
    ]


def _of_report(kind: str, name: str, taken: Sequence[float], reading: float, details: Mapping[str, Any]) -> Figure:
    within = Target("value", below=WITHIN_SECONDS[kind])
    return beside(f"{kind}: report {name}", median(taken), "s", READING, reading, target=within, details=details)


def _of_customer(kind: str, alone: Sequence[float], meanwhile: Sequence[float]) -> list[Figure]:
    """A message stored and read again, while four supervisors read reports without a pause."""
    return [
        beside(
            f"{kind}: customer's message during reports, {name}",
            percentile(meanwhile, share) * MILLISECONDS,
            "ms",
            ALONE,
            percentile(alone, share) * MILLISECONDS,
        )
        for name, share in (("p50", 0.5), ("p95", 0.95))
    ]
