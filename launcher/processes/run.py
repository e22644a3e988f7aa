"""Runs one command to its end: its output goes into a log file, its last lines into the error."""

import asyncio
import os
import sys
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn, TextIO

from launcher.command_error import CommandError
from launcher.processes import child
from launcher.processes.child import Command

Listener = Callable[[str], None]


class CommandFailed(CommandError):
    """A command ended with an exit code other than 0; `tail` is the end of its output."""

    def __init__(self, message: str, tail: str, code: int = 1) -> None:
        super().__init__(message)
        self.tail = tail
        self.code = code


async def run(
    command: Command,
    *,
    environment: Mapping[str, str],
    folder: Path,
    log: Path | None,
    on_line: Listener = lambda line: None,
) -> str:
    """Runs a command and returns its output. If cancelled, it ends the command first. Use no log for secrets."""
    lines: deque[str] = deque(maxlen=2000)
    process = await child.start(command, environment=environment, folder=folder)
    try:
        with _opened(log) as file:

            def keep(line: str) -> None:
                lines.append(line)
                file.write(line + "\n")
                on_line(line)

            await child.read_lines(process, keep)
        code = await process.ended()
    except BaseException:
        await asyncio.shield(child.stop(process, grace_seconds=2))
        raise
    if code != 0:
        raise CommandFailed(_what_failed(command, code, list(lines), log), "\n".join(lines), code)
    return "\n".join(lines)


def become(command: Command, *, environment: Mapping[str, str], folder: Path) -> NoReturn:
    """Replaces this process by another program, which then has its own exit code, signals and terminal."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.chdir(folder)
    os.execve(command[0], [str(part) for part in command], dict(environment))


def _opened(log: Path | None) -> TextIO:
    if log is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    log.parent.mkdir(parents=True, exist_ok=True)
    return log.open("a", encoding="utf-8")


def _what_failed(command: Command, code: int, lines: list[str], log: Path | None) -> str:
    said = next((line.strip() for line in reversed(lines) if line.strip()), "it printed nothing")
    name = " ".join(Path(str(part)).name for part in command[:3])
    where = f" (all of it: {log})" if log else ""
    return f"`{name}` failed with exit code {code}: {said}{where}"
