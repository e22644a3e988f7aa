"""`python -m bot.packs.check DIR`: checks a pack with the base; each fault is one line with file and line number.

It goes from the outside in: the folder, the keys of each file, the names they use, and at last Rasa's own check for
rules that contradict each other. Later checks need what earlier ones have found in order.
"""

from __future__ import annotations

from bot.runtime.confinement import confine

if __name__ == "__main__":
    confine()  # before any import that reads the environment

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.packs.connector_file import faults_of_connectors
from bot.packs.contradictions import contradictions
from bot.packs.files import ABOUT, FileFault, faults_of_files
from bot.packs.material import Material
from bot.packs.names import faults_of_names
from bot.packs.yaml_file import FileBroken, line_of, read_yaml
from bot.project import ROOT

DATA = ROOT.parent / "training_data"
MOST_TOLD = 20


def main() -> None:
    parser = argparse.ArgumentParser(prog="bot.packs.check", description="Checks a pack.")
    parser.add_argument("pack", type=Path)
    parser.add_argument("--added", type=Path, default=Path(), help="folder of the packs that were added before")
    arguments = parser.parse_args()
    pack = arguments.pack.resolve()
    faults = faults_of(pack, arguments.added)
    for fault in faults[:MOST_TOLD]:
        sys.stdout.write(f"{fault}\n")
    if len(faults) > MOST_TOLD:
        sys.stdout.write(f"and {len(faults) - MOST_TOLD} more\n")
    if faults:
        sys.exit(1)
    sys.stdout.write(f"The pack {pack.name} is in order.\n")


def faults_of(pack: Path, added: Path) -> list[str]:
    """The faults of the first kind of check that finds any."""
    checks: Sequence[Callable[[], Iterator[FileFault | str]]] = (
        lambda: faults_of_files(pack),
        lambda: faults_of_connectors(pack),
        lambda: faults_of_names(_with_needed(pack, added)),
        lambda: contradictions(_with_needed(pack, added)),
    )
    for check in checks:
        try:
            faults = [_told(fault, pack) for fault in check()]
        except FileBroken as broken:
            faults = [_told(FileFault(broken.file, broken.line, broken.reason), pack)]
        if faults:
            return faults
    return []


def _with_needed(pack: Path, added: Path) -> Material:
    """The pack on top of those that it builds on."""
    needed = []
    for name in read_yaml(pack / ABOUT).get("needs", []):
        found = [folder / str(name) for folder in (added, DATA / "packs") if (folder / str(name) / ABOUT).is_file()]
        if not found:
            raise FileBroken(pack / ABOUT, line_of(pack / ABOUT, "needs"), f"there is no pack `{name}`, which it needs")
        needed.append(found[0])
    return Material(DATA, [*needed, pack])


def _told(fault: FileFault | str, pack: Path) -> str:
    if isinstance(fault, str):
        return fault
    file = fault.file.relative_to(pack) if fault.file.is_relative_to(pack) else fault.file
    return f"{file}, line {fault.line}: {fault.reason}"


if __name__ == "__main__":
    main()
