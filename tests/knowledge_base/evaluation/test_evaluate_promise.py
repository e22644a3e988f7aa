"""The command that asks whether a promise holds: counts a split as kept only where enough was answered, and rightly."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.knowledge_base.conftest import BODIES, ROOT


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    folder = tmp_path / "articles"
    folder.mkdir()
    rows = []
    for name, (title, body) in BODIES.items():
        (folder / f"{name}.md").write_text(f"---\nid: {name}\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")
        rows += [{"id": f"{name}-{n}", "question": f"{title} {n}", "article_ids": [name]} for n in range(8)]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder, questions


def evaluate(files: tuple[Path, Path], encoder_folder: Path, *more: str) -> dict[str, Any]:
    arguments = [
        "--articles",
        files[0],
        "--questions",
        files[1],
        "--encoder",
        encoder_folder,
        "--splits",
        "2",
        "--json",
    ]
    command = [sys.executable, "-m", "knowledge_base.evaluation.promise", *map(str, arguments), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_split_keeps_its_promise_by_enough_right_answers(files: tuple[Path, Path], encoder_folder: Path) -> None:
    found = evaluate(files, encoder_folder, "--promise", "0.5", "--without-labels")
    assert found["splits"] == len(found["each"]) == 2
    for split in found["each"]:
        assert split["kept"] == (split["answered"] >= 20 and split["precision"] >= 0.5), split
    assert evaluate(files, encoder_folder, "--promise", "0.5", "--without-labels") == found


def test_what_few_questions_show_by_chance_is_told_beside_the_error(
    files: tuple[Path, Path], encoder_folder: Path
) -> None:
    found = evaluate(files, encoder_folder, "--promise", "0.5", "--without-labels")
    assert 0 < found["calibration_error_by_chance"] < 0.2
    assert 0 <= found["calibration_error_of_all"] <= found["calibration_error"] + 1e-9
    assert "said" not in found["each"][0]


def test_a_promise_that_nothing_can_keep_is_not_kept(files: tuple[Path, Path], encoder_folder: Path) -> None:
    found = evaluate(files, encoder_folder, "--promise", "0.9999", "--without-labels")
    assert (found["kept"], found["coverage"]) == (0.0, 0.0)
