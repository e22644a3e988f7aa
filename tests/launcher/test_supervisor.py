"""The supervisor restarts dead processes, stops all in order, and leaves none behind."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.launcher.launched import Launched, gone


@contextmanager
def supervised(which: str) -> Iterator[Launched]:
    launched = Launched([sys.executable, "-m", "tests.launcher.supervised", which])
    try:
        yield launched
    finally:
        launched.close()


def running(launched: Launched, name: str) -> int:
    return int(launched.until(rf"^{name} +\| running as (\d+)").group(1))


def worker_of_front(launched: Launched) -> int:
    return int(launched.until(r"^front +\| worker (\d+)").group(1))


def test_a_killed_process_is_restarted_and_both_events_are_logged() -> None:
    with supervised("steady") as launched:
        first = running(launched, "store")
        os.kill(first, signal.SIGKILL)
        launched.until(r"^baton +\| store ended with signal 9 after .*; starting it again in 0\.2 s")
        second = int(launched.until(r"^baton +\| store started as process (\d+) \(start 2\)").group(1))
        launched.until(rf"^store +\| running as {second}")
        assert second != first


def test_the_children_of_a_dead_process_do_not_outlive_its_restart() -> None:
    with supervised("steady") as launched:
        worker = worker_of_front(launched)
        os.kill(running(launched, "front"), signal.SIGKILL)
        launched.until(r"front started as process \d+ \(start 2\)")
        assert gone(worker)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_all_processes_the_last_stage_first(number: signal.Signals) -> None:
    with supervised("steady") as launched:
        pids = [running(launched, "store"), running(launched, "front"), worker_of_front(launched)]
        launched.signal(number)
        assert launched.ended() == 0
        asked = [line.split()[0] for line in launched.lines if line.endswith("| asked to stop")]
        assert asked == ["front", "store"]
        assert launched.lines[-1].endswith("| stopped")
        assert all(gone(pid) for pid in pids)


def test_a_process_that_ignores_signals_is_killed_after_its_grace_period() -> None:
    with supervised("deaf") as launched:
        launched.until("front +\\| deaf")
        running(launched, "store")
        launched.signal(signal.SIGTERM)
        assert launched.ended() == 0


def test_nothing_outlives_a_killed_launcher() -> None:
    with supervised("steady") as launched:
        pids = [running(launched, "store"), running(launched, "front"), worker_of_front(launched)]
        launched.signal(signal.SIGKILL)
        assert all(gone(pid) for pid in pids)


def test_a_vital_process_that_cannot_start_ends_everything_with_its_own_message() -> None:
    with supervised("broken") as launched:
        assert launched.ended() == 1
        assert "baton: store cannot start: the store is damaged" in launched.lines


def test_each_line_has_the_name_of_its_process() -> None:
    with supervised("steady") as launched:
        launched.until("all ready")
        running(launched, "store")
        running(launched, "front")
        launched.signal(signal.SIGTERM)
        launched.ended()
        names = {line.split("|")[0].strip() for line in launched.lines if "|" in line}
        assert names == {"baton", "store", "front"}
        assert "all ready" in launched.lines


def test_what_cannot_be_begun_at_all_stops_everything_in_order_and_says_why() -> None:
    with supervised("missing") as launched:
        assert launched.ended() == 1
        assert "baton: front cannot start: No such file or directory: /nowhere/front" in launched.lines
        assert launched.lines[-1].endswith("| stopped")
        assert not any("Traceback" in line for line in launched.lines)
        started = launched.until(r"^baton +\| store started as process (\d+)")
        assert gone(int(started.group(1)))


def test_what_ran_once_and_cannot_be_begun_again_is_tried_again_beside_the_others() -> None:
    with supervised("vanishing") as launched:
        store = running(launched, "store")
        launched.until(r"^baton +\| front ended with exit code 0")
        for pause in ("0\\.4", "0\\.8"):
            launched.until(rf"^baton +\| front could not be started \(No such file .*again in {pause} s")
        assert not gone(store, within_seconds=0)
        launched.signal(signal.SIGTERM)
        assert launched.ended() == 0


def test_a_process_that_served_is_started_again_at_once_however_often_it_ends() -> None:
    with supervised("serving") as launched:
        for start in range(2, 6):
            ending = launched.until_again(r"^baton +\| store ended with exit code 0 .* again in ([\d.]+) s")
            assert ending.group(1) == "0.2"
            launched.until_again(rf"store started as process \d+ \(start {start}\)")


def test_a_process_that_hangs_is_killed_and_started_again() -> None:
    with supervised("hung") as launched:
        first = running(launched, "store")
        launched.until("all ready")
        os.kill(first, signal.SIGSTOP)
        launched.until(r"^baton +\| store runs but answers nothing; killing it")
        second = int(launched.until(r"store started as process (\d+) \(start 2\)").group(1))
        launched.until(rf"^store +\| running as {second}")
        assert gone(first)
        launched.signal(signal.SIGTERM)
        assert launched.ended() == 0
