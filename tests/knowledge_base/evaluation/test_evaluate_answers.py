"""`evaluate answers` measures the product by the letter of the contract."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.articles.files import article_file
from tests.knowledge_base.conftest import ROOT

FIGURES = {
    "recall_at_1",
    "recall_at_3",
    "mrr_at_10",
    "coverage",
    "precision",
    "clarify_share",
    "clarify_hit",
    "coverage_at_95_percent_precision",
    "calibration_error",
    "index_seconds",
    "milliseconds_p50",
    "milliseconds_p95",
}
QUESTIONS: list[dict[str, Any]] = [
    {"id": "z", "question": "how do I get an invoice as PDF", "article_ids": ["invoice", "not-in-this-folder"]},
    {"id": "a", "question": "what is the meaning of life", "article_ids": []},
    {"id": "m", "question": "where is the shop in Paris", "article_ids": ["not-in-this-folder"]},
    {"id": "b", "question": "charge my battery", "article_ids": ["battery"]},
]


@pytest.fixture
def folder(tmp_path: Path, articles: list[Article]) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for article in articles:
        (place / f"{article.id}.md").write_text(article_file(article), encoding="utf-8")
    return place


def run(
    encoder_folder: Path, folder: Path, questions: list[dict[str, Any]], *options: str
) -> tuple[subprocess.CompletedProcess[str], Path]:
    asked, out = folder.parent / "questions.jsonl", folder.parent / "out.jsonl"
    asked.write_text("".join(json.dumps(row) + "\n" for row in questions), encoding="utf-8")
    command = [sys.executable, "-m", "knowledge_base.evaluation.answers"]
    command += ["--articles", str(folder), "--questions", str(asked), "--out", str(out), *options]
    environment = {**os.environ, "BATON_ENCODER": str(encoder_folder)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True), out


def test_figures_and_rows_are_those_of_the_contract(encoder_folder: Path, folder: Path) -> None:
    done, out = run(encoder_folder, folder, QUESTIONS, "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert set(figures) == FIGURES
    assert figures["recall_at_1"] == 1.0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["z", "a", "m", "b"]
    for row in rows:
        assert set(row) == {"id", "action", "reason", "article_id", "confidence", "choices", "ranked"}
        assert row["action"] in {"answer", "tentative", "clarify", "suggest", "hand_over"}
        assert 0 <= row["confidence"] <= 1
        assert 1 <= len(row["ranked"]) <= 10
        assert row["article_id"] == row["ranked"][0]["article_id"]


def test_without_the_truth_rows_are_decided_and_figures_are_null(encoder_folder: Path, folder: Path) -> None:
    open_rows = [{"id": row["id"], "question": row["question"]} for row in QUESTIONS]
    done, out = run(encoder_folder, folder, open_rows, "--json")
    figures = json.loads(done.stdout)
    assert figures["recall_at_1"] is None
    assert figures["precision"] is None
    assert figures["coverage"] is not None
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(QUESTIONS)


def test_an_unusable_input_is_said_in_a_sentence(encoder_folder: Path, folder: Path) -> None:
    (folder / "broken.md").write_text("no front matter", encoding="utf-8")
    done, _ = run(encoder_folder, folder, QUESTIONS, "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "broken.md" in done.stderr
    assert "Traceback" not in done.stderr
