"""`bot.evaluation.intents`: rows in order, metrics as defined, and nothing but JSON on standard output."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.evaluation.figures import auroc, figures, recall
from bot.evaluation.settings_search import CANDIDATES, CONFIGURED
from tests.bot.process import ROOT, Encode
from tests.bot.training import write_vectors

# ruff: noqa: E501  (tables of sentences)
TRAIN = [
    *(("weather/today", text) for text in ("will it rain", "is it sunny today", "how warm is it", "do I need an umbrella", "any snow today")),
    *(("play [music]", text) for text in ("play a song", "put on some jazz", "I want to hear music", "start my playlist", "next track please")),
    *((None, text) for text in ("what is a prime number", "who wrote Hamlet", "how tall is the tower", "my cat is asleep")),
]  # fmt: skip
TEST = [
    ("weather/today", "is there rain coming"), ("play [music]", "play the next song"), (None, "what is the square root of nine"),
    ("weather/today", "is it [cold](now) outside"), (None, "/restart"), ("weather/today", ""),
]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path, encode: Encode) -> Path:
    for name, rows in (("train", TRAIN), ("test", TEST)):
        lines = [json.dumps({"text": text, "intent": intent}) + "\n" for intent, text in rows]
        (tmp_path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    write_vectors(tmp_path / "vectors.npz", encode, [text for _, text in TRAIN + TEST])
    return tmp_path


def _evaluate(python: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    arguments = [f"--{name}={folder / name}.jsonl" for name in ("train", "test", "out")]
    return subprocess.run(
        [python, "-m", "bot.evaluation.intents", *arguments, f"--vectors={folder / 'vectors.npz'}", "--json", *more],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_pipeline_is_evaluated_on_foreign_intents(python: str, files: Path) -> None:
    done = _evaluate(python, files)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["accuracy"] >= 0.75
    assert told["auroc"] is not None
    assert told["train_seconds"] > 0
    rows = [json.loads(line) for line in (files / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [text for _, text in TEST]
    assert all(row["intent"] in {"weather/today", "play [music]"} for row in rows)
    assert all(0 <= row["in_scope"] <= 1 for row in rows)


def test_an_intent_with_two_opposite_wordings_is_recognised_in_both(python: str, tmp_path: Path) -> None:
    """No straight border separates these, and their spelling does not help: logistic regression alone could only guess."""
    chance = np.random.default_rng(0)
    corners = [((1, 1), "a"), ((1, -1), "b"), ((-1, -1), "a"), ((-1, 1), "b")]
    texts = [f"{number:06d}" for number in chance.permutation(10**6)[:240]]
    vectors = [[*corners[n % 4][0], *(0.1 * chance.normal(size=4))] for n in range(len(texts))]
    for name, rows in (("train", range(160)), ("test", range(160, 240))):
        lines = [json.dumps({"text": texts[n], "intent": corners[n % 4][1]}) + "\n" for n in rows]
        (tmp_path / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    np.savez(tmp_path / "vectors.npz", texts=np.array(texts), vectors=np.array(vectors, dtype=np.float32))
    done = _evaluate(python, tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accuracy"] > 0.9


def test_the_thorough_mode_names_the_chosen_settings(python: str, files: Path) -> None:
    told = json.loads(_evaluate(python, files, "--thorough").stdout)
    assert told["settings"] in [CONFIGURED, *CANDIDATES]
    assert told["accuracy"] >= 0.75
    assert "settings" not in json.loads(_evaluate(python, files).stdout)


def test_without_labels_there_are_rows_and_no_metrics(python: str, files: Path) -> None:
    (files / "test.jsonl").write_text('{"text": "play the next song"}\n', encoding="utf-8")
    told = json.loads(_evaluate(python, files).stdout)
    assert told["accuracy"] is told["auroc"] is told["out_of_scope_recall_at_5_percent"] is None
    assert json.loads((files / "out.jsonl").read_text("utf-8"))["intent"] == "play [music]"


def test_a_bad_line_is_reported_with_its_number(python: str, files: Path) -> None:
    (files / "test.jsonl").write_text('{"text": "a"}\n{"txt": "b"}\n', encoding="utf-8")
    done = _evaluate(python, files)
    assert done.returncode == 1
    assert "test.jsonl, line 2" in done.stderr
    assert done.stdout == ""


class _Row:
    def __init__(self, intent: str | None, *, labelled: bool = True) -> None:
        self.intent, self.labelled = intent, labelled


def test_the_metrics_match_their_definitions() -> None:
    truth: list[Any] = [_Row("a"), _Row("b"), _Row(None), _Row(None), _Row(None, labelled=False)]
    rows = [{"intent": "a", "in_scope": s} for s in (0.9, 0.8, 0.1, 0.85, 0.0)]
    assert figures(truth, rows, 1.0, [1.0, 3.0]) == {
        "accuracy": 0.5,
        "auroc": 0.75,
        "out_of_scope_recall_at_5_percent": 0.5,
        "train_seconds": 1.0,
        "milliseconds_p50": 2.0,
        "milliseconds_p95": 2.9,
    }


def test_ties_count_half() -> None:
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.6, 0.7], [0.1]) == 1.0
    assert recall(list(np.linspace(0, 1, 101)), [0.04, 0.05, 0.06]) == pytest.approx(1 / 3)
