"""`./baton benchmark [name] [--json]`: runs the benchmarks and prints the figures, for people or for programs."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import aiohttp

from benchmarks import page
from benchmarks.editor import publication_check
from benchmarks.faults import measurement as faults
from benchmarks.figures import Figure, table
from benchmarks.measurements import bystander, claims, handoff, memory, publish, reports, search, startup, turns
from benchmarks.processes.processes import CannotMeasure
from benchmarks.rolling import measurement as rolling
from benchmarks.saved import circumstances, save
from benchmarks.tracing import measurement as tracing
from benchmarks.workspace import ROOT, Workspace, temporary_workspace
from launcher.command_error import CommandError

BENCHMARKS: Mapping[str, Callable[[Workspace], Awaitable[list[Figure]]]] = {
    "turns": turns.measure,
    "trace": tracing.measure,
    "publish": publish.measure,
    "search": search.measure,
    "handoff": handoff.measure,
    "claims": claims.measure,
    "bystander": bystander.measure,
    "startup": startup.measure,
    "memory": memory.measure,
    "reports": reports.measure,
    "editor": publication_check.measure,
    "faults": faults.measure,
    "rolling": rolling.measure,
}


def main(arguments: Sequence[str]) -> int:
    given = _arguments(arguments)
    if given.page:
        for file in page.write():
            print(f"benchmark: wrote {file.relative_to(ROOT)}", file=sys.stderr)
        return 0
    try:
        names = [given.name] if given.name else list(BENCHMARKS)
        found = asyncio.run(_measure(names, given))
    except (CannotMeasure, CommandError, aiohttp.ClientError) as failure:
        print(f"benchmark: {failure or type(failure).__name__}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        print("benchmark: stopped.", file=sys.stderr)
        return 130
    report = _report(found)
    if given.json:
        print(json.dumps(report))
    if given.save:
        kept = save(report, given.name or "").relative_to(ROOT)
        print(f"benchmark: saved {kept}", file=sys.stderr)
    return 0


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="baton benchmark",
        description="Measures Baton; each figure is shown beside a reference measured in the same run.",
    )
    parser.add_argument("name", nargs="?", choices=list(BENCHMARKS), help="run only this one; without it, all run")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output, nothing else")
    parser.add_argument(
        "--save", action="store_true", help="save the result, by date and commit, in benchmarks/results"
    )
    parser.add_argument("--page", action="store_true", help="only write docs/performance.md from the saved results")
    parser.add_argument("--small", action="store_true", help="few data, to try it out; only for `reports` and `trace`")
    parser.add_argument("--runs", type=int, default=20, metavar="N", help="number of runs; only for `faults`")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="seed of the first run; only for `faults`")
    given = parser.parse_args(arguments)
    if given.runs < 1:
        parser.error(f"--runs must be a number from 1 up, not {given.runs}")
    return given


async def _measure(names: Sequence[str], given: argparse.Namespace) -> dict[str, list[Figure]]:
    """Runs them one after the other. SIGTERM stops the run like Ctrl-C: started processes are stopped first."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    found: dict[str, list[Figure]] = {}
    for name in names:
        with temporary_workspace(small=given.small, runs=given.runs, seed=given.seed) as workspace:
            workspace.say(name)
            found[name] = await BENCHMARKS[name](workspace)
        if not given.json:
            print(table(name, found[name]), end="\n\n", flush=True)
    return found


def _report(found: Mapping[str, Sequence[Figure]]) -> dict[str, Any]:
    return {
        **circumstances(),
        "benchmarks": {name: [figure.to_json() for figure in figures] for name, figures in found.items()},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
