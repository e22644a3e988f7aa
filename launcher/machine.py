"""What a machine must have before set-up fetches gigabytes for it: each lack is one sentence, with its remedy."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from launcher.command_error import CommandError
from launcher.places import Checkout
from launcher.steps import Step
from launcher.wheels import OLDEST_GLIBC, PROMISED

TEMPORARY_MEGABYTES = 1_000
"""pip keeps what it fetched there until an environment is installed, and two are made side by side."""


def require_machine(checkout: Checkout, todo: Sequence[Step]) -> None:
    """Refuse a machine on which these steps cannot work."""
    require_libc(_glibc())
    require_compiler(platform.machine())
    require_venv_module()
    require_space(checkout, todo, _free_megabytes(checkout.built))
    if any(step.fetches for step in todo):
        require_temporary_space(Path(tempfile.gettempdir()), _free_megabytes(Path(tempfile.gettempdir())))


def require_libc(glibc: str | None) -> None:
    """Ready-made packages are built for glibc."""
    oldest = ".".join(map(str, OLDEST_GLIBC))
    use = f"use a Linux with glibc {oldest} or newer, such as Debian 12"
    if glibc is None:
        raise CommandError(f"this Linux has no glibc, for which Baton's packages are built: {use}.")
    if tuple(int(part) for part in glibc.split(".")[:2]) < OLDEST_GLIBC:
        raise CommandError(f"this Linux has glibc {glibc}, and Baton's packages need {oldest}: {use}.")


def require_compiler(machine: str) -> None:
    """Where a package has to be compiled, pip would find out that it cannot after it has fetched all the others."""
    missing = [name for name in ("cc", "make") if shutil.which(name) is None]
    if machine != PROMISED and missing:
        raise CommandError(
            f"not all of Baton's packages are ready-made for the processor {machine}, and `{missing[0]}` is missing to "
            f"compile them: use {PROMISED}, or install it (on Debian and Ubuntu `apt install gcc make python3.11-dev`)."
        )


def _glibc() -> str | None:
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    except (ValueError, OSError):  # another libc does not know the question
        return None
    return version if name == "glibc" else None


def require_venv_module(python: str = sys.executable) -> None:
    """Debian ships Python without what `venv` needs."""
    check = subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False)
    if check.returncode != 0:
        raise CommandError(
            "this Python 3.11 comes without `venv`: install it (on Debian and Ubuntu `apt install python3.11-venv`)."
        )


def require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CommandError(
            f"set-up cannot write into {folder}: {error.strerror}. Make it yours, or clone anew."
        ) from error


def require_space(checkout: Checkout, todo: Sequence[Step], free_megabytes: int) -> None:
    needed = sum(step.megabytes for step in todo)
    if free_megabytes < needed:
        raise CommandError(
            f"set-up needs about {needed:,} MB on the disk of {checkout.built}, and {free_megabytes:,} MB are free: "
            "make room and start again."
        )


def require_temporary_space(folder: Path, free_megabytes: int) -> None:
    if free_megabytes < TEMPORARY_MEGABYTES:
        raise CommandError(
            f"set-up needs about {TEMPORARY_MEGABYTES:,} MB in {folder} while it fetches packages, and "
            f"{free_megabytes:,} MB are free: make room, or name another folder with TMPDIR."
        )


def _free_megabytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1_000_000
