"""A process's memory and processor time, as reported by the kernel."""

import os
from pathlib import Path

from benchmarks.processes.processes import CannotMeasure

KIBIBYTES_IN_A_MEBIBYTE = 1024


def cpu_seconds_of(pid: int) -> float:
    """Processor time so far. Unlike elapsed time, it excludes the time when other processes had the processor."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError as error:
        raise CannotMeasure(f"the processor time of process {pid} cannot be read: {error}") from error
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def with_children(pid: int) -> float:
    return mebibytes_of(pid) + sum(with_children(child) for child in _children(pid))


def mebibytes_of(pid: int) -> float:
    """Resident memory. Shared pages count proportionally (PSS) if the kernel reports it."""
    own = _kibibytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") or _kibibytes(Path(f"/proc/{pid}/status"), "VmRSS:")
    if not own:
        raise CannotMeasure(f"the memory of process {pid} cannot be read: it has ended, or there is no /proc")
    return own / KIBIBYTES_IN_A_MEBIBYTE


def _kibibytes(file: Path, field: str) -> int:
    try:
        lines = file.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(field)), 0)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in listed for child in file.read_text(encoding="ascii").split()]
