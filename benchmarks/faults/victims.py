"""What can be attacked of a running Baton: its processes, its Redis, its database, and the way to it."""

import contextlib
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.proxy import FaultProxy

_MODULES = {
    "chat.assembly.serve": "chat",
    "knowledge_base.service.serve": "knowledge",
    "bot.serve": "bot",
    "redis-server": "redis",
    "redis.conf": "redis",
}

Processes = Callable[[], Mapping[str, int]]
"""The processes that run now, by name: `chat`, `knowledge`, `bot`, `redis`, or some of them."""


@dataclass(frozen=True)
class Victims:
    api: str
    """Where customers and agents call: through the proxy."""
    proxy: FaultProxy
    processes: Processes
    redis_socket: Path | None = None
    database: Path | None = None
    """The SQLite file, if it is one."""
    revive: Callable[[], Awaitable[None]] | None = None
    """Starts `chat` again after it has died; None if something else does."""

    def send(self, name: str, number: signal.Signals) -> bool:
        """Whether there was such a process to signal."""
        process = self.processes().get(name)
        if process is None:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)
            return True
        return False


def processes_under(launcher: int) -> Mapping[str, int]:
    """The services among the launcher's children. A restarted service has a new number."""
    found: dict[str, int] = {}
    for listed in Path(f"/proc/{launcher}/task").glob("*/children"):
        for child in map(int, listed.read_text(encoding="ascii").split()):
            if (name := _service(child)) is not None:
                found.setdefault(name, child)
    return found


def _service(process: int) -> str | None:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return None
    return next((name for part, name in _MODULES.items() if part in command), None)


def redis_socket_of(configuration: Path) -> Path | None:
    """Where the embedded Redis listens, from the file that it was started with."""
    if not configuration.is_file():
        return None
    lines = configuration.read_text(encoding="utf-8").splitlines()
    return next((Path(line.split(None, 1)[1]) for line in lines if line.startswith("unixsocket ")), None)
