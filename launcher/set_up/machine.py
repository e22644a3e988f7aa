"""Checks the machine before set-up downloads gigabytes: each problem is one sentence with its solution."""

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
from launcher.set_up.steps import Step
from launcher.set_up.wheels import OLDEST_GLIBC, PROMISED

TEMPORARY_MEGABYTES = 1_000
"""pip keeps downloads there until an environment is installed, and two are made at the same time."""


def require_machine(checkout: Checkout, todo: Sequence[Step]) -> None:
    """Raises CommandError on a machine on which these steps cannot work."""
    require_libc(_glibc())
    require_compiler(platform.machine())
    require_venv_module()
    require_space(checkout, todo, _free_megabytes(checkout.built))
    if any(step.fetches for step in todo):
        require_temporary_space(Path(tempfile.gettempdir()), _free_megabytes(Path(tempfile.gettempdir())))


def require_libc(glibc: str | None) -> None:
    """The prebuilt packages need glibc."""
    oldest = ".".join(map(str, OLDEST_GLIBC))
    use = f"use a Linux with glibc {oldest} or newer, such as Debian 12"
    if glibc is None:
        raise CommandError(f"this Linux has no glibc, and Baton's packages need it: {use}.")
    if tuple(int(part) for part in glibc.split(".")[:2]) < OLDEST_GLIBC:
        raise CommandError(f"this Linux has glibc {glibc}, and Baton's packages need {oldest}: {use}.")


def require_compiler(machine: str) -> None:
    """If a package must be compiled without a compiler, pip would only notice after downloading all the others."""
    missing = [name for name in ("cc", "make") if shutil.which(name) is None]
    if machine != PROMISED and missing:
        raise CommandError(
            f"some of Baton's packages have no prebuilt version for the processor {machine}, and `{missing[0]}` is "
            f"missing but needed to compile them: use {PROMISED}, or install it (on Debian and Ubuntu "
            "`apt install gcc make python3.11-dev`)."
        )


def _glibc() -> str | None:
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    except (ValueError, OSError):  # another libc does not know this name
        return None
    return version if name == "glibc" else None


def require_venv_module(python: str = sys.executable) -> None:
    """Debian ships Python without the files that `venv` needs."""
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
            f"set-up cannot write into {folder}: {error.strerror}. Change its owner, or clone again."
        ) from error


def require_space(checkout: Checkout, todo: Sequence[Step], free_megabytes: int) -> None:
    needed = sum(step.megabytes for step in todo)
    if free_megabytes < needed:
        raise CommandError(
            f"set-up needs about {needed:,} MB on the disk of {checkout.built}, and {free_megabytes:,} MB are free: "
            "free some space and start again."
        )


def require_temporary_space(folder: Path, free_megabytes: int) -> None:
    if free_megabytes < TEMPORARY_MEGABYTES:
        raise CommandError(
            f"set-up needs about {TEMPORARY_MEGABYTES:,} MB in {folder} while it fetches packages, and "
            f"{free_megabytes:,} MB are free: free some space, or name another folder with TMPDIR."
        )


def _free_megabytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1_000_000
