"""`python -m chat.assembly.golden_command`: asks every golden question on the same path as the widget, and judges it.

`./baton evaluate golden` runs it on a copy of the database, beside a `knowledge` and a `bot` of its own. It exits with
1 if a question fails, so that it can stand in a script.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chat.assembly.container import build_container
from chat.assembly.decide_file import outcomes_of
from chat.assembly.settings import ChatSettings
from chat.golden_set.judging import ANSWERED, Miss, Reply, judge, text_read
from chat.turns.turn import Outcome
from kit.clock import system_clock
from kit.errors import BadRequest
from kit.logs import configure_logs
from knowledge_base.golden_set import repository
from knowledge_base.golden_set.question import GoldenQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """A golden question with the reply to it; `miss` is None if the reply is right."""

    question: GoldenQuestion
    reply: Reply
    miss: Miss | None

    def row(self) -> dict[str, Any]:
        return {
            "id": self.question.id,
            "text": self.question.content.text,
            "expected": self.question.content.expected,
            "action": self.reply.action,
            "article_ids": list(self.reply.article_ids),
            "right": self.miss is None,
            "problem": self.miss.problem if self.miss else None,
            "fact": self.miss.fact if self.miss else None,
            "reply": self.reply.text,
        }


async def ask_all(settings: ChatSettings) -> list[Asked]:
    """Asks the whole set, and stores nothing."""
    container = build_container(settings, system_clock)
    container.connectors.store_nothing()
    try:
        questions = await container.database.read(repository.list_all)
        print(f"asking {len(questions):,} golden questions", file=sys.stderr, flush=True)
        rows = [{"id": each.id, "text": each.content.text, "before": each.content.before} for each in questions]
        outcomes = await outcomes_of(container, rows)
    finally:
        await container.packs.stop()
        await container.session.close()
        container.database.close()
    replies = map(reply_of_outcome, outcomes)
    return [Asked(each, reply, judge(each.content, reply)) for each, reply in zip(questions, replies, strict=True)]


def reply_of_outcome(outcome: Outcome | BadRequest) -> Reply:
    """What the customer got; nothing, if the widget would have refused the message."""
    if isinstance(outcome, BadRequest):
        return Reply("refused", False, (), outcome.message)
    decision, queued = outcome.decision, outcome.handoff is not None
    action = decision.action if decision else "hand_over" if queued else "reply"
    shown = [decision.article_id, decision.also.article_id if decision.also else None] if decision else []
    article_ids = tuple(filter(None, shown)) if action in ANSWERED else ()
    return Reply(action, queued, article_ids, text_read(outcome.drafts))


def report(asked: Sequence[Asked]) -> list[str]:
    """Each failure with what was expected and what came, then a line that counts."""
    failed = [one for one in asked if one.miss is not None]
    lines = [line for one in failed for line in _failure(one)]
    if not asked:
        return ["The golden set has no questions yet. Editors add them on the page Checks of the editor."]
    if not failed:
        return [f"All {len(asked):,} golden questions got the reply they must get."]
    told = f"{len(failed):,} of {len(asked):,} golden questions failed, {len(asked) - len(failed):,} are right."
    hint = "Mend the article that should answer, or the question in the editor, on the page Checks."
    return [*lines, told, hint]


def _failure(one: Asked) -> list[str]:
    content = one.question.content
    wanted = {
        "person": "a person",
        "article": f"the article {' or '.join(content.article_ids)}",
        "facts": "; ".join(" / ".join(group) for group in content.must),
    }[content.expected]
    came = f"{one.reply.action} {', '.join(one.reply.article_ids)}".strip()
    problem = one.miss.told() if one.miss else ""
    return [f"FAILED {one.question.id}: {content.text}", f"  expected: {wanted}", f"  got: {came} ({problem})"]


async def run(settings: ChatSettings, report_file: Path, out: Path | None, *, as_json: bool) -> int:
    """Writes the report, and one row a question to `out`; returns the exit code."""
    asked = await ask_all(settings)
    if out is not None:
        rows = (json.dumps(one.row(), ensure_ascii=False) + "\n" for one in asked)
        out.write_text("".join(rows), encoding="utf-8")
    report_file.write_text(_figures(asked) if as_json else "\n".join(report(asked)) + "\n", encoding="utf-8")
    return 1 if any(one.miss for one in asked) else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="baton evaluate golden", description=__doc__)
    parser.add_argument("--report", type=Path, required=True, help="where to write what is printed at the end")
    parser.add_argument("--out", type=Path, help="where to write one judged reply a line")
    parser.add_argument("--json", action="store_true", help="write the figures as one JSON object")
    given = parser.parse_args()
    configure_logs("ERROR")
    try:
        return asyncio.run(run(ChatSettings(), given.report, given.out, as_json=given.json))
    except OSError as error:
        print(f"evaluate golden: {error}", file=sys.stderr)
        return 2


def _figures(asked: Sequence[Asked]) -> str:
    failed = [one.row() for one in asked if one.miss is not None]
    figures = {"questions": len(asked), "right": len(asked) - len(failed), "failed": failed}
    return json.dumps(figures, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
