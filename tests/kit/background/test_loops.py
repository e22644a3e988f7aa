"""Background loops: they outlive every failure, say what kind it was and where, and keep one bad row from the rest."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from kit.background.failures import place_of
from kit.background.loops import SAME_LINE_SECONDS, Loop
from kit.errors import Busy, Conflict, StorageUnavailable

SECRET = "my card is 4111"


class Script:
    """Rounds of a loop, one after the other; `ended` once all have been run."""

    def __init__(self, *rounds: Callable[[], Awaitable[None]]) -> None:
        self._rounds = list(rounds)
        self._ended = asyncio.Event()
        self.pauses: list[float] = []
        self.loop = Loop("test", self._next, pause=self._pause)

    async def run(self) -> Loop:
        """Returns when the loop waits for a round after the last one."""
        self.loop.start()
        async with asyncio.timeout(20):
            await self._ended.wait()
        return self.loop

    async def _next(self) -> None:
        if not self._rounds:
            self._ended.set()
            await asyncio.Event().wait()
        await self._rounds.pop(0)()

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def well() -> None:
    await asyncio.sleep(0)


async def stumbles() -> None:
    raise KeyError(SECRET)


async def waits_for_what_is_cancelled() -> None:
    waited_for = asyncio.get_running_loop().create_future()
    waited_for.cancel()
    await waited_for


async def storage_is_away() -> None:
    raise StorageUnavailable()


@pytest.mark.parametrize("failure", [stumbles, waits_for_what_is_cancelled, storage_is_away])
async def test_a_loop_goes_on_after_any_failure_and_ends_when_it_is_asked_to(
    failure: Callable[[], Awaitable[None]],
) -> None:
    went_on: list[bool] = []

    async def notes() -> None:
        went_on.append(True)

    loop = await Script(failure, notes).run()
    assert (went_on, loop.failures) == ([True], 1)
    await loop.stop()
    assert loop._task is not None
    assert loop._task.cancelled()


async def test_it_pauses_longer_after_each_failure_and_begins_anew_after_a_success() -> None:
    script = Script(*[stumbles] * 8, well, stumbles)
    await (await script.run()).stop()
    assert script.pauses == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 0.1]


async def test_after_three_failed_rounds_it_counts_as_failing_until_one_goes_well() -> None:
    failing: list[bool] = []

    def looks(after: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        async def round_() -> None:
            failing.append(script.loop.keeps_failing)
            await after()

        return round_

    script = Script(*[looks(stumbles)] * 3, looks(well), looks(well))
    await (await script.run()).stop()
    assert failing == [False, False, False, True, False]


async def test_the_log_tells_type_and_place_and_never_a_value() -> None:
    with capture_logs() as logged:
        await (await Script(stumbles).run()).stop()
    (line,) = logged
    assert (line["event"], line["loop"], line["job"], line["error"]) == ("loop.failed", "test", "round", "KeyError")
    assert line["place"].startswith("tests/kit/background/test_loops.py:")
    assert SECRET not in repr(logged)


async def test_what_fails_in_every_round_is_logged_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    loop = Loop("test", well)
    with capture_logs() as logged:
        for row in ("one", "one", "two"):
            loop.note(KeyError(SECRET), "job", row)
        assert [line["row"] for line in logged] == ["one", "two"]
        now += SAME_LINE_SECONDS
        loop.note(KeyError(SECRET), "job", "one")
    assert (len(logged), loop.failures) == (3, 4)


async def test_one_bad_row_is_spared_and_the_rest_are_done() -> None:
    done: list[int] = []

    async def rows() -> None:
        for row in range(5):
            with script.loop.spare("rows", str(row)):
                if row % 2:
                    raise Conflict("no")
                done.append(row)

    script = Script(rows, well, rows)
    loop = await script.run()
    assert (done, loop.failures, loop.failed_rounds) == ([0, 2, 4, 0, 2, 4], 4, 1)
    assert script.pauses == [], "the round came to its end, so the next one is not held up"
    await loop.stop()


@pytest.mark.parametrize(("error", "tried"), [(StorageUnavailable(), 1), (Busy(), 2)])
async def test_where_the_database_is_at_fault_the_rows_do_not_wait_one_by_one(error: Exception, tried: int) -> None:
    rows: list[int] = []

    async def all_fail() -> None:
        with script.loop.spare("job"):
            for row in range(5):
                with script.loop.spare("rows", str(row)):
                    rows.append(row)
                    raise error

    script = Script(all_fail)
    await (await script.run()).stop()
    assert (len(rows), len(script.pauses)) == (tried, 1)


async def test_a_row_that_is_locked_is_spared_like_any_other() -> None:
    done: list[int] = []

    async def every_other_is_locked() -> None:
        for row in range(6):
            with script.loop.spare("rows", str(row)):
                if row % 2:
                    raise Busy()
                done.append(row)

    script = Script(every_other_is_locked)
    await (await script.run()).stop()
    assert done == [0, 2, 4]


def test_the_place_is_in_our_own_code_also_where_a_library_raises() -> None:
    with pytest.raises(json.JSONDecodeError) as foreign:
        json.loads(SECRET)
    assert place_of(foreign.value).startswith("tests/kit/background/test_loops.py:")
    assert place_of(ValueError(SECRET)) == "unknown", "it was never raised"
