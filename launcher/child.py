"""Starting processes so that none outlives the launcher, and reading what they print, line by line."""

import asyncio
import ctypes
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

Command = Sequence[str | Path]
LONGEST_LINE_BYTES = 64 * 1024
KILL = signal.SIGKILL
_PR_SET_PDEATHSIG = 1
# Loaded before any fork: between fork and exec nothing may be imported or opened.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_launcher() -> None:
    """Runs in the child, before exec. The kernel ends the child when the launcher dies, even by SIGKILL."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


async def start(command: Command, *, environment: Mapping[str, str], folder: Path) -> Process:
    """A process in a group of its own (Ctrl-C in the terminal reaches the launcher alone), output in one pipe."""
    return await asyncio.create_subprocess_exec(
        *map(str, command),
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        env=dict(environment),
        cwd=folder,
        limit=LONGEST_LINE_BYTES,
        preexec_fn=_die_with_launcher,
        process_group=0,
    )


async def read_lines(process: Process, on_line: Callable[[str], None]) -> None:
    """Hand on each line of the output until it ends; a line beyond all measure is cut, not fatal."""
    assert process.stdout is not None
    while True:
        try:
            line = await process.stdout.readuntil(b"\n")
        except asyncio.IncompleteReadError as end:
            if end.partial:
                on_line(end.partial.decode(errors="replace").rstrip())
            return
        except asyncio.LimitOverrunError as overrun:
            line = await process.stdout.readexactly(overrun.consumed)
        on_line(line.decode(errors="replace").rstrip())


def signal_group(process: Process, number: signal.Signals) -> None:
    """Signal a child and whatever it started itself."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


async def stop(process: Process, grace_seconds: float) -> None:
    """Ask a process to end, and after its grace end it; its own children go with it in any case."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), grace_seconds)
    signal_group(process, signal.SIGKILL)
    await process.wait()
