"""A small process that outlives the launcher for a moment and kills the processes that the launcher leaves behind.

If the launcher dies, the kernel ends its children, but not their children (a process with several workers has some).
The launcher sends the reaper each process group over a pipe. When the pipe closes, the launcher is gone, and the
reaper kills the groups that remain.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


class Reaper:
    """The launcher's end of the pipe."""

    def __init__(self) -> None:
        # The reaper has its own session, so a signal that ends the launcher's whole group does not end the reaper.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__))], stdin=subprocess.PIPE, start_new_session=True
        )

    def watch(self, group: int) -> None:
        self._send(f"+{group}")

    def release(self, group: int) -> None:
        self._send(f"-{group}")

    def close(self) -> None:
        """Ends the reaper after an orderly stop, when no process group is left."""
        with suppress(BrokenPipeError):
            self._process.communicate()

    def _send(self, line: str) -> None:
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
