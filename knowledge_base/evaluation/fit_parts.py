"""`python -m knowledge_base.evaluation.fit_parts --set ARTICLES QUESTIONS …`: prints relevance_weights.py's numbers.

A conditional logit: of an article's parts, those with most of the facts that a question asks for come first.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge_base.evaluation.labelled_sets import LabelledSet, arguments_for, read_sets, text_of
from knowledge_base.golden_set.facts import holds
from knowledge_base.search.passages import Passage
from knowledge_base.search.relevance import PART_VIEWS, part_views
from knowledge_base.search.search import asked_for
from knowledge_base.service.engine import Engine

STRENGTH = 3.0
SECOND = PART_VIEWS.index("second encoder")

Rows = NDArray[np.float64]
Group = tuple[Rows, Rows]  # the views of an article's parts, and 1 for those that answer


def main() -> None:
    arguments = arguments_for("fit_parts", __doc__).parse_args()
    groups = [group for engine, one in read_sets(arguments.encoder, arguments.sets) for group in groups_of(engine, one)]
    print(f"PART = {fit_parts(groups)}")
    alone = [(np.where(np.arange(len(PART_VIEWS)) == SECOND, 0.0, rows), answers) for rows, answers in groups]
    print(f"PART_ALONE = {fit_parts(alone)}")


def groups_of(engine: Engine, one: LabelledSet) -> Iterator[Group]:
    """The parts of each right article of each question, if they differ in how much they answer."""
    for question in one.questions:
        text = text_of(question)
        asked = asked_for(one.index, text, engine.vector(text))
        for article_id in question.article_ids or ():
            row = one.index.row_of.get(article_id)
            if row is None or not question.must:
                continue
            entry = one.index.entries[row]
            held = np.array([_held(passage, question.must) for passage in entry.passages])
            if len(held) and held.min() < held.max():
                yield part_views(entry, asked), (held == held.max()).astype(float)


def _held(passage: Passage, must: Sequence[Sequence[str]]) -> int:
    return sum(holds(f"{passage.section}\n{passage.text}", [group]) for group in must)


def fit_parts(groups: Sequence[Group]) -> tuple[float, ...]:
    spread = np.vstack([rows for rows, _ in groups]).std(axis=0) + 1e-6

    def loss(weights: Rows) -> tuple[float, Rows]:
        total, slope = float(weights @ weights) * STRENGTH / 2, STRENGTH * weights
        for rows, answers in groups:
            shares = _softmax(rows / spread @ weights)
            right = shares * answers
            total -= float(np.log(right.sum()))
            slope = slope - (rows / spread).T @ (right / right.sum() - shares)
        return total, slope

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B")
    return tuple(round(float(weight), 2) for weight in found.x / spread)


def _softmax(scores: Rows) -> Rows:
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum())


if __name__ == "__main__":
    main()
