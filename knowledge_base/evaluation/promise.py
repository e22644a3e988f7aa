"""`python -m knowledge_base.evaluation.promise`: does a promised precision hold on questions nobody has seen?

One run proves nothing: a lucky threshold keeps its promise by luck. So the labelled questions are split at random, by
article, many times. Part of the articles is hidden, so that their questions have no answer. One half calibrates, the
other half is asked. A split keeps the promise if at least FEWEST_ANSWERED questions were answered and the promised
share of them was right.
"""

import argparse
import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge_base.articles.article import Article
from knowledge_base.calibration.examples import Question
from knowledge_base.encoders.encoder import EncoderUnusableError
from knowledge_base.evaluation.answers import (
    Floats,
    Outcome,
    QuestionRow,
    calibration_error,
    figures_of,
    outcome_of,
    read_articles,
    read_questions,
    said_and_right,
)
from knowledge_base.evaluation.report import UnusableInputError
from knowledge_base.service.engine import Engine, Knowledge, engine_of
from knowledge_base.settings import KnowledgeSettings

HIDDEN_SHARE = 0.31  # the share that hidden-articles.txt hides of the public web-applications set
FEWEST_ANSWERED = 20
DRAWS = 20


@dataclass(frozen=True, slots=True)
class Split:
    """The result of one random split; `precision` is None if nothing was answered.

    `calibration_error_by_chance` is the error that exactly right probabilities would show on so few questions.
    """

    kept: bool
    answered: int
    coverage: float
    precision: float | None
    coverage_at_95_percent_precision: float
    calibration_error: float
    calibration_error_by_chance: float
    said: Floats
    right: Floats

    def figures(self) -> dict[str, float | None]:
        """Everything except the rows."""
        return {name: getattr(self, name) for name in self.__slots__ if name not in ("said", "right")}


def main() -> int:
    arguments = _arguments()
    try:
        splits = evaluate(arguments)
    except (UnusableInputError, EncoderUnusableError) as error:
        print(error, file=sys.stderr)
        return 1
    figures = summary(splits)
    if arguments.json:
        print(json.dumps({**figures, "each": [split.figures() for split in splits]}))
    else:
        for name, value in figures.items():
            print(f"{name:40} {value if value is None else round(value, 4)}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="baton evaluate promise", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="folder of Markdown articles")
    parser.add_argument("--questions", type=Path, required=True, help="labelled questions: id, question, article_ids")
    parser.add_argument("--promise", type=float, default=0.95, help="share of answers that must be right")
    parser.add_argument("--splits", type=int, default=100)
    parser.add_argument("--hidden", type=float, default=HIDDEN_SHARE, help="share of the articles that is hidden")
    parser.add_argument("--without-labels", action="store_true", help="calibrate by the product's own means")
    parser.add_argument("--json", action="store_true", help="print the figures, and each split, as one JSON object")
    parser.add_argument("--encoder", type=Path, default=KnowledgeSettings().encoder)
    return parser.parse_args()


def evaluate(arguments: argparse.Namespace) -> list[Split]:
    """One result per split; the same ones in every run on the same files."""
    articles, asked = read_articles(arguments.articles), read_questions(arguments.questions)
    questions = [one for one in asked if one.article_ids]
    if not questions:
        raise UnusableInputError(f"{arguments.questions} holds no question that has an article")
    engine = engine_of(arguments.encoder)
    splits = []
    for number in range(arguments.splits):
        print(f"split {number + 1} of {arguments.splits}", file=sys.stderr, flush=True)
        splits.append(_split(engine, articles, questions, random.Random(number), arguments))
    return splits


def _split(
    engine: Engine,
    articles: Sequence[Article],
    questions: Sequence[QuestionRow],
    chance: random.Random,
    arguments: argparse.Namespace,
) -> Split:
    hidden = set(chance.sample([article.id for article in articles], round(arguments.hidden * len(articles))))
    owners = sorted({one.article_ids[0] for one in questions if one.article_ids})
    calibrating = set(chance.sample(owners, len(owners) // 2))
    index = engine.index(article for article in articles if article.id not in hidden)
    known = [one for one in questions if one.article_ids and one.article_ids[0] in calibrating]
    labelled = [Question(one.text, one.article_ids or ()) for one in known]
    knowledge = Knowledge(
        *engine.learn(index, () if arguments.without_labels else labelled), target_precision=arguments.promise
    )
    unseen = [one for one in questions if one.article_ids and one.article_ids[0] not in calibrating]
    return split_of([outcome_of(engine, knowledge, one) for one in unseen], arguments.promise)


def split_of(outcomes: Sequence[Outcome], target_precision: float) -> Split:
    figures = figures_of(outcomes, 0.0)
    answered = sum(outcome.decision.action == "answer" for outcome in outcomes)
    precision = figures["precision"]
    said, right = said_and_right(outcomes)
    return Split(
        kept=answered >= FEWEST_ANSWERED and precision is not None and precision >= target_precision,
        answered=answered,
        coverage=figures["coverage"] or 0.0,
        precision=precision,
        coverage_at_95_percent_precision=figures["coverage_at_95_percent_precision"] or 0.0,
        calibration_error=figures["calibration_error"] or 0.0,
        calibration_error_by_chance=_error_by_chance(said),
        said=said,
        right=right,
    )


def _error_by_chance(said: Floats) -> float:
    """The mean error if the truths are drawn by exactly these probabilities."""
    chance = np.random.default_rng(0)
    drawn = ((chance.random(len(said)) < said).astype(float) for _ in range(DRAWS))
    return float(np.mean([calibration_error(said, right) for right in drawn])) if len(said) else 0.0


def summary(splits: Sequence[Split]) -> Mapping[str, float | None]:
    precisions = [split.precision for split in splits if split.precision is not None]
    return {
        "splits": float(len(splits)),
        "kept": float(np.mean([split.kept for split in splits])),
        "coverage": float(np.mean([split.coverage for split in splits])),
        "precision": float(np.mean(precisions)) if precisions else None,
        "coverage_at_95_percent_precision": float(
            np.mean([split.coverage_at_95_percent_precision for split in splits])
        ),
        "calibration_error": float(np.mean([split.calibration_error for split in splits])),
        "calibration_error_by_chance": float(np.mean([split.calibration_error_by_chance for split in splits])),
        "calibration_error_of_all": calibration_error(
            np.concatenate([split.said for split in splits]), np.concatenate([split.right for split in splits])
        ),
    }


if __name__ == "__main__":
    sys.exit(main())
