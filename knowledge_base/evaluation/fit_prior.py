"""`python -m knowledge_base.evaluation.fit_prior --articles DIR --questions F`: prints the numbers of prior_weights.py.

A calibration starts from weights learned on a knowledge base that has labels. Where every question has its article,
rounds hide about a third of the articles each, so that part of the questions has no answer; the rounds are pooled. Only
these few numbers are kept.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from knowledge_base.articles.article import Article
from knowledge_base.calibration.calibration import Example, fit_weights
from knowledge_base.calibration.examples import Question, labelled_examples
from knowledge_base.evaluation.answers import read_articles, read_questions
from knowledge_base.service.engine import Engine, engine_of

ROUNDS = 12
HIDDEN_SHARE = 0.31
START_STRENGTH = 4.0
START = (0.5, 0.8, 0.8, 0.3, 0.8, 0.2, 0.0, 0.2, 0.4, 0.3, 0.2, 0.3)


def main() -> None:
    parser = argparse.ArgumentParser(prog="knowledge_base.evaluation.fit_prior", description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    arguments = parser.parse_args()
    engine = engine_of(arguments.encoder)
    questions = [Question(row.text, row.article_ids or ()) for row in read_questions(arguments.questions)]
    pooled = list(_examples(engine, read_articles(arguments.articles), questions))
    print(f"answer={_weights(pooled, lambda example: example.right)}")
    print(f"among_three={_weights(pooled, lambda example: example.among_three)}")


def _examples(engine: Engine, articles: Sequence[Article], questions: Sequence[Question]) -> Iterator[Example]:
    """As they are where some have no answer; else in rounds that each hide some articles."""
    owners = sorted({article_id for question in questions for article_id in question.article_ids})
    rounds = 1 if any(not question.article_ids for question in questions) else ROUNDS
    for turn in range(rounds):
        hidden = set(random.Random(turn).sample(owners, round(HIDDEN_SHARE * len(owners)))) if rounds > 1 else set()
        index, _ = engine.learn(engine.index(article for article in articles if article.id not in hidden), questions)
        for example in labelled_examples(index, engine.encoder, engine.cache, questions):
            yield replace(example, weight=example.weight / rounds)


def _weights(examples: Sequence[Example], truth: Callable[[Example], float]) -> tuple[float, ...]:
    rows = np.array([example.features for example in examples])
    truths = np.array([truth(example) for example in examples])
    weights = np.array([example.weight for example in examples])
    return tuple(round(float(weight), 2) for weight in fit_weights(rows, truths, weights, START, START_STRENGTH))


if __name__ == "__main__":
    main()
