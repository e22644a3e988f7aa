"""`decide` and `evaluate` from outside: files in, files out; with --json, one object on standard output."""

import json
from pathlib import Path
from typing import Any

from tests.launcher.launched import run_baton


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_decide_writes_what_baton_did_with_each_message_in_order(tmp_path: Path) -> None:
    asked = write_rows(
        tmp_path / "in.jsonl",
        [
            {"id": "person", "text": "I want to talk to a person"},
            {"id": "hello", "text": "Hello"},
            {"id": "none", "text": " "},
        ],
    )
    done = run_baton("decide", "--in", asked, "--out", tmp_path / "out.jsonl")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    rows = read_rows(tmp_path / "out.jsonl")
    assert [row["id"] for row in rows] == ["person", "hello", "none"]
    assert (rows[0]["action"], rows[0]["reason"], rows[0]["queued"]) == ("hand_over", "asked_for_person", True)
    assert rows[1]["action"] == "reply"
    assert rows[2]["reason"] == "empty_text"


def test_intents_are_evaluated_on_foreign_sentences(tmp_path: Path) -> None:
    fruit = [
        {"text": f"I would like {count} {kind}", "intent": "buy"}
        for count in ("two", "six")
        for kind in ("pears", "figs")
    ]
    weather = [
        {"text": f"Will it {verb} in {place}", "intent": "weather"}
        for verb in ("rain", "snow")
        for place in ("Bern", "Oslo")
    ]
    beside = [
        {"text": text, "intent": None} for text in ("my shoe is untied", "who wrote Hamlet", "the cat\u2028sleeps")
    ]
    train = write_rows(tmp_path / "train.jsonl", [*fruit, *weather, *beside])
    test = write_rows(tmp_path / "test.jsonl", [{"text": "I would like ten plums"}, {"text": "Will it storm in Rome"}])
    done = run_baton("evaluate", "intents", "--train", train, "--test", test, "--out", tmp_path / "out.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["accuracy"] is None
    assert figures["train_seconds"] > 0
    assert [row["intent"] for row in read_rows(tmp_path / "out.jsonl")] == ["buy", "weather"]


def test_a_row_without_text_is_reported_with_its_line_number(tmp_path: Path) -> None:
    rows = write_rows(tmp_path / "train.jsonl", [{"text": "fine", "intent": "a"}, {"intent": "b"}])
    done = run_baton("evaluate", "intents", "--train", rows, "--test", rows)
    assert done.returncode == 1
    assert f'{rows}, line 2: each line must be a JSON object with "text"' in done.stderr
