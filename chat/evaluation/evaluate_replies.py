"""`python -m chat.evaluation.evaluate_replies`: judges what customers read, by the facts that must stand in the reply.

Each row is a conversation of its own: what the customer said before is said first, and then the question, through the
product's own search, decision and words. Nothing is asked of the dialogue's intents, which say nothing about foreign
articles. A reply is right where every group of facts has one of its alternatives in its text, whatever the case, the
Markdown or the white space. Standard output carries the figures alone.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chat.golden_set.judging import draft_of, reply_text
from chat.turns.memory import remembered
from chat.turns.runner import CONTEXT_MESSAGES
from knowledge_base.decision.decision import Decision, DecisionContext, decide
from knowledge_base.encoders.encoder import EncoderUnusableError
from knowledge_base.evaluation.answers import read_articles
from knowledge_base.evaluation.report import UnusableInputError
from knowledge_base.golden_set.facts import holds
from knowledge_base.search.passages import plain
from knowledge_base.service.engine import Engine, Knowledge, engine_of
from knowledge_base.settings import KnowledgeSettings

ANSWERED = ("answer", "tentative")
BINS = 5


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One row: `must` are groups of alternatives, each of which must stand in the reply; `must_not` may not."""

    id: str
    text: str
    before: tuple[str, ...]
    article_ids: frozenset[str]
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what came of it; `answerable` where an article in the folder answers it."""

    asked: ReplyRow
    decision: Decision
    text: str
    answerable: bool
    right: bool


def main() -> int:
    arguments = _arguments()
    try:
        judged = evaluate(arguments)
    except (UnusableInputError, EncoderUnusableError) as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.out is not None:
        rows = (json.dumps(_row(one), ensure_ascii=False) + "\n" for one in judged)
        arguments.out.write_text("".join(rows), encoding="utf-8")
    figures = figures_of(judged)
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        _print(figures)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="baton evaluate replies", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="folder of Markdown articles")
    parser.add_argument("--questions", type=Path, required=True, help="JSON Lines: id, text, before, article_ids, must")
    parser.add_argument("--promise", type=float, default=KnowledgeSettings().promise, help="share of right answers")
    parser.add_argument("--out", type=Path, help="where to write one judged reply a line")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--encoder", type=Path, default=KnowledgeSettings().encoder)
    return parser.parse_args()


def evaluate(arguments: argparse.Namespace) -> list[Judged]:
    """Each row judged, in the order of the input."""
    articles, asked = read_articles(arguments.articles), read_rows(arguments.questions)
    engine = engine_of(arguments.encoder)
    print(f"indexing {len(articles)} articles", file=sys.stderr, flush=True)
    knowledge = Knowledge(*engine.learn(engine.index(articles)), target_precision=arguments.promise)
    print(f"asking {len(asked)} questions", file=sys.stderr, flush=True)
    return [judge(engine, knowledge, one) for one in asked]


def judge(engine: Engine, knowledge: Knowledge, asked: ReplyRow) -> Judged:
    """Says what came before, then asks; only the last reply counts."""
    said: list[str] = []
    memory: dict[str, Any] = {}
    for text in (*asked.before, asked.text):
        evidence, _ = engine.evidence(knowledge, text, said[-CONTEXT_MESSAGES:])
        decision = decide(evidence, None, _context(memory))
        reply = reply_text(decision, text)
        memory = {**memory, **remembered(memory, decision)}
        said.extend((text, reply))
    answerable = bool(asked.article_ids & knowledge.index.row_of.keys())
    return Judged(asked, decision, reply, answerable, answerable and holds(reply, asked.must, asked.must_not))


def _context(memory: Mapping[str, Any]) -> DecisionContext:
    return DecisionContext(
        clarified_last=bool(memory.get("clarified_last")),
        guessed_last=bool(memory.get("guessed_last")),
        unsure_last=bool(memory.get("misunderstood")),
        misunderstood=int(memory.get("misunderstood", 0)),
        out_of_scope_before=bool(memory.get("out_of_scope")),
    )


def figures_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """The figures of the contract; null where there is nothing to count."""
    answerable = [one for one in judged if one.answerable]
    unanswerable = [one for one in judged if not one.answerable]
    firm = [one for one in judged if one.decision.action == "answer"]
    guesses = [one for one in judged if one.decision.action == "tentative"]
    words = sorted(_words_read(one) for one in judged if one.decision.action in ANSWERED)
    return {
        "questions": len(judged),
        "answerable": len(answerable),
        "right": _share([one.right for one in answerable]),
        "right_of_answers": _share([one.right for one in firm]),
        "right_of_tentative": _share([one.right for one in guesses]),
        "answered": _share([one.decision.action == "answer" for one in judged]),
        "tentative": _share([one.decision.action == "tentative" for one in judged]),
        "asked_back": _share([one.decision.action in ("clarify", "suggest") for one in judged]),
        "needless_person": _share([_handed_over(one) and not one.right for one in answerable]),
        "invented": _share([one.decision.action == "answer" for one in unanswerable]),
        "right_article": _share([one.decision.article_id in one.asked.article_ids for one in answerable]),
        "words_median": words[len(words) // 2] if words else None,
        "words_most": words[-1] if words else None,
        "by_kind": _by_kind(judged),
        "reliability": _reliability(judged),
    }


def _words_read(one: Judged) -> int:
    """Of the reply's text, without its marks and its buttons."""
    return len(plain(draft_of(one.decision, one.asked.text).text).split())


