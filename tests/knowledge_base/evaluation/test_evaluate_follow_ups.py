"""The command that measures what context gains and harms: every case is read both ways by the product's own code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge_base.decision.decision import Decision
from knowledge_base.evaluation.follow_ups import Case, Kind, Read, Reading, figures_of, read_cases
from tests.knowledge_base.conftest import BODIES, ROOT

CUSTOMER = "customer"


def rows() -> list[dict[str, Any]]:
    asked = {"author": CUSTOMER, "text": "Do you ship parcels to Norway?"}
    quoted = {"author": "bot", "article_id": "norway"}
    return [
        case("follow", "follow_up", [asked, quoted], "and how many days is that?", ["norway"]),
        case("alone", "stands_alone", [asked, quoted], "How do I charge the battery of my bicycle?", ["battery"]),
        case("nothing", "unanswerable", [asked, {"author": "bot", "text": "Yes."}], "is it snowing there?", []),
    ]


def case(name: str, kind: str, turns: list[Any], question: str, article_ids: list[str]) -> dict[str, Any]:
    return {"id": name, "kind": kind, "turns": turns, "question": question, "article_ids": article_ids}


def written(folder: Path, cases: list[dict[str, Any]]) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in cases), encoding="utf-8")
    return path


def run(tmp_path: Path, encoder_folder: Path, cases: Path, *more: str) -> subprocess.CompletedProcess[str]:
    folder = tmp_path / "articles"
    folder.mkdir(exist_ok=True)
    for name, (title, body) in BODIES.items():
        (folder / f"{name}.md").write_text(f"---\nid: {name}\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")
    options = ["--articles", folder, "--cases", cases, "--encoder", encoder_folder, "--json", *more]
    command = [sys.executable, "-m", "knowledge_base.evaluation.follow_ups", *map(str, options)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_each_case_is_read_with_what_was_said_and_without(tmp_path: Path, encoder_folder: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run(tmp_path, encoder_folder, written(tmp_path, rows()), "--out", str(out))
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["cases"] == 3
    assert (figures["recall_at_1"], figures["harm"]) == (1.0, 0.0)
    follow, alone, _ = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert (follow["id"], follow["in_context"], follow["with"]["article_id"]) == ("follow", True, "norway")
    assert alone["with"] == alone["without"]


def test_one_half_is_every_second_row(tmp_path: Path, encoder_folder: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(tmp_path, encoder_folder, written(tmp_path, rows()), "--half", "odd", "--out", str(out))
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["follow", "nothing"]


def test_a_row_that_is_no_case_is_named(tmp_path: Path, encoder_folder: Path) -> None:
    done = run(tmp_path, encoder_folder, written(tmp_path, [{**rows()[0], "kind": "other"}]))
    assert done.returncode == 1
    assert "line 1: not a case (no such kind: other)" in done.stderr


def reading(article_id: str, *, answers: bool) -> Reading:
    decision = Decision("answer" if answers else "hand_over", "likely", article_id=article_id, confidence=0.9)
    return Reading(decision, article_id, True, 0.01)


def read(kind: Kind, right: str | None, aware: Reading, alone: Reading) -> Read:
    ids = frozenset([right] if right else [])
    return Read(Case("one", (), "why?", ids, kind), ids, aware, alone)


def test_harm_is_what_was_right_alone_and_wrong_in_context() -> None:
    right, wrong = reading("a", answers=True), reading("b", answers=True)
    cases = [read("stands_alone", "a", wrong, right), read("stands_alone", "a", right, wrong)]
    assert figures_of(cases)["harm"] == 0.5


def test_what_nothing_answers_is_harmed_by_an_answer_alone() -> None:
    silent, speaks = reading("b", answers=False), reading("b", answers=True)
    figures = figures_of([read("stands_alone", None, silent, silent), read("unanswerable", None, speaks, silent)])
    assert figures["harm"] == 0.0
    assert figures["answered_wrongly_by_context"] == 0.5
    assert figures["precision"] == 0.0
    assert figures["precision_without_context"] is None


@pytest.mark.parametrize("half", [0, 1])
def test_the_demo_has_enough_cases_of_each_kind_in_both_halves(half: int) -> None:
    cases = read_cases(ROOT / "training_data" / "development" / "follow_ups.jsonl")[half::2]
    kinds = [one.kind for one in cases]
    assert len(kinds) >= 60
    assert kinds.count("stands_alone") >= 20
    assert kinds.count("unanswerable") >= 9
