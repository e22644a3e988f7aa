"""What a folder of sets is measured with, what is kept of it, and how risk is drawn against coverage."""

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from benchmarks import risk
from benchmarks.quality import _with_hidden, main, measures_of, table


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    for file in (
        "articles/shop/a.md",
        "articles/shop/b.md",
        "questions/shop-test.jsonl",
        "questions/shop-calibrate.jsonl",
        "questions/shop-hidden-articles.txt",
        "questions/orphan-test.jsonl",
        "intents/bank-train.jsonl",
        "intents/bank-validation.jsonl",
        "intents/alone-train.jsonl",
    ):
        place = tmp_path / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("b\n" if file.endswith(".txt") else "", encoding="utf-8")
    return tmp_path


def test_every_set_is_measured_with_what_it_has(sets: Path) -> None:
    measures = measures_of(sets, 7)
    assert [measure.name for measure in measures] == [
        "answers shop",
        "answers shop, articles hidden",
        "answers shop, articles hidden, no labels",
        "promise shop",
        "promise shop, no labels",
        "intents bank",
    ]
    assert "--splits=7" in measures[3].options
    assert measures[5].command == (
        "./baton evaluate intents --train=SETS/intents/bank-train.jsonl "
        "--test=SETS/intents/bank-validation.jsonl --json"
    )
    assert not any(str(sets) in measure.command for measure in measures)


def test_hidden_articles_are_left_out_of_a_copy(sets: Path, tmp_path: Path) -> None:
    whole, hidden, *_ = measures_of(sets, 1)
    assert _with_hidden(whole, sets, tmp_path / "scratch") == sets
    place = _with_hidden(hidden, sets, tmp_path / "scratch")
    assert [file.name for file in (place / "articles" / "shop").iterdir()] == ["a.md"]
    assert (sets / "articles" / "shop" / "b.md").is_file()


def test_a_folder_without_sets_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "contains no set" in capsys.readouterr().out


def test_the_table_has_a_column_for_each_figure_that_any_measure_has() -> None:
    found = {"one": {"figures": {"coverage": 0.5}}, "two": {"figures": {"accuracy": 0.9, "kept": None}}}
    assert table(found).splitlines() == [
        "| measure | coverage | kept | accuracy |",
        "| --- | --- | --- | --- |",
        "| one | 0.500 |  |  |",
        "| two |  |  | 0.900 |",
    ]


def test_risk_is_counted_from_the_surest_answer_downwards_and_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decided, questions, out = tmp_path / "decided", tmp_path / "questions", tmp_path / "risk.svg"
    rows = [
        {"id": str(n), "article_id": "a", "confidence": 1 - n / 40, "ranked": [{"score": n / 40}]} for n in range(40)
    ]
    truth = [{"id": str(n), "article_ids": ["a"] if n < 20 else ["gone"]} for n in range(40)]
    for file, content in ((decided, rows), (questions, truth)):
        file.write_text("\n".join(json.dumps(row) for row in content), encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("", encoding="utf-8")
    given = ["--decided", decided, "--questions", questions, "--articles", tmp_path / "articles", "--out", out]
    assert risk.main([str(each) for each in given]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "by the search score: at 95 % right 0.000 answered",
        "by the calibrated probability: at 95 % right 0.525 answered",
    ]
    assert len(ElementTree.parse(out).findall("{http://www.w3.org/2000/svg}polyline")) == 2
