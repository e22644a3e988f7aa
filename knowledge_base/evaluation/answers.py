"""`python -m knowledge_base.evaluation.answers`: the product's own search and decision on any articles and questions.

Standard output has only the figures; progress goes to standard error. A question without a known truth is still
decided and written, but then every figure that needs the truth is null.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.article import Article
from knowledge_base.articles.files import read_folder
from knowledge_base.calibration.examples import Question
from knowledge_base.decision.decision import Decision, DecisionContext, decide
from knowledge_base.decision.evidence import Evidence
from knowledge_base.evaluation.report import UnusableInputError, report
from knowledge_base.service.engine import Engine, Knowledge, engine_of
from knowledge_base.settings import KnowledgeSettings

Floats = NDArray[np.float64]

BINS = 10
RANKED = 10


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One row of the questions file; `article_ids` is None if its truth is not given.

    A row may have `turns` instead of `question`: what the customer said, oldest first; the last one is asked. Or it has
    `text`, with the messages `before` it, and the facts that the reply `must` contain.
    """

    id: str
    text: str
    article_ids: tuple[str, ...] | None
    earlier: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The product's result for one question; `right` are the articles in the folder that answer it."""

    asked: QuestionRow
    evidence: Evidence
    decision: Decision
    right: frozenset[str] | None
    seconds: float

    @property
    def answered_right(self) -> bool:
        return self.right is not None and self.decision.article_id in self.right


def main() -> int:
    arguments = _arguments()
    return report(lambda: evaluate(arguments), arguments.out, as_json=arguments.json)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="baton evaluate answers", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="folder of Markdown articles")
    parser.add_argument("--questions", type=Path, required=True, help="JSON Lines: id, question, article_ids")
    parser.add_argument("--calibrate", type=Path, help="labelled questions to calibrate on; else by own means")
    parser.add_argument("--promise", type=float, default=0.95, help="share of answers that must be right")
    parser.add_argument("--out", type=Path, help="where to write one decision a line")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--encoder", type=Path, default=KnowledgeSettings().encoder)
    return parser.parse_args()


def evaluate(arguments: argparse.Namespace) -> tuple[dict[str, float | None], list[dict[str, Any]]]:
    """Figures over all questions, and a row for each, in the order of the input."""
    if not 0 < arguments.promise < 1:
        raise UnusableInputError("--promise must lie between 0 and 1, as in 0.95")
    articles = read_articles(arguments.articles)
    questions = read_questions(arguments.questions)
    labelled = read_questions(arguments.calibrate) if arguments.calibrate else []
    engine = engine_of(arguments.encoder)
    started = time.perf_counter()
    _progress(f"indexing {len(articles)} articles")
    index = engine.index(articles)
    index_seconds = time.perf_counter() - started
    _progress("calibrating")
    truths = [Question(one.text, one.article_ids) for one in labelled if one.article_ids is not None]
    knowledge = Knowledge(*engine.learn(index, truths), target_precision=arguments.promise)
    _progress(f"deciding {len(questions)} questions")
    outcomes = [outcome_of(engine, knowledge, question) for question in questions]
    return figures_of(outcomes, index_seconds), [row_of(outcome) for outcome in outcomes]


def read_articles(folder: Path) -> list[Article]:
    if not folder.is_dir():
        raise UnusableInputError(f"{folder} is not a folder of articles")
    articles = []
    for row in read_folder(folder):
        if row.article is None:
            raise UnusableInputError(f"{folder / row.name}: {row.problem}")
        articles.append(row.article)
    return articles


