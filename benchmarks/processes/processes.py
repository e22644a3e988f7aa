"""Processes of a benchmark: each is started, awaited, and gone at the end, however the benchmark ends."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from launcher.processes import child
from launcher.processes.child import Command

POLL_SECONDS = 0.02


class CannotMeasure(Exception):
    """A benchmark cannot go on; the message tells the user why."""


class Started:
    """A running process and its latest output."""

    def __init__(self, name: str, process: child.Child, began: float) -> None:
        self.name = name
        self.began = began
        self.lines: deque[str] = deque(maxlen=5_000)
        self._process = process
        self._reading = asyncio.create_task(child.read_lines(process, self.lines.append))

    @property
    def pid(self) -> int:
        return self._process.pid

    async def until(self, holds: Callable[[], Awaitable[bool]], within_seconds: float) -> float:
        """Polls until it succeeds; returns the seconds since the process was started."""
        while not await holds():
            if not self._process.is_running:
                raise CannotMeasure(f"{self.name} ended unexpectedly: {self._last_words()}")
            if time.monotonic() - self.began > within_seconds:
                raise CannotMeasure(f"{self.name} was not ready in {within_seconds:.0f} s: {self._last_words()}")
            await asyncio.sleep(POLL_SECONDS)
        return time.monotonic() - self.began

    async def until_it_says(self, words: str, within_seconds: float) -> float:
        """The same, for a process that reports when it is ready."""

        async def said() -> bool:
            return any(words in line for line in self.lines)

        return await self.until(said, within_seconds)

    async def stop(self, grace_seconds: float) -> None:
        await child.stop(self._process, grace_seconds)
        await self._reading

    def _last_words(self) -> str:
        """Without lines for programs, such as sign-ins: they contain passwords."""
        return " / ".join([line for line in self.lines if "\t" not in line][-5:]) or "it printed nothing"


@asynccontextmanager
async def started(
    name: str, command: Command, environment: Mapping[str, str], folder: Path, *, grace_seconds: float = 5.0
) -> AsyncIterator[Started]:
    """Runs a process for the duration of the block. It dies with the benchmark even if the benchmark is killed."""
    began = time.monotonic()
    process = Started(name, await child.start(command, environment=environment, folder=folder), began)
    try:
        yield process
    finally:
        await asyncio.shield(process.stop(grace_seconds))
