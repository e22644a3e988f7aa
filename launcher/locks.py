"""File locks: one set-up at a time in a checkout, one Baton at a time on a data folder.

A `flock` lock ends with its process, so a killed launcher leaves nothing to clean up.
"""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.command_error import CommandError


@contextmanager
def set_up_lock(path: Path) -> Iterator[None]:
    """Holds the checkout's lock. If another command is setting up, prints that and waits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("baton: another ./baton is setting up this checkout; waiting for it.", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def data_lock(path: Path) -> Iterator[None]:
    """Holds the data folder's lock for this process. Fails if it is taken: two Batons on one database would answer each
    customer twice.
    """
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(_in_use(path)) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _in_use(path: Path) -> str:
    holder = path.read_text(encoding="utf-8").strip() or "unknown"
    return (
        f"the data folder {path.parent} is in use by another Baton (process {holder}): "
        "stop that one, or choose another folder with --data."
    )
