"""`evaluate replies` judges what is read: facts in the text, whatever its marks, and honest shares of it."""

import json
from pathlib import Path

import pytest

from chat.evaluation.evaluate_replies import Judged, ReplyRow, figures_of, read_rows
from chat.golden_set.judging import reply_text
from knowledge_base.decision.decision import Choice, Decision
from knowledge_base.evaluation.report import UnusableInputError
from knowledge_base.golden_set.facts import holds


def asked(
    kind: str = "all", must: tuple[tuple[str, ...], ...] = (("6 days",),), articles: tuple[str, ...] = ("a",)
) -> ReplyRow:
    return ReplyRow("1", "how long?", (), frozenset(articles), must, (), kind)


def judged(action: str, *, right: bool, answerable: bool = True, queued: bool = False) -> Judged:
    decision = Decision(action, "r", article_id="a", passage="6 days", confidence=0.5, queued=queued)  # type: ignore[arg-type]
    return Judged(asked(articles=("a",) if answerable else ()), decision, "6 days", answerable, right)


def test_facts_are_found_through_markdown_case_and_white_space() -> None:
    assert holds("It takes **3–5 Working\ndays**.", [["3–5 working days"]])
    assert holds("| Norway | €12 |", [["Norway"], ["€12", "12 euros"]])
    assert not holds("It takes 3 days.", [["3 days"], ["€12"]])
    assert not holds("You can.", [["you can"]], ["You can"])


def test_shares_are_of_what_they_say() -> None:
    figures = figures_of(
        [
            judged("answer", right=True),
            judged("tentative", right=False),
            judged("hand_over", right=False, queued=True),
            judged("suggest", right=False),
            judged("answer", right=False, answerable=False),
        ]
    )
    assert figures["right"] == 0.25
    assert figures["right_of_answers"] == 0.5
    assert figures["right_of_tentative"] == 0.0
    assert figures["needless_person"] == 0.25
    assert figures["invented"] == 1.0
    assert figures["asked_back"] == 0.2
    assert figures["by_kind"] == {"all": {"questions": 5, "right": 0.25}}


def test_a_reply_holds_every_word_that_is_read_buttons_included() -> None:
    read = reply_text(
        Decision("suggest", "r", reason="nothing_found", choices=(Choice("a", "Delivery to Norway"),)), "Norway?"
    )
    assert "Delivery to Norway" in read
    assert "Talk to a person" in read


def test_rows_are_read_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    row = {"id": "1", "text": "t", "before": ["b"], "article_ids": ["a"], "must": [["x", "y"]], "kind": "k"}
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    assert read_rows(file) == [ReplyRow("1", "t", ("b",), frozenset({"a"}), (("x", "y"),), (), "k")]
    file.write_text(json.dumps(row) + '\n{"id": "2"}\n', encoding="utf-8")
    with pytest.raises(UnusableInputError, match="line 2"):
        read_rows(file)