def read_questions(path: Path) -> list[QuestionRow]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInputError(f"{path} cannot be read: {error}") from error
    return [_asked(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _asked(path: Path, number: int, line: str) -> QuestionRow:
    try:
        row = json.loads(line)
        truth = row.get("article_ids")
        ids = None if truth is None else tuple(str(article_id) for article_id in truth)
        turns = row["turns"] if "turns" in row else [*row.get("before", ()), row.get("question") or row["text"]]
        must = tuple(tuple(map(str, group)) for group in row.get("must") or ())
        return QuestionRow(str(row["id"]), str(turns[-1]), ids, tuple(map(str, turns[:-1])), must)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UnusableInputError(f"{path}, line {number}: not a question ({error})") from error


def outcome_of(engine: Engine, knowledge: Knowledge, asked: QuestionRow) -> Outcome:
    """The whole decision as the product makes it, but without intents: they say nothing about foreign articles."""
    started = time.perf_counter()
    evidence, _ = engine.evidence(knowledge, asked.text, asked.earlier)
    decision = decide(evidence, None, DecisionContext())
    seconds = time.perf_counter() - started
    right = None if asked.article_ids is None else frozenset(asked.article_ids) & knowledge.index.row_of.keys()
    return Outcome(asked, evidence, decision, right, seconds)


def row_of(outcome: Outcome) -> dict[str, Any]:
    decision = outcome.decision
    return {
        "id": outcome.asked.id,
        "action": decision.action,
        "reason": decision.reason,
        "article_id": decision.article_id,
        "confidence": decision.confidence,
        "choices": [choice.article_id for choice in decision.choices],
        "ranked": [
            {"article_id": found.article_id, "score": found.score} for found in outcome.evidence.candidates[:RANKED]
        ],
    }


def figures_of(outcomes: Sequence[Outcome], index_seconds: float) -> dict[str, float | None]:
    """All figures of the contract; null if a row lacks its truth or there is nothing to count."""
    labelled = bool(outcomes) and all(outcome.right is not None for outcome in outcomes)
    ranks = [_rank(outcome) for outcome in outcomes if outcome.right]
    answered = [outcome.answered_right for outcome in outcomes if outcome.decision.action == "answer"]
    clarified = [_choice_right(outcome) for outcome in outcomes if outcome.decision.action == "clarify"]
    times = [outcome.seconds * 1000 for outcome in outcomes]
    return {
        "recall_at_1": _share([rank == 1 for rank in ranks]) if labelled else None,
        "recall_at_3": _share([rank is not None and rank <= 3 for rank in ranks]) if labelled else None,
        "mrr_at_10": _share([1 / rank if rank else 0.0 for rank in ranks]) if labelled else None,
        "coverage": len(answered) / len(outcomes) if outcomes else None,
        "precision": _share(answered) if labelled else None,
        "clarify_share": len(clarified) / len(outcomes) if outcomes else None,
        "clarify_hit": _share(clarified) if labelled else None,
        "coverage_at_95_percent_precision": _best_coverage(outcomes, 0.95) if labelled else None,
        "calibration_error": calibration_error(*said_and_right(outcomes)) if labelled else None,
        "index_seconds": index_seconds,
        "milliseconds_p50": float(np.percentile(times, 50)) if times else None,
        "milliseconds_p95": float(np.percentile(times, 95)) if times else None,
    }


def _rank(outcome: Outcome) -> int | None:
    right = outcome.right or frozenset()
    ranked = enumerate(outcome.evidence.candidates[:RANKED], start=1)
    return next((rank for rank, found in ranked if found.article_id in right), None)


def _choice_right(outcome: Outcome) -> bool:
    return any(choice.article_id in (outcome.right or ()) for choice in outcome.decision.choices)


def _share(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _best_coverage(outcomes: Sequence[Outcome], precision: float) -> float:
    """The largest share that could be answered at this precision, with the best cut for exactly these rows.

    Rows of equal probability are all answered or none: no cut can separate them.
    """
    ordered = sorted(outcomes, key=lambda outcome: -outcome.decision.confidence)
    best = right = 0
    for count, outcome in enumerate(ordered, start=1):
        right += outcome.answered_right
        last = count == len(ordered) or ordered[count].decision.confidence < outcome.decision.confidence
        if last and right / count >= precision:
            best = count
    return best / len(ordered)


def said_and_right(outcomes: Sequence[Outcome]) -> tuple[Floats, Floats]:
    """For each row, its confidence, and whether its first article was right (1 or 0)."""
    said = np.array([outcome.decision.confidence for outcome in outcomes], dtype=float)
    return said, np.array([outcome.answered_right for outcome in outcomes], dtype=float)


def calibration_error(said: Floats, right: Floats) -> float:
    """Mean distance between confidence and truth, over bins of equal mass, all rows."""
    order = np.argsort(said, kind="stable")
    gaps = (abs(float((said[rows] - right[rows]).sum())) for rows in np.array_split(order, min(BINS, len(order))))
    return sum(gaps) / len(order)


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
