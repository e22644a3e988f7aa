"""What a benchmark starts is waited for with words, and gone afterwards, whatever happens in between."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from benchmarks.processes.processes import CannotMeasure, started
from benchmarks.processes.resources import cpu_seconds_of, mebibytes_of, with_children

SERVES = "import time; print('ready', flush=True); time.sleep(600)"
SERVES_AND_IGNORES_SIGTERM = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + SERVES
HAS_A_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SERVES!r}]).wait()"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def fail_in_the_middle(code: str, folder: Path, found: list[int]) -> None:
    async with started("server", python(code), dict(os.environ), folder, grace_seconds=0.5) as process:
        await process.until_it_says("ready", 30)
        found.append(process.pid)
        raise ZeroDivisionError


@pytest.mark.parametrize("code", [SERVES, SERVES_AND_IGNORES_SIGTERM])
async def test_a_process_is_gone_after_a_failure_in_the_middle(code: str, tmp_path: Path) -> None:
    found: list[int] = []
    with pytest.raises(ZeroDivisionError):
        await fail_in_the_middle(code, tmp_path, found)
    assert found
    assert not is_running(found[0])


async def test_a_process_is_gone_after_the_benchmark_is_cancelled(tmp_path: Path) -> None:
    ready: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def benchmark() -> None:
        async with started("server", python(SERVES), dict(os.environ), tmp_path) as process:
            await process.until_it_says("ready", 30)
            ready.set_result(process.pid)
            await asyncio.Event().wait()

    task = asyncio.create_task(benchmark())
    pid = await ready
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not is_running(pid)


async def test_a_process_that_ends_early_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(CannotMeasure, match="server ended unexpectedly: the port is taken"):
        async with started("server", python("print('the port is taken')"), dict(os.environ), tmp_path) as process:
            await process.until_it_says("ready", 30)


async def test_last_words_keep_passwords_to_themselves(tmp_path: Path) -> None:
    says = "print('sign-in\\tagent\\tines@example.org\\thunter2'); print('no space left')"
    with pytest.raises(CannotMeasure, match="no space left") as failure:
        async with started("server", python(says), dict(os.environ), tmp_path) as process:
            await process.until_it_says("ready", 30)
    assert "hunter2" not in str(failure.value)


async def test_memory_counts_a_process_with_what_it_started(tmp_path: Path) -> None:
    async with started("parent", python(HAS_A_CHILD), dict(os.environ), tmp_path) as process:
        await process.until_it_says("ready", 30)
        alone, both = mebibytes_of(process.pid), with_children(process.pid)
    assert alone > 1
    assert both > alone + 1


def test_processor_time_grows_with_work() -> None:
    before = cpu_seconds_of(os.getpid())
    while cpu_seconds_of(os.getpid()) < before + 0.05:
        sum(range(10_000))


def test_memory_of_a_process_that_is_gone_is_no_figure() -> None:
    with pytest.raises(CannotMeasure, match="has ended"):
        mebibytes_of(2**22 + 1)  # beyond the largest process number
