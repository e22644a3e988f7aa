"""Running one command to its end: its output into a log file, its last lines into the error."""

import asyncio
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from launcher import child
from launcher.refusal import Refusal

Listener = Callable[[str], None]


class CommandFailed(Refusal):
    """A command ended with an exit code other than 0; `tail` is the end of what it printed."""

    def __init__(self, message: str, tail: str) -> None:
        super().__init__(message)
        self.tail = tail


async def run(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    folder: Path,
    log: Path,
    on_line: Listener = lambda line: None,
) -> str:
    """Run a command and return what it printed. Cancelled, it ends the command first."""
    log.parent.mkdir(parents=True, exist_ok=True)
    lines: deque[str] = deque(maxlen=2000)
    process = await child.start(command, environment=environment, folder=folder)
    try:
        with log.open("a", encoding="utf-8") as file:

            def keep(line: str) -> None:
                lines.append(line)
                file.write(line + "\n")
                on_line(line)

            await child.read_lines(process, keep)
        code = await process.wait()
    except BaseException:
        await asyncio.shield(child.stop(process, grace_seconds=2))
        raise
    if code != 0:
        raise CommandFailed(_what_failed(command, code, list(lines), log), "\n".join(lines))
    return "\n".join(lines)


def run_in_foreground(command: Sequence[str | Path], *, environment: Mapping[str, str], folder: Path) -> int:
    """Run a command on the terminal itself, its input and output untouched, and return its exit code."""
    process = subprocess.Popen([str(part) for part in command], env=dict(environment), cwd=folder)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the terminal sent it to the command as well: its own ending decides


def _what_failed(command: Sequence[str | Path], code: int, lines: list[str], log: Path) -> str:
    said = next((line.strip() for line in reversed(lines) if line.strip()), "it printed nothing")
    name = " ".join(Path(str(part)).name for part in command[:3])
    return f"`{name}` failed with exit code {code}: {said} (all of it: {log})"
