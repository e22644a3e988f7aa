"""The files of a data folder that belong into a backup: everything but what a run makes again."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

DATABASE = "baton.sqlite3"
_MADE_AGAIN = frozenset({"lock", "address.json", "ports.json", "last-backup.json", "logs", "redis", "homes", "cache"})
DEMO_SIGN_INS = "demo-sign-ins.json"
INSTALLATION = "installation.json"


def files_of(data: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of each file to keep. Links, sockets and the database (which is dumped) are left out."""
    if not data.is_dir():
        return
    for folder, folders, names in os.walk(data):
        place = Path(folder).relative_to(data)
        if not place.parts:
            folders[:] = [name for name in folders if name not in _MADE_AGAIN]
        for name in sorted(names):
            path = Path(folder) / name
            if stat.S_ISREG(path.lstat().st_mode) and belongs((place / name).as_posix(), demo=_is_demo(data)):
                yield (place / name).as_posix(), path


def belongs(name: str, *, demo: bool = True) -> bool:
    """Whether a file with this name may be in a backup. Passwords of the demo are kept with the demo alone."""
    first = PurePosixPath(name).parts[0]
    return first not in _MADE_AGAIN and not first.startswith(DATABASE) and (demo or first != DEMO_SIGN_INS)


def is_unused(data: Path) -> bool:
    """Whether no run has stored anything in the folder; the launcher's lock and log do not count."""
    return not data.is_dir() or not {entry.name for entry in os.scandir(data)} - {"lock", "logs"}


def _is_demo(data: Path) -> bool:
    try:
        return bool(json.loads((data / INSTALLATION).read_text(encoding="utf-8")).get("demo"))
    except (OSError, ValueError, AttributeError):
        return False
