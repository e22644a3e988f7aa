"""A small process that outlives the launcher by a moment, to end what the launcher's own death would leave behind.

The kernel ends the launcher's children with it, but not their children (a process with several workers has some). The
guardian is told of each process group over a pipe; when the pipe closes, the launcher is gone, and so must they be.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


class Guardian:
    """The launcher's end of the pipe."""

    def __init__(self) -> None:
        # In a session of its own: what ends the launcher's whole group must not end its guardian first.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__))], stdin=subprocess.PIPE, start_new_session=True
        )

    def watch(self, group: int) -> None:
        self._tell(f"+{group}")

    def release(self, group: int) -> None:
        self._tell(f"-{group}")

    def close(self) -> None:
        """Everything has been stopped in order: there is nothing left to guard."""
        with suppress(BrokenPipeError):
            self._process.communicate()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        change = groups.add if line[0] == "+" else groups.discard
        change(int(line[1:]))
    for group in groups:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main()
