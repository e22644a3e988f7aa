"""What makes a reply right, and what `./baton evaluate golden` says and returns."""

import json
from pathlib import Path
from typing import Any

import pytest

from chat.assembly import golden_command
from chat.golden_set.judging import Reply, judge
from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.golden_set import service
from knowledge_base.golden_set.question import GoldenContent
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence
from tests.fixtures.staff import MovingClock

ANSWER = Reply("answer", False, ("returns",), "You have **60 days**\nto send it back.")
GUESS = Reply("tentative", False, ("returns", "refunds"), "I think this is it. You have 60 days.")
PERSON = Reply("hand_over", True, (), "I am calling a colleague.")
TOPICS = Reply("suggest", False, (), "Is it about returns, or shall I call a person?")
CHOICE = Reply("clarify", False, (), "Returns or refunds?")


@pytest.mark.parametrize(
    ("expected", "reply", "problem"),
    [
        (GoldenContent("q", article_ids=("returns",)), ANSWER, None),
        (GoldenContent("q", article_ids=("refunds", "other")), GUESS, None),
        (GoldenContent("q", article_ids=("refunds",)), ANSWER, "other_article"),
        (GoldenContent("q", article_ids=("returns",)), CHOICE, "no_answer"),
        (GoldenContent("q", must=(("60 days to send", "x"),)), ANSWER, None),
        (GoldenContent("q", must=(("60 days",), ("free",))), ANSWER, "fact_missing"),
        (GoldenContent("q", article_ids=("returns",), must_not=("60 DAYS",)), ANSWER, "fact_forbidden"),
        (GoldenContent("q"), PERSON, None),
        (GoldenContent("q"), TOPICS, None),
        (GoldenContent("q"), CHOICE, "no_person"),
        (GoldenContent("q"), ANSWER, "no_person"),
    ],
)
def test_a_reply_is_judged_by_what_it_must_be(expected: GoldenContent, reply: Reply, problem: str | None) -> None:
    miss = judge(expected, reply)
    assert (miss.problem if miss else None) == problem


async def test_the_command_prints_each_failure_and_exits_with_one(
    chat: ServedChat,
    neighbours: Neighbours,
    database: Database,
    tmp_path: Path,
) -> None:
    """`bot` and `knowledge` are scripted; the rest is the product. The launcher is tested with the whole program."""
    now = MovingClock()()
    database.write_now(editing.create, Content("Returns", "60 days."), "Edith", now, article_id="returns")
    right = GoldenContent("How long may I keep it?", article_ids=("returns",), must=(("60 days",),))
    wrong = GoldenContent("Can I bring my parrot?")
    neighbours.knowledge = always(evidence(SURE, probability=0.97, among_three=0.98))

    async def run(out: Path | None = None, *, as_json: bool = False) -> tuple[int, str]:
        report = tmp_path / "report"
        code = await golden_command.run(chat.container.settings, report, out, as_json=as_json)
        return code, report.read_text(encoding="utf-8")

    assert (await run())[0] == 0
    database.write_now(service.add, right, "Edith", now)
    assert await run() == (0, "All 1 golden questions got the reply they must get.\n")
    stored = database.write_now(service.add, wrong, "Edith", now)
    code, said = await run()
    assert code == 1
    assert f"FAILED {stored.id}: Can I bring my parrot?" in said
    assert "expected: a person" in said
    assert "1 of 2 golden questions failed" in said
    code, said = await run(tmp_path / "rows", as_json=True)
    figures: dict[str, Any] = json.loads(said)
    assert (code, figures["questions"], figures["right"]) == (1, 2, 1)
    assert [each["problem"] for each in figures["failed"]] == ["no_person"]
    rows = [json.loads(line) for line in (tmp_path / "rows").read_text(encoding="utf-8").splitlines()]
    assert sorted(each["right"] for each in rows) == [False, True]
