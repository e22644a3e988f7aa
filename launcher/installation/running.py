"""Whether `./baton up` runs on a data folder, where it listens, and which processes it has started."""

import asyncio
import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from launcher.places import DataFolder
from launcher.processes import probe

_MODULES = {
    "chat.assembly.serve": "chat",
    "knowledge_base.service.serve": "knowledge",
    "bot.serve": "bot",
    "launcher.services.shop": "shop",
}


@dataclass(frozen=True)
class Address:
    """Where a running Baton listens. `up` writes it into the data folder at each start."""

    host: str
    port: int


@dataclass(frozen=True)
class Process:
    """A process of a running Baton. Memory is the part that is in RAM."""

    name: str
    pid: int
    seconds: int
    megabytes: int


def note_address(data: DataFolder, host: str, port: int) -> None:
    data.address.write_text(json.dumps(asdict(Address(host, port))), encoding="utf-8")


def read_address(data: DataFolder) -> Address | None:
    try:
        return Address(**json.loads(data.address.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def launcher_of(data: DataFolder) -> int | None:
    """The process id of the `./baton up` that holds the folder's lock; None if there is none."""
    try:
        with data.lock.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                text = file.read().strip()
                return int(text) if text.isdigit() else 0
    except OSError:
        return None
    return None


def processes_of(launcher: int) -> list[Process]:
    """The launcher's children, by name and number. Empty where there is no /proc."""
    found = [one for entry in Path("/proc").glob("[0-9]*") if (one := _child(entry, launcher)) is not None]
    return sorted(found, key=lambda one: (one.name, one.pid))


def _child(entry: Path, launcher: int) -> Process | None:
    try:
        fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        if int(fields[1]) != launcher:
            return None
        words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
        uptime = float(Path("/proc/uptime").read_text(encoding="utf-8").split()[0])
        resident = int((entry / "statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):  # it has just ended
        return None
    if (name := _name(words)) is None:
        return None
    return Process(name, int(entry.name), int(uptime - int(fields[19]) / os.sysconf("SC_CLK_TCK")), resident // 2**20)


def _name(words: list[str]) -> str | None:
    if "redis-server" in words[0]:
        return "redis"
    return next((name for module, name in _MODULES.items() if module in words), None)


def health_of(address: Address) -> dict[str, Any] | None:
    """The body of the running Baton's own `/api/v1/health`; None if nobody answers there."""
    if address.host not in ("", "0.0.0.0", "::", "localhost") and not address.host.startswith("127."):
        return None
    # Health itself waits for a slow database for two seconds.
    _, body = asyncio.run(probe.get(address.port, "/api/v1/health", within_seconds=5.0))
    return body if isinstance(body, dict) else None
