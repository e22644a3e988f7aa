"""Saved results: by date and commit, with the machine that they were measured on."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from benchmarks.workspace import ROOT

RESULTS = ROOT / "benchmarks" / "results"


def circumstances() -> dict[str, Any]:
    """The date, the commit and the kind of machine."""
    machine = {"cores": os.cpu_count(), "architecture": platform.machine(), "python": platform.python_version()}
    return {"date": datetime.now(UTC).isoformat(timespec="seconds"), "commit": commit(), "machine": machine}


def commit() -> str | None:
    """The checkout's commit, marked as dirty if files differ from it; None outside of a repository."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--abbrev=12", "--dirty"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return said.stdout.strip()


def save(report: Mapping[str, Any], kind: str = "") -> Path:
    """The file, named by date and commit. An existing file is kept: the new name gets a number."""
    RESULTS.mkdir(exist_ok=True)
    name = "-".join(filter(None, (str(report["date"])[:10], str(report["commit"] or "no-commit"), kind)))
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    file = next(file for file in (RESULTS / f"{each}.json" for each in names) if not file.exists())
    file.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return file
