"""`python -m knowledge_base.evaluation.fit_prior --set ARTICLES QUESTIONS …`: prints one Prior of prior_weights.py.

A calibration starts from weights learned on knowledge bases that have labels. Right means that what would be shown
contains the facts that a question names, or, if it names none, that the right article is on top. Each question counts
once more, a little, with its article left out, so that "not in here" is learned. All sets count the same, whatever
their size. The spread comes from fits that have not seen the set of the question; if some sets name facts, from those
alone, because whether the right article is on top is easier.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge_base.calibration.features import NAMES, OF_THE_QUESTION, features
from knowledge_base.calibration.regression import Array, fit_weights
from knowledge_base.evaluation.answers import QuestionRow
from knowledge_base.evaluation.labelled_sets import LabelledSet, arguments_for, read_sets, text_of
from knowledge_base.golden_set.facts import holds
from knowledge_base.search.search import Found, Hit, search
from knowledge_base.service.engine import Engine

LEFT_OUT_WEIGHT = 0.12
QUESTIONS_A_SET = 250.0
STRENGTH = 4.0
START = (0.5, *(0.0 if name in OF_THE_QUESTION else 0.3 for name in NAMES))
PAIRS = 50
FOLDS = 5


@dataclass(frozen=True)
class Row:
    """One question, or one with its article left out: what was found for it, and whether that was right."""

    set: str
    features: tuple[float, ...]
    first: float
    among_three: float
    weight: float
    asked: bool = True
    facts: bool = True


def main() -> None:
    arguments = arguments_for("fit_prior", __doc__).parse_args()
    rows = [row for engine, one in read_sets(arguments.encoder, arguments.sets) for row in rows_of(engine, one)]
    print(f"answer={_fit(rows, lambda row: row.first)}")
    print(f"among_three={_fit(rows, lambda row: row.among_three)}")
    print(f"spread={spread_of(rows)}")


def rows_of(engine: Engine, one: LabelledSet) -> Iterator[Row]:
    share = min(1.0, QUESTIONS_A_SET / max(len(one.questions), 1))
    facts = any(asked.must for asked in one.questions)
    for asked in one.questions:
        text = text_of(asked)
        vector = engine.vector(text)
        yield _row(one, search(one.index, text, vector), asked, share, facts)
        present = [article_id for article_id in asked.article_ids or () if article_id in one.index.row_of]
        if len(present) == 1:
            without = search(one.index, text, vector, leave_out=present[0])
            absent = _row(one, without, asked, share * LEFT_OUT_WEIGHT, facts)
            yield replace(absent, first=0.0, among_three=0.0, asked=False)


def _row(one: LabelledSet, found: Found, asked: QuestionRow, weight: float, facts: bool) -> Row:
    right = [_right(hit, asked) for hit in found.hits[:3]]
    row = tuple(map(float, features(found)))
    return Row(one.name, row, float(any(right[:1])), float(any(right)), weight, facts=facts)


def _right(hit: Hit, asked: QuestionRow) -> bool:
    if not asked.must:
        return hit.entry.article.id in (asked.article_ids or ())
    return hit.shown is not None and holds(hit.shown.text, asked.must)


def _fit(rows: Sequence[Row], truth: Callable[[Row], float]) -> tuple[float, ...]:
    return tuple(round(float(weight), 2) for weight in _weights(rows, truth))


def _weights(rows: Sequence[Row], truth: Callable[[Row], float]) -> Array:
    values = np.array([row.features for row in rows])
    truths, weights = np.array([truth(row) for row in rows]), np.array([row.weight for row in rows])
    return fit_weights(values, truths, weights, START, STRENGTH)


def spread_of(rows: Sequence[Row]) -> tuple[tuple[float, float], ...]:
    """Both probabilities of the questions as they were asked, in PAIRS steps of equal weight, the surest first."""
    names = sorted({row.set for row in rows if row.facts} or {row.set for row in rows})
    pairs: list[tuple[float, float, float]] = []
    for name in names:
        size = sum(row.set == name and row.asked for row in rows)
        for others, mine in _unseen(rows, name, alone=len(names) == 1):
            values = np.array([row.features for row in mine])
            first = _chances(values, _weights(others, lambda row: row.first))
            three = np.maximum(first, _chances(values, _weights(others, lambda row: row.among_three)))
            pairs.extend((float(one), float(all_three), 1 / size) for one, all_three in zip(first, three, strict=True))
    pairs.sort(reverse=True)
    ends = np.cumsum([weight for _, _, weight in pairs]) / len(names)
    places = np.searchsorted(ends, (np.arange(PAIRS) + 0.5) / PAIRS).clip(0, len(pairs) - 1)
    return tuple((round(pairs[place][0], 3), round(pairs[place][1], 3)) for place in places)


def _unseen(rows: Sequence[Row], name: str, *, alone: bool) -> Iterator[tuple[list[Row], list[Row]]]:
    """What to fit on and which questions to judge by that: a whole set, or a fifth of it if there is no other like it.

    A question and its copy without an article are next to each other, and are held back together.
    """
    numbers = np.cumsum([row.asked for row in rows])
    for fold in range(FOLDS if alone else 1):
        held = [
            row.set == name and (not alone or number % FOLDS == fold) for row, number in zip(rows, numbers, strict=True)
        ]
        others = [row for row, out in zip(rows, held, strict=True) if not out] or list(rows)
        yield others, [row for row, out in zip(rows, held, strict=True) if out and row.asked]


def _chances(values: Array, weights: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-(weights[0] + values @ weights[1:]))))


if __name__ == "__main__":
    main()
