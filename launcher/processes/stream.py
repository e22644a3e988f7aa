"""One log stream of all processes: each line has the name of its process.

The stream goes to the terminal and into `logs/baton.log` of the data folder. A slow or closed terminal must never block
a process that serves customers. So a separate thread writes, and lines that do not fit into its queue are dropped and
counted.
"""

import logging
import queue
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

NAME_WIDTH = 9
_QUEUED_LINES = 10_000
_LOG_BYTES, _OLD_LOGS = 10_000_000, 3
_COLOURS = (36, 33, 35, 32, 34, 31)


class LogStream:
    """`say` never blocks and never fails; `close` waits a moment for the lines in the queue."""

    def __init__(self, terminal: TextIO | None = None, folder: Path | None = None) -> None:
        self._terminal = terminal or sys.stdout
        self._colours = self._terminal.isatty()
        self._seen: dict[str, int] = {}
        self._lines: queue.Queue[str | None] = queue.Queue(_QUEUED_LINES)
        self._dropped = 0
        self._file = _rotating(folder / "baton.log") if folder else None
        self._writer = threading.Thread(target=self._write, name="log-stream", daemon=True)
        self._writer.start()

    def say(self, name: str, text: str) -> None:
        """A line of a process, after its name."""
        if self._file:
            self._file.info("%-*s | %s", NAME_WIDTH, name, text)
        self._queue(f"{self._painted(name)} | {text}")

    def plain(self, text: str) -> None:
        """A line exactly as given (addresses, sign-ins); never in the file, because it may contain a password."""
        self._queue(text)

    def close(self) -> None:
        self._lines.put(None) if not self._lines.full() else None
        self._writer.join(timeout=2)

    def _queue(self, line: str) -> None:
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self._dropped += 1

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                if self._dropped:
                    dropped, self._dropped = self._dropped, 0
                    self._terminal.write(f"… {dropped} lines left out here: the reader was too slow\n")
                self._terminal.write(line + "\n")
                self._terminal.flush()
            except (OSError, ValueError):
                return  # the terminal is closed; the file goes on

    def _painted(self, name: str) -> str:
        padded = name.ljust(NAME_WIDTH)
        if not self._colours:
            return padded
        colour = _COLOURS[self._seen.setdefault(name, len(self._seen)) % len(_COLOURS)]
        return f"\x1b[{colour}m{padded}\x1b[0m"


def _rotating(path: Path) -> logging.Logger:
    handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=_OLD_LOGS, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger(f"baton.stream.{path}")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    path.chmod(0o600)
    return logger
