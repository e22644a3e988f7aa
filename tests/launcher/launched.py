"""Talks to a launcher that runs as a real process: its lines, its children, its end."""

import os
import re
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Launched:
    """A process whose output is read line by line. If an awaited line does not come, the process is killed and the test
    fails.
    """

    def __init__(self, command: Sequence[str | Path], within_seconds: float = 30.0, **environment: str) -> None:
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            start_new_session=True,
        )
        self._killer = threading.Timer(within_seconds, self._process.kill)
        self._killer.daemon = True
        self._killer.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def until(self, pattern: str) -> re.Match[str]:
        """The first line that matches, printed already or later; fails with the whole output if there is none."""
        for line in self.lines:
            if found := re.search(pattern, line):
                return found
        return self.until_again(pattern)

    def until_again(self, pattern: str) -> re.Match[str]:
        """The next line that matches, after the last awaited line."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))
            if found := re.search(pattern, self.lines[-1]):
                return found
        raise AssertionError(f"no line matches {pattern!r} in:\n" + "\n".join(self.lines))

    def rest(self) -> list[str]:
        """Every further line until the output ends."""
        assert self._process.stdout is not None
        remaining = [line.rstrip("\n") for line in self._process.stdout]
        self.lines += remaining
        return remaining

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def ended(self) -> int:
        """The exit code, once it has ended."""
        self.rest()
        return self._process.wait()

    def ends_within(self, seconds: float) -> bool:
        """Whether it ends in this time; its output is left to `ended`."""
        try:
            self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def close(self) -> None:
        """Ends it if it is still running."""
        self._killer.cancel()
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
        if self._process.stdout:
            self._process.stdout.close()
        self._process.wait()


def run_baton(
    *arguments: str | Path, python: str = sys.executable, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs one command of `./baton` to its end."""
    return subprocess.run(
        [python, str(ROOT / "baton"), *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def gone(pid: int, within_seconds: float = 10.0) -> bool:
    """Waits for the end of a process that is not our child."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], within_seconds)[0])
    finally:
        os.close(descriptor)
