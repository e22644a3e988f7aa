"""The command: refusals in words, and a standard output that a program can read."""

import subprocess
import sys
from pathlib import Path

from benchmarks.__main__ import BENCHMARKS, _report
from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[2]


def test_a_benchmark_that_does_not_exist_is_refused_with_those_that_do() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "latency", "--json"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert done.stdout == ""
    assert all(name in done.stderr for name in BENCHMARKS)


def test_a_report_names_the_commit_the_machine_and_every_figure() -> None:
    report = _report({"publish": [Figure("f", 1.0, "s")]})
    assert report["machine"]["cores"] >= 1
    assert set(report) == {"date", "commit", "machine", "benchmarks"}
    assert report["benchmarks"]["publish"][0]["name"] == "f"
