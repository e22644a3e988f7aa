"""Keeps processes alive: restarts those that die, stops all in order, and leaves none behind.

We decided against a supervisor library: restart with back-off, ordered stop and one log stream are less code than an
adapter to circus or supervisord, and those bring a daemon of their own.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher.processes import child
from launcher.processes.child import KILL, Child
from launcher.processes.reaper import Reaper
from launcher.processes.stream import LogStream

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 20.0
STEADY_AFTER_SECONDS = 20.0
SERVED_SECONDS = 5.0
"""A process that was ready for so long has served: when it ends, it is started again at once."""

LOOK_SECONDS = 5.0
SILENT_LOOKS = 4
"""How often a process that was ready must leave a probe unanswered, in a row, to count as hung. With the probe's own
patience of ten seconds this is about a minute: a busy machine is slow, and not hung.
"""


@dataclass(frozen=True)
class Service:
    """A process to keep alive. `ready` checks whether it serves. If a `vital` one cannot start, Baton gives up.
    `alive` checks whether it still answers anything at all; a process that does not is killed and started again.
    """

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    folder: Path
    ready: Callable[[], Awaitable[bool]] | None = None
    grace_seconds: float = 5.0
    vital: bool = False
    alive: Callable[[], Awaitable[bool]] | None = None


class CannotStart(Exception):
    """A service could not be started at all, or a vital one ended repeatedly before it was ever ready."""


@dataclass
class _Kept:
    service: Service
    process: Child | None = None
    reading: asyncio.Task[None] | None = None
    starts: int = 0
    was_ready: asyncio.Event = field(default_factory=asyncio.Event)
    ready_since: float | None = None
    last_line: str = ""

    @property
    def has_served(self) -> bool:
        return self.ready_since is not None and time.monotonic() - self.ready_since > SERVED_SECONDS


class Supervisor:
    """All stages start together; they are stopped from the last to the first."""

    def __init__(self, stages: Sequence[Sequence[Service]], stream: LogStream) -> None:
        self._stages = [[_Kept(service) for service in stage] for stage in stages]
        self._kept = {kept.service.name: kept for stage in self._stages for kept in stage}
        self._stream = stream
        self._reaper = Reaper()
        self._failed = asyncio.Event()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def start(self, *names: str) -> None:
        """Starts the named services (all, without names) that are not running yet."""
        for name in names or tuple(self._kept):
            if name not in self._tasks:
                task = asyncio.create_task(self._keep(self._kept[name]))
                task.add_done_callback(lambda ended: None if ended.cancelled() else self._failed.set())
                self._tasks[name] = task

    def names(self) -> list[str]:
        return list(self._kept)

    def replace(self, service: Service) -> None:
        """From its next start on, the service of this name runs as described here."""
        self._kept[service.name].service = service

    async def ready(self, name: str) -> None:
        """Waits until the service has been ready once."""
        await self._kept[name].was_ready.wait()

    async def watch(self) -> None:
        """Runs as long as everything can be kept alive. Raises if a vital service cannot be."""
        await self._failed.wait()
        for task in self._tasks.values():
            if task.done():
                task.result()

    async def stop(self) -> None:
        """Stops everything, stage by stage; each process gets its grace period."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        for stage in reversed(self._stages):
            await asyncio.gather(*(self._stop_one(kept) for kept in stage))
        self._reaper.close()

    async def kill(self) -> None:
        """Stops everything at once, without a grace period."""
        for kept in self._kept.values():
            if kept.process:
                await child.stop(kept.process, grace_seconds=0)

    async def _stop_one(self, kept: _Kept) -> None:
        if kept.process is None:
            return
        await child.stop(kept.process, kept.service.grace_seconds)
        self._reaper.release(kept.process.pid)
        if kept.reading:
            await kept.reading

    async def _keep(self, kept: _Kept) -> None:
        pause = FIRST_PAUSE_SECONDS
        name = kept.service.name
        while True:
            began = time.monotonic()
            ending = await self._run_once(kept)
            lasted = time.monotonic() - began
            pause = FIRST_PAUSE_SECONDS if kept.has_served or lasted > STEADY_AFTER_SECONDS else pause
            if kept.service.vital and kept.starts >= 3 and not kept.was_ready.is_set():
                raise CannotStart(f"{name} cannot start: {kept.last_line or f'it {ending}'}")
            self._stream.say("baton", f"{name} {ending} after {lasted:.1f} s; starting it again in {pause:.1f} s")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _run_once(self, kept: _Kept) -> str:
        """Returns how it ended, in words. Raises CannotStart if its first start fails.

        A later start that fails (for example with too many open files) is retried like a process that ended.
        """
        service, is_first = kept.service, kept.starts == 0
        kept.starts += 1
        kept.ready_since = None
        try:
            process = await child.start(service.command, environment=service.environment, folder=service.folder)
        except OSError as error:
            reason = f"{error.strerror or type(error).__name__}: {error.filename or service.command[0]}"
            if is_first:
                raise CannotStart(f"{service.name} cannot start: {reason}") from error
            return f"could not be started ({reason})"
        self._reaper.watch(process.pid)
        kept.process = process
        again = f" (start {kept.starts})" if kept.starts > 1 else ""
        self._stream.say("baton", f"{service.name} started as process {process.pid}{again}")
        kept.reading = asyncio.create_task(child.read_lines(process, self._hear(kept)))
        asking = asyncio.create_task(self._watch_over(kept, process))
        try:
            code = await process.ended()
        finally:
            asking.cancel()
        process.signal_group(KILL)  # its own children must not live on beside its successor
        self._reaper.release(process.pid)
        await kept.reading
        return f"ended with {_ending(code)}"

    def _hear(self, kept: _Kept) -> Callable[[str], None]:
        def on_line(line: str) -> None:
            if line:
                kept.last_line = line
                self._stream.say(kept.service.name, line)

        return on_line

    async def _watch_over(self, kept: _Kept, process: Child) -> None:
        """Waits until the process is ready, then kills it if it answers nothing any more."""
        await self._await_readiness(kept)
        silent = 0
        while kept.service.alive is not None:
            await asyncio.sleep(LOOK_SECONDS)
            silent = 0 if await kept.service.alive() else silent + 1
            if silent >= SILENT_LOOKS:
                self._stream.say("baton", f"{kept.service.name} runs but answers nothing; killing it")
                process.signal_group(KILL)
                return

    async def _await_readiness(self, kept: _Kept) -> None:
        asked = kept.service.ready
        began = time.monotonic()
        while asked and not await asked():  # noqa: ASYNC110 (another process is polled; there is no event to wait for)
            await asyncio.sleep(0.05)
        kept.ready_since = time.monotonic()
        kept.was_ready.set()
        self._stream.say("baton", f"{kept.service.name} is ready after {time.monotonic() - began:.1f} s")


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
