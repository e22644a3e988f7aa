"""Runs supervised processes in the foreground, until a signal asks to stop or a vital one cannot start."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable

from launcher.processes.stream import LogStream
from launcher.processes.supervisor import CannotStart, Supervisor


async def run_in_foreground(supervisor: Supervisor, stream: LogStream, begin: Callable[[], Awaitable[None]]) -> int:
    """`begin` starts the services in any order and prints messages. Returns the exit code."""
    asked_to_stop, code = _listen_for_signals(supervisor), 0
    beginning = asyncio.create_task(_forever(begin))
    watching = asyncio.create_task(supervisor.watch())
    stopping = asyncio.create_task(asked_to_stop.wait())
    try:
        done, _ = await asyncio.wait([beginning, watching, stopping], return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except CannotStart as failure:
        sys.stderr.write(f"baton: {failure}\n")  # in one piece: other lines are written at the same time
        sys.stderr.flush()
        code = 1
    finally:  # whatever went wrong here, no process is left running
        stream.say("baton", "stopping")
        for task in (beginning, watching, stopping):
            task.cancel()
        await supervisor.stop()
        stream.say("baton", "stopped")
        stream.close()
    return code


async def _forever(begin: Callable[[], Awaitable[None]]) -> None:
    """`begin` is cancelled; what it started goes on."""
    await begin()
    await asyncio.Event().wait()


def _listen_for_signals(supervisor: Supervisor) -> asyncio.Event:
    """The first signal stops the processes in order, a second one at once."""
    asked = asyncio.Event()
    hurry: list[asyncio.Task[None]] = []

    def on_signal() -> None:
        if asked.is_set():
            hurry.append(asyncio.create_task(supervisor.kill()))
        asked.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, on_signal)
    return asked