def _handed_over(one: Judged) -> bool:
    return one.decision.queued or one.decision.action == "hand_over"


def _by_kind(judged: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    """Of each kind that the rows name: how many, and the share of right replies; of unanswerable ones, of invented."""
    kinds: dict[str, list[Judged]] = {}
    for one in judged:
        kinds.setdefault(one.asked.kind, []).append(one)
    return {
        kind: {"questions": len(rows), "right": _share([one.right for one in rows if one.answerable])}
        for kind, rows in sorted(kinds.items())
    }


def _reliability(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """What was said of the replies' being right, and what came true, over bins of about equal size."""
    ordered = sorted(judged, key=lambda one: one.decision.confidence)
    size = max(1, -(-len(ordered) // BINS))
    bins = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    return [
        {
            "questions": len(some),
            "said": round(sum(one.decision.confidence for one in some) / len(some), 4),
            "right": round(sum(_shown_right(one) for one in some) / len(some), 4),
        }
        for some in bins
    ]


def _shown_right(one: Judged) -> bool:
    """Whether what the probability speaks of, the best part, answers: whatever was done with it."""
    return one.answerable and holds(one.decision.passage or "", one.asked.must)


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _row(one: Judged) -> dict[str, Any]:
    return {
        "id": one.asked.id,
        "action": one.decision.action,
        "reason": one.decision.reason,
        "article_id": one.decision.article_id,
        "confidence": one.decision.confidence,
        "right": one.right if one.answerable else None,
        "replies": [one.text],
    }


def _print(figures: Mapping[str, Any]) -> None:
    for name, value in figures.items():
        if name == "by_kind":
            for kind, found in value.items():
                print(f"  {kind:30} {found['questions']:5} {found['right']}")
        elif name == "reliability":
            for found in value:
                print(f"  said {found['said']:.2f}, right {found['right']:.2f}, of {found['questions']}")
        else:
            print(f"{name:32} {value}")


def read_rows(path: Path) -> list[ReplyRow]:
    """The rows of the file. Raises UnusableInputError with the number of a line that is not right."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInputError(f"{path} cannot be read: {error}") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            rows.append(_read_row(line, f"{path}, line {number}"))
    return rows


def _read_row(line: str, place: str) -> ReplyRow:
    try:
        raw = json.loads(line)
        return ReplyRow(
            id=str(raw["id"]),
            text=_text(raw["text"]),
            before=tuple(_text(said) for said in raw.get("before") or ()),
            article_ids=frozenset(map(str, raw.get("article_ids") or ())),
            must=tuple(tuple(map(str, group)) for group in raw.get("must") or ()),
            must_not=tuple(map(str, raw.get("must_not") or ())),
            kind=str(raw.get("kind") or "all"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableInputError(f'{place}: needs an object with "id" and "text", and "must" as lists') from error


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("no text")
    return value


if __name__ == "__main__":
    sys.exit(main())
