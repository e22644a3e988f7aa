"""`python -m knowledge_base.evaluation.follow_ups`: what reading a message in its context gains, and what it harms.

A follow-up finds little alone, and a new topic must not be pulled towards the old one: a figure for one without the
other says nothing. So every case is decided twice, with the earlier messages and without, by the product's own
evidence and decision.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args

import numpy as np

from knowledge_base.decision.decision import Decision, DecisionContext, decide
from knowledge_base.evaluation.answers import read_articles
from knowledge_base.evaluation.report import UnusableInputError, report
from knowledge_base.search.search import passage_shown
from knowledge_base.service.engine import Engine, Knowledge, engine_of
from knowledge_base.settings import KnowledgeSettings

Kind = Literal["follow_up", "stands_alone", "unanswerable"]
HALVES = ("even", "odd")
MOST_EARLIER = 4  # as many earlier messages as `chat` sends


@dataclass(frozen=True, slots=True)
class Said:
    """One earlier message: its text, or the article that the bot quoted."""

    text: str | None
    article_id: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the file; `article_ids` are those that answer the question at its place in the conversation."""

    id: str
    turns: tuple[Said, ...]
    question: str
    article_ids: frozenset[str]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """A case as decided one way; `best` is the first article found, answered or not."""

    decision: Decision
    best: str | None
    in_context: bool
    seconds: float

    @property
    def answered(self) -> bool:
        return self.decision.action == "answer"


@dataclass(frozen=True, slots=True)
class Read:
    """A case, decided with and without the earlier messages."""

    case: Case
    right: frozenset[str]
    aware: Reading
    alone: Reading

    def is_right(self, reading: Reading) -> bool:
        """The right article comes first; if there is none, nothing is answered."""
        return reading.best in self.right if self.right else not reading.answered


def main() -> int:
    arguments = _arguments()

    def measure() -> tuple[dict[str, float | None], list[dict[str, Any]]]:
        reads = evaluate(arguments)
        return figures_of(reads), [row_of(read) for read in reads]

    return report(measure, arguments.out, as_json=arguments.json)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="baton evaluate follow-ups", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="folder of Markdown articles")
    parser.add_argument("--cases", type=Path, required=True, help="JSON Lines: id, turns, question, article_ids, kind")
    parser.add_argument("--half", choices=HALVES, help="every second row alone: the second, fourth, … or the others")
    parser.add_argument("--promise", type=float, default=0.95, help="share of answers that must be right")
    parser.add_argument("--out", type=Path, help="where to write one case a line, read both ways")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--encoder", type=Path, default=KnowledgeSettings().encoder)
    return parser.parse_args()


def evaluate(arguments: argparse.Namespace) -> list[Read]:
    """Every case read both ways, in the order of the input."""
    if not 0 < arguments.promise < 1:
        raise UnusableInputError("--promise must lie between 0 and 1, as in 0.95")
    articles = read_articles(arguments.articles)
    cases = read_cases(arguments.cases)
    if arguments.half is not None:
        cases = cases[1::2] if arguments.half == "even" else cases[::2]
    engine = engine_of(arguments.encoder)
    print(f"indexing and calibrating {len(articles)} articles", file=sys.stderr, flush=True)
    knowledge = Knowledge(*engine.learn(engine.index(articles)), target_precision=arguments.promise)
    return [read_case(engine, knowledge, case) for case in cases]


def read_cases(path: Path) -> list[Case]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInputError(f"{path} cannot be read: {error}") from error
    return [_case(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _case(path: Path, number: int, line: str) -> Case:
    try:
        row = json.loads(line)
        turns = tuple(_said(turn) for turn in row["turns"])
        ids = frozenset(map(str, row["article_ids"]))
        return Case(str(row["id"]), turns, str(row["question"]), ids, _kind(row["kind"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableInputError(f"{path}, line {number}: not a case ({error})") from error


def _kind(name: str) -> Kind:
    for kind in get_args(Kind):
        if kind == name:
            return cast(Kind, kind)
    raise ValueError(f"no such kind: {name}")


def _said(turn: dict[str, Any]) -> Said:
    if "article_id" in turn:
        return Said(None, str(turn["article_id"]))
    return Said(str(turn["text"]), None)


def read_case(engine: Engine, knowledge: Knowledge, case: Case) -> Read:
    earlier = _earlier(engine, knowledge, case)
    right = case.article_ids & knowledge.index.row_of.keys()
    return Read(
        case, right, _reading(engine, knowledge, case, earlier[-MOST_EARLIER:]), _reading(engine, knowledge, case, [])
    )


def _earlier(engine: Engine, knowledge: Knowledge, case: Case) -> list[str]:
    """The earlier messages as texts: for a quoted article, the passage that the message before it would have shown."""
    texts: list[str] = []
    for said in case.turns:
        row = knowledge.index.row_of.get(said.article_id) if said.article_id is not None else None
        if row is not None:
            before = texts[-1] if texts else case.question
            texts.append(passage_shown(knowledge.index, row, before, engine.vector(before)))
        elif said.text is not None:
            texts.append(said.text)
    return texts


def _reading(engine: Engine, knowledge: Knowledge, case: Case, earlier: Sequence[str]) -> Reading:
    started = time.perf_counter()
    evidence, _ = engine.evidence(knowledge, case.question, earlier)
    decision = decide(evidence, None, DecisionContext())
    best = evidence.candidates[0].article_id if evidence.candidates else None
    return Reading(decision, best, evidence.in_context, time.perf_counter() - started)


def figures_of(reads: Sequence[Read]) -> dict[str, float | None]:
    """All figures; null if there is no case to count."""
    following = [read for read in reads if read.case.kind == "follow_up" and read.right]
    alone = [read for read in reads if read.case.kind == "stands_alone"]
    times = [read.aware.seconds * 1000 for read in reads]
    return {
        "cases": float(len(reads)),
        "recall_at_1": _share([read.aware.best in read.right for read in following]),
        "recall_at_1_without_context": _share([read.alone.best in read.right for read in following]),
        "harm": _share([read.is_right(read.alone) and not read.is_right(read.aware) for read in alone]),
        "answered_wrongly_by_context": _share([_misled(read) for read in reads if not read.right]),
        "coverage": _share([read.aware.answered for read in reads]),
        "coverage_without_context": _share([read.alone.answered for read in reads]),
        "precision": _share([read.aware.decision.article_id in read.right for read in reads if read.aware.answered]),
        "precision_without_context": _share(
            [read.alone.decision.article_id in read.right for read in reads if read.alone.answered]
        ),
        "milliseconds_p50": float(np.percentile(times, 50)) if times else None,
        "milliseconds_p95": float(np.percentile(times, 95)) if times else None,
    }


def _misled(read: Read) -> bool:
    """Nothing answers it, and it was answered only because of the earlier messages."""
    return read.aware.answered and not read.alone.answered


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def row_of(read: Read) -> dict[str, Any]:
    return {
        "id": read.case.id,
        "kind": read.case.kind,
        "in_context": read.aware.in_context,
        **_written("with", read, read.aware),
        **_written("without", read, read.alone),
    }


def _written(name: str, read: Read, reading: Reading) -> dict[str, Any]:
    return {
        name: {
            "action": reading.decision.action,
            "article_id": reading.best,
            "right": read.is_right(reading),
            "confidence": reading.decision.confidence,
        }
    }


if __name__ == "__main__":
    sys.exit(main())
