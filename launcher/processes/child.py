"""Starts processes so that none outlives the launcher, and reads their output line by line."""

import asyncio
import ctypes
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]
LONGEST_LINE_BYTES = 64 * 1024
KILL = signal.SIGKILL
_PR_SET_PDEATHSIG = 1
# Loaded before any fork: between fork and exec, nothing may be imported or opened.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _die_with_launcher() -> None:
    """Runs in the child before exec. The kernel ends the child when the launcher dies, even by SIGKILL."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


@dataclass(frozen=True)
class Child:
    """A started process and its output. The pipe is our own, not asyncio's: asyncio's `wait` would otherwise last until
    every grandchild with the pipe has ended.
    """

    process: Process
    output: asyncio.StreamReader
    pipe: asyncio.ReadTransport

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def is_running(self) -> bool:
        return self.process.returncode is None

    async def ended(self) -> int:
        return await self.process.wait()

    def signal_group(self, number: signal.Signals) -> None:
        """Sends a signal to the child and to the processes that it has started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


async def start(command: Command, *, environment: Mapping[str, str], folder: Path) -> Child:
    """Starts a process in its own group (so Ctrl-C reaches only the launcher), with its output in one pipe."""
    reading, writing = os.pipe()
    try:
        process = await asyncio.create_subprocess_exec(
            *map(str, command),
            stdin=DEVNULL,
            stdout=writing,
            stderr=writing,
            env=dict(environment),
            cwd=folder,
            preexec_fn=_die_with_launcher,
            process_group=0,
        )
    except BaseException:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    try:
        output = asyncio.StreamReader(limit=LONGEST_LINE_BYTES)
        protocol = asyncio.StreamReaderProtocol(output)
        pipe, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(reading, "rb", 0))
    except BaseException:  # nobody would know of the process that runs already
        with suppress(ProcessLookupError):
            os.killpg(process.pid, KILL)
        raise
    return Child(process, output, pipe)


async def read_lines(started: Child, on_line: Callable[[str], None]) -> None:
    """Passes on each line of the output until it ends. A line that is too long is cut."""
    while True:
        try:
            line = await started.output.readuntil(b"\n")
        except asyncio.IncompleteReadError as end:
            if end.partial:
                on_line(end.partial.decode(errors="replace").rstrip())
            started.pipe.close()
            return
        except asyncio.LimitOverrunError as overrun:
            line = await started.output.readexactly(overrun.consumed)
        on_line(line.decode(errors="replace").rstrip())


async def stop(started: Child, grace_seconds: float) -> None:
    """Asks a process to end, and kills it after its grace period; its own children are always killed."""
    if started.is_running:
        with suppress(ProcessLookupError):
            started.process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(started.ended(), grace_seconds)
    started.signal_group(KILL)
    await started.ended()
