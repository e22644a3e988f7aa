"""What is kept of a measurement is never written over by the next one."""

import json
from pathlib import Path

import pytest

from benchmarks import saved


def test_a_second_result_of_the_same_day_and_commit_stands_beside_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "RESULTS", tmp_path / "results")
    files = [saved.save({"date": "2026-11-23T10:00:00", "commit": "abc", "run": run}, "quality") for run in range(3)]
    assert [file.name for file in files] == [f"2026-11-23-abc-quality{more}.json" for more in ("", "-2", "-3")]
    assert [json.loads(file.read_text("utf-8"))["run"] for file in files] == [0, 1, 2]
