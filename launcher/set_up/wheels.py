"""Checks that every package of the locks installs without a compiler, without asking the package index.

A lock contains hashes, which say neither whether a file is a wheel nor which Python it requires.
`requirements/wheels.txt` lists the file that pip takes for each package on the oldest supported machine and Python.
`python -m launcher.set_up.wheels` writes it, and refuses a package that excludes them.
pip itself must build nothing (`NOTHING_BUILT`): a package without a wheel fails on every machine, not only on those
without a compiler.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from launcher.command_error import CommandError
from launcher.places import Checkout

SOURCES = ("docopt", "mattermostwrapper", "randomname")
"""Packages that are published only as source, all in plain Python: pip unpacks them and compiles nothing."""

NOTHING_BUILT = ("--only-binary=:all:", f"--no-binary={','.join(SOURCES)}")
ANY_PYTHON = ("rasa-itself.lock",)
"""Locks that are installed although their packages' own metadata excludes Python 3.11."""

OLDEST_PYTHON = "3.11.0"
OLDEST_GLIBC = (2, 28)
PROMISED = "x86_64"
"""Every package has a wheel for this processor. On others, some must be compiled."""

_LEGACY = {"manylinux1": 5, "manylinux2010": 12, "manylinux2014": 17}
_PACKAGE = re.compile(r"^([A-Za-z0-9][\w.-]*)==(\S+) \\\n((?: +--hash=sha256:\w+(?: \\)?\n)+)", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """An entry of a lock."""

    name: str
    version: str
    hashes: frozenset[str]


def pip_options(machine: str) -> tuple[str, ...]:
    """pip's options for installing a lock."""
    return NOTHING_BUILT if machine == PROMISED else ()


def packages(lock: Path) -> list[Package]:
    found = _PACKAGE.findall(lock.read_text(encoding="utf-8"))
    return [Package(name, version, frozenset(re.findall(r"sha256:(\w+)", hashes))) for name, version, hashes in found]


def compiled_packages(checkout: Checkout) -> str:
    """A complaint for each package of each lock that may not install without a compiler."""
    names = _recorded(checkout)
    return "\n".join(
        f"requirements/{lock.name}: {complaint}"
        for lock in _locks(checkout)
        for package in packages(lock)
        if (complaint := _complaint(package, [names[each] for each in package.hashes if each in names]))
    )


def _complaint(package: Package, files: list[str]) -> str:
    what = f"{package.name} {package.version}"
    if not files:
        return (
            f"pip's file for {what} is not recorded: run `.baton/environments/app/bin/python -m launcher.set_up.wheels`"
        )
    if any(installs(file) for file in files) or package.name in SOURCES:
        return ""
    return f"{what} has no wheel for Python 3.11 on Linux ({files[0]}) and needs a compiler: use a release that has one"


def installs(file: str) -> bool:
    """Whether a file is a wheel for CPython 3.11 and the oldest supported glibc."""
    if not file.endswith(".whl"):
        return False
    pythons, abis, platforms = (part.split(".") for part in file.removesuffix(".whl").rsplit("-", 3)[1:])
    ours = any(each in ("py3", "py311", "cp311") for each in pythons)
    stable = "abi3" in abis and any(re.fullmatch(r"cp3([2-9]|1[01])", each) for each in pythons)
    return (ours or stable) and any(_runs_on(each) for each in platforms)


def _runs_on(platform: str) -> bool:
    if platform == "any":
        return True
    legacy, _, machine = platform.partition("_")
    glibc = _LEGACY.get(legacy)
    if found := re.fullmatch(r"manylinux_2_(\d+)_(\w+)", platform):
        glibc, machine = int(found[1]), found[2]
    return glibc is not None and (2, glibc) <= OLDEST_GLIBC and machine == PROMISED


def _locks(checkout: Checkout) -> list[Path]:
    return sorted((checkout.root / "requirements").glob("*.lock"))


def _record_file(checkout: Checkout) -> Path:
    return checkout.root / "requirements" / "wheels.txt"


def _recorded(checkout: Checkout) -> dict[str, str]:
    """File names by their hashes."""
    file = _record_file(checkout)
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return dict(line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))


def record(checkout: Checkout) -> None:
    """Asks the package index which files pip takes for each lock, and writes them down."""
    taken = dict(pair for lock in _locks(checkout) for pair in _taken(checkout, lock))
    lines = sorted((f"{digest}  {name}" for digest, name in taken.items()), key=lambda line: line.split()[1].lower())
    head = (
        "# The files that pip takes for the packages; "
        "written by `python -m launcher.set_up.wheels`, read by `./baton check`."
    )
    _record_file(checkout).write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def _taken(checkout: Checkout, lock: Path) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [checkout.app_python, "-m", "pip", "install", "--dry-run", "--quiet", "--report", report]
        command += ["--target", folder, "--no-deps", "--require-hashes", *NOTHING_BUILT]
        command += ["--ignore-requires-python"] if lock.name in ANY_PYTHON else []
        command += [*_oldest_machine(), "-r", lock]
        if subprocess.run([str(part) for part in command], check=False).returncode:
            problem = f"pip cannot install {lock.name} on Python {OLDEST_PYTHON} without a compiler"
            raise CommandError(f"{problem}: see above for the package.")
        for package in json.loads(report.read_text(encoding="utf-8"))["install"]:
            told = package["download_info"]
            yield told["archive_info"]["hashes"]["sha256"], told["url"].rpartition("/")[2]


def _oldest_machine() -> list[str]:
    platforms = [f"manylinux_2_{minor}_{PROMISED}" for minor in range(OLDEST_GLIBC[1], 4, -1)]
    platforms += [f"{each}_{PROMISED}" for each in _LEGACY]
    options = ["--implementation=cp", f"--python-version={OLDEST_PYTHON}", "--abi=cp311", "--abi=abi3", "--abi=none"]
    return [*options, *(f"--platform={each}" for each in platforms)]


if __name__ == "__main__":
    try:
        record(Checkout(Path(__file__).resolve().parents[2]))
    except CommandError as error:
        sys.exit(f"baton: {error}")
