"""The one way to run something in the background for as long as the process lives.

A loop must outlive every failure: if housekeeping ended with an unexpected KeyError, no lost agent's customers would
return to the queue until somebody restarted the process. So this is the one place, besides the edges of the process,
that catches every exception. docs/decisions/0033-one-loop-runner.md says why.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterator

import structlog

from kit.background.failures import describe_failure
from kit.errors import Busy, StorageUnavailable

log = structlog.get_logger(__name__)

Round = Callable[[], Awaitable[None]]

FIRST_PAUSE_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5.0
"""Short, because a loop must be back soon after the database is."""

KEEPS_FAILING_AFTER = 3
"""How many failed rounds in a row health reports. One or two may be a restart of the database."""

SAME_LINE_SECONDS = 60.0
MOST_LINES_REMEMBERED = 1_000


class Loop:
    """Runs `round_` again and again. The round itself waits until there is something to do."""

    def __init__(self, name: str, round_: Round, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.name = name
        self.failures = 0
        """All failures since the process began, those of single rows included."""
        self.failed_rounds = 0
        """Rounds in a row in which something failed; 0 after a round in which nothing did."""
        self._round = round_
        self._pause = pause
        self._failed = False
        self._was_busy = False
        self._lines = _Lines()
        self._task: asyncio.Task[None] | None = None

    @property
    def keeps_failing(self) -> bool:
        return self.failed_rounds >= KEEPS_FAILING_AFTER

    @property
    def is_running(self) -> bool:
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=self.name)

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @contextlib.contextmanager
    def spare(self, job: str, row: str | None = None) -> Iterator[None]:
        """Keeps the failure of one row, or of one job, from the others: it is noted, and the round goes on.

        Raises StorageUnavailable, and Busy the second time in a row: then it is not the row's fault, and every other
        row would wait just as long for nothing.
        """
        try:
            yield
        except StorageUnavailable:
            raise
        except Exception as error:
            if isinstance(error, Busy) and self._was_busy:
                raise
            self._was_busy = isinstance(error, Busy)
            self.note(error, job, row)
        else:
            self._was_busy = False

    def note(self, error: BaseException, job: str = "round", row: str | None = None) -> None:
        """Counts a failure of this round and logs its type and place; the same line at most once a minute."""
        self.failures += 1
        self._failed = True
        described = {"loop": self.name, "job": job, **({"row": row} if row else {}), **describe_failure(error)}
        if self._lines.is_new(described):
            log.error("loop.failed", **described, failures=self.failures)

    async def _run(self) -> None:
        while True:
            came_through = await self._survive_round()
            self.failed_rounds = self.failed_rounds + 1 if self._failed else 0
            self._failed = self._was_busy = False
            if not came_through:
                await self._pause(self._pause_seconds())

    async def _survive_round(self) -> bool:
        """Runs one round. Returns False if it failed."""
        try:
            await self._round()
        except asyncio.CancelledError as error:
            if _is_asked_to_end():
                raise
            self.note(error)  # what the round waited for was cancelled, not the loop
        except Exception as error:  # noqa: BLE001 - a loop goes on, whatever fails
            self.note(error)
        else:
            return True
        return False

    def _pause_seconds(self) -> float:
        doublings = min(self.failed_rounds - 1, 10)
        return min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * float(2**doublings))


class _Lines:
    """Remembers which lines were logged lately, so that a row that fails in every round does not fill the log."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, ...], float] = {}

    def is_new(self, described: dict[str, str]) -> bool:
        key, now = tuple(described.values()), time.monotonic()
        if now - self._at.get(key, -SAME_LINE_SECONDS) < SAME_LINE_SECONDS:
            return False
        if len(self._at) >= MOST_LINES_REMEMBERED:
            self._at.clear()
        self._at[key] = now
        return True


def _is_asked_to_end() -> bool:
    task = asyncio.current_task()
    return task is None or task.cancelling() > 0
