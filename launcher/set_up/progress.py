"""The progress of set-up: bars on a terminal, plain lines elsewhere. Always on standard error.

Standard output belongs to the command itself (`--json`, sign-ins).
"""

import shutil
import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

SECONDS_BETWEEN_PLAIN_LINES = 15.0
_BAR = 20


@dataclass
class _Running:
    title: str
    began: float = field(default_factory=time.monotonic)
    share: float | None = None
    note: str = ""
    told: float = field(default_factory=time.monotonic)


class Progress:
    """The running steps, each with its elapsed time and, if known, its progress."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._bars = self._stream.isatty()
        self._running: dict[str, _Running] = {}
        self._drawn = 0

    def begin(self, name: str, title: str) -> None:
        self._running[name] = _Running(title)
        if not self._bars:
            self._print(f"  …  {title}")
        self.draw()

    def tell(self, name: str, note: str, share: float | None) -> None:
        step = self._running[name]
        step.note, step.share = note, share if share is None else min(1.0, share)

    def end(self, name: str, outcome: str = "✓") -> None:
        step = self._running.pop(name)
        self._clear()
        self._print(f"  {outcome}  {step.title} ({_elapsed(step.began)})")
        self.draw()

    def warn(self, text: str) -> None:
        self._clear()
        self._print(f"  !  {text}")
        self.draw()

    def draw(self) -> None:
        """Shows the current state; called a few times a second."""
        if self._bars:
            self._clear()
            width = shutil.get_terminal_size().columns - 1
            for step in self._running.values():
                self._print(_bar_line(step)[:width])
            self._drawn = len(self._running)
        else:
            self._say_still_running()

    def _say_still_running(self) -> None:
        for step in self._running.values():
            if time.monotonic() - step.told >= SECONDS_BETWEEN_PLAIN_LINES:
                step.told = time.monotonic()
                share = f", {step.share:.0%}" if step.share is not None else ""
                self._print(f"  …  {step.title} ({_elapsed(step.began)}{share})")

    def _clear(self) -> None:
        if self._drawn:
            self._stream.write(f"\x1b[{self._drawn}A\x1b[J")
            self._drawn = 0

    def _print(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()


def _bar_line(step: _Running) -> str:
    full = round((step.share or 0) * _BAR)
    bar = "█" * full + "░" * (_BAR - full)
    return f"  {bar}  {step.title} ({_elapsed(step.began)})  {step.note}"


def _elapsed(began: float) -> str:
    seconds = time.monotonic() - began
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
