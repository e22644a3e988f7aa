"""`python -m knowledge_base.evaluation.use`: does learning from use make the calibration better, or only different?

Labelled questions stand in for customers. They are split at random by article. One half asks again and again, and the
reaction to each decision is drawn as people behave: most who were helped say nothing, some who were not complain, some
ask for a person for other reasons. The calibration sees only those outcomes, never the labels. Then the other half,
whose articles nobody asked about, is decided with and without what was learned.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import EncoderUnusableError
from knowledge_base.evaluation.answers import (
    Outcome,
    QuestionRow,
    figures_of,
    outcome_of,
    read_articles,
    read_questions,
)
from knowledge_base.evaluation.report import UnusableInputError
from knowledge_base.outcomes.outcomes import SIGNALS, Happened, PastQuestion
from knowledge_base.service.engine import Engine, Knowledge, engine_of
from knowledge_base.settings import KnowledgeSettings

Habits = Sequence[tuple[float, Happened]]

# Shares of the customers, agents and editors who do this; the rest do nothing.
ANSWERED_RIGHT: Habits = ((0.08, "helped"), (0.04, "handed_over"))
ANSWERED_WRONG: Habits = ((0.2, "did_not_help"), (0.1, "said_no_help"), (0.3, "handed_over"))
OFFERED_RIGHT = 0.7  # choose the right one; HASTY choose any
HASTY = 0.05
OFFERED_WRONG = 0.2  # choose one although none is right
AGENTS_LINK = 0.25  # link to the right article, if there is one
EDITORS_SAY_NONE = 0.1


@dataclass(frozen=True, slots=True)
class Split:
    """Calibration error, threshold, coverage and precision on unseen questions, before and after learning from use."""

    labels: int
    error_before: float
    error_after: float
    threshold_before: float
    threshold_after: float
    coverage_before: float
    coverage_after: float
    precision_before: float | None
    precision_after: float | None


def main() -> int:
    arguments = _arguments()
    try:
        articles, asked = read_articles(arguments.articles), read_questions(arguments.questions)
        engine = engine_of(arguments.encoder)
    except (UnusableInputError, EncoderUnusableError) as error:
        print(error, file=sys.stderr)
        return 1
    splits = []
    for number in range(arguments.splits):
        print(f"split {number + 1} of {arguments.splits}", file=sys.stderr, flush=True)
        splits.append(split(engine, articles, asked, number, arguments.rounds, arguments.promise, arguments.hidden))
    print(json.dumps({**summary(splits), "each": [asdict(one) for one in splits]}))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="knowledge_base.evaluation.use", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="folder of Markdown articles")
    parser.add_argument("--questions", type=Path, required=True, help="labelled questions: id, question, article_ids")
    parser.add_argument("--promise", type=float, default=KnowledgeSettings().promise)
    parser.add_argument("--splits", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3, help="how often each question is asked")
    parser.add_argument("--hidden", type=float, default=0.0, help="share of the articles that is hidden")
    parser.add_argument("--encoder", type=Path, default=KnowledgeSettings().encoder)
    return parser.parse_args()


def split(
    engine: Engine,
    articles: Sequence[Article],
    asked: Sequence[QuestionRow],
    seed: int,
    rounds: int,
    target_precision: float,
    hidden: float = 0.0,
) -> Split:
    """One split; the same one for the same seed."""
    chance = random.Random(seed)
    gone = set(chance.sample([article.id for article in articles], round(hidden * len(articles))))
    owners = sorted({_owner(one) for one in asked})
    asking = set(chance.sample(owners, len(owners) // 2))
    index = engine.index(article for article in articles if article.id not in gone)
    before = Knowledge(*engine.learn(index), target_precision=target_precision)
    decided = [outcome_of(engine, before, one) for one in asked if _owner(one) in asking]
    heard = [heard for _ in range(rounds) for one in decided if (heard := react(one, chance)) is not None]
    after = Knowledge(*engine.learn(index, asked=heard), target_precision=target_precision)
    unseen = [one for one in asked if _owner(one) not in asking]
    first, second = (
        figures_of([outcome_of(engine, knowledge, one) for one in unseen], 0.0) for knowledge in (before, after)
    )
    return Split(
        labels=sum(one.right is not None for one in heard),
        error_before=first["calibration_error"] or 0.0,
        error_after=second["calibration_error"] or 0.0,
        threshold_before=before.calibration.threshold(target_precision),
        threshold_after=after.calibration.threshold(target_precision),
        coverage_before=first["coverage"] or 0.0,
        coverage_after=second["coverage"] or 0.0,
        precision_before=first["precision"],
        precision_after=second["precision"],
    )


def react(outcome: Outcome, chance: random.Random) -> PastQuestion | None:
    """The reaction to a decision, as the calibration would see it; None if there is none."""
    decision, right, question = outcome.decision, sorted(outcome.right or ()), outcome.asked.text
    if decision.action in ("answer", "tentative"):
        habits = ANSWERED_RIGHT if decision.article_id in right else ANSWERED_WRONG
        happened = _drawn(habits, chance)
        return (
            _heard(question, happened, decision.article_id) if happened else PastQuestion(question, decision.article_id)
        )
    if decision.action == "clarify":
        chosen = _choice([choice.article_id for choice in decision.choices], right, chance)
        return _heard(question, "chosen", chosen) if chosen else None
    if right:
        return _heard(question, "agent_used", right[0]) if chance.random() < AGENTS_LINK else None
    return _heard(question, "editor_none", None) if chance.random() < EDITORS_SAY_NONE else None


def _choice(offered: Sequence[str], right: Sequence[str], chance: random.Random) -> str | None:
    drawn, fitting = chance.random(), [each for each in offered if each in right]
    if fitting:
        any_of_them = chance.choice(offered) if drawn < OFFERED_RIGHT + HASTY else None
        return fitting[0] if drawn < OFFERED_RIGHT else any_of_them
    return chance.choice(offered) if drawn < OFFERED_WRONG else None


def _drawn(habits: Habits, chance: random.Random) -> Happened | None:
    drawn = chance.random()
    for share, happened in habits:
        if drawn < share:
            return happened
        drawn -= share
    return None


def _heard(question: str, happened: Happened, article_id: str | None) -> PastQuestion:
    signal = SIGNALS[happened]
    return PastQuestion(question, article_id, signal.label == "right", signal.weight)


def _owner(asked: QuestionRow) -> str:
    return asked.article_ids[0] if asked.article_ids else asked.id


def summary(splits: Sequence[Split]) -> dict[str, float]:
    """The mean of each figure over the splits that have it."""
    means = {}
    for field in fields(Split):
        values = [value for one in splits if (value := getattr(one, field.name)) is not None]
        means[field.name] = float(np.mean(values)) if values else 0.0
    return means


if __name__ == "__main__":
    sys.exit(main())
