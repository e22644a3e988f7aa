"""`python -m knowledge_base.evaluation.fit_prior --set ARTICLES QUESTIONS …`: prints one Prior of prior_weights.py.

A calibration starts from weights learned on knowledge bases that have labels. Right means that what would be shown
contains the facts that a question names, or, if it names none, that the right article is on top. Each question counts
once more, a little, with its article left out, so that "not in here" is learned. All sets count the same, whatever
their size. The spread comes from fits that have not seen the set of the question.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge_base.calibration.features import NAMES, features
from knowledge_base.calibration.regression import Array, fit_weights
from knowledge_base.evaluation.answers import QuestionRow
from knowledge_base.evaluation.facts import holds
from knowledge_base.evaluation.labelled_sets import LabelledSet, arguments_for, read_sets, text_of
from knowledge_base.search.search import Found, Hit, search
from knowledge_base.service.engine import Engine

LEFT_OUT_WEIGHT = 0.12
QUESTIONS_A_SET = 250.0
STRENGTH = 4.0
START = (0.5, *(0.3 for _ in NAMES))
PAIRS = 50


@dataclass(frozen=True)
class Row:
    """One question, or one with its article left out: what was found for it, and whether that was right."""

    set: str
    features: tuple[float, ...]
    first: float
    among_three: float
    weight: float
    asked: bool = True


def main() -> None:
    arguments = arguments_for("fit_prior", __doc__).parse_args()
    rows = [row for engine, one in read_sets(arguments.encoder, arguments.sets) for row in rows_of(engine, one)]
    print(f"answer={_fit(rows, lambda row: row.first)}")
    print(f"among_three={_fit(rows, lambda row: row.among_three)}")
    print(f"spread={spread_of(rows)}")


def rows_of(engine: Engine, one: LabelledSet) -> Iterator[Row]:
    share = min(1.0, QUESTIONS_A_SET / max(len(one.questions), 1))
    for asked in one.questions:
        text = text_of(asked)
        vector = engine.vector(text)
        yield _row(one, search(one.index, text, vector), asked, share)
        present = [article_id for article_id in asked.article_ids or () if article_id in one.index.row_of]
        if len(present) == 1:
            without = search(one.index, text, vector, leave_out=present[0])
            absent = _row(one, without, asked, share * LEFT_OUT_WEIGHT)
            yield Row(absent.set, absent.features, 0.0, 0.0, absent.weight, asked=False)


def _row(one: LabelledSet, found: Found, asked: QuestionRow, weight: float) -> Row:
    right = [_right(hit, asked) for hit in found.hits[:3]]
    row = tuple(map(float, features(found)))
    return Row(one.name, row, float(any(right[:1])), float(any(right)), weight)


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
    names = sorted({row.set for row in rows})
    pairs: list[tuple[float, float, float]] = []
    for name in names:
        others = [row for row in rows if row.set != name] or list(rows)
        mine = [row for row in rows if row.set == name and row.asked]
        values = np.array([row.features for row in mine])
        first = _chances(values, _weights(others, lambda row: row.first))
        three = np.maximum(first, _chances(values, _weights(others, lambda row: row.among_three)))
        pairs.extend((float(one), float(all_three), 1 / len(mine)) for one, all_three in zip(first, three, strict=True))
    pairs.sort(reverse=True)
    ends = np.cumsum([weight for _, _, weight in pairs]) / len(names)
    places = np.searchsorted(ends, (np.arange(PAIRS) + 0.5) / PAIRS).clip(0, len(pairs) - 1)
    return tuple((round(pairs[place][0], 3), round(pairs[place][1], 3)) for place in places)


def _chances(values: Array, weights: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-(weights[0] + values @ weights[1:]))))


if __name__ == "__main__":
    main()
