"""What would happen at each threshold: the curve that turns a target precision into a threshold.

The share of right answers above a cut is what the probabilities expect, moved towards what was seen. Questions about
one article count as fewer than they are, because they fail together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge_base.calibration.regression import Array

PRIOR_QUESTIONS = 60.0  # the fitted probabilities count as much as this many observed questions
FEWEST_ABOVE_A_CUT = 20
BINS = 10
FIRST_CUTS = (5, 10, 15)  # so that a small knowledge base can answer what it is surest of


@dataclass(frozen=True, slots=True)
class Cut:
    """What would happen at one threshold, estimated on questions that the fit had not seen."""

    threshold: float
    coverage: float
    precision: float
    counted_on: float
    tentative: float = 0.0  # share of all that would be shown as a guess
    clarified: float = 0.0  # share of all for which the bot would ask back


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about one probability: the predicted share and the share that came true."""

    said: float
    right: float
    questions: float


def curve_of(
    groups: Sequence[str],
    chances: Array,
    right: Array,
    counts: Array,
    known: Array,
    guesses: Array,
    asks_back: Array,
) -> list[Cut]:
    """Cuts from the surest downwards, each about two per cent of the questions apart.

    Everything that counts enters the share of right answers; only what is known changes the expected share.
    """
    total = float(counts.sum())
    if total <= 0:
        return []
    order = np.argsort(-chances, kind="stable")
    above = np.cumsum(counts[order])
    good = np.cumsum((counts * right)[order])
    expected = np.cumsum((counts * chances)[order])
    guessed, asked_back = np.cumsum((counts * guesses)[order]), np.cumsum((counts * asks_back)[order])
    sure = np.cumsum((counts * known)[order]) / _design_effect(counts * (chances - right), groups)
    cuts = []
    for least in (*FIRST_CUTS, *np.arange(FEWEST_ABOVE_A_CUT, total + 0.01, max(1.0, total / 50))):
        last = min(int(np.searchsorted(above, least - 1e-9)), len(order) - 1)
        precision = float(good[last] / above[last])
        counted_on = expected_share(precision * sure[last], sure[last], float(expected[last] / above[last]))
        rest = (float(some[-1] - some[last]) / total for some in (guessed, asked_back))
        cuts.append(Cut(*rounded((chances[order[last]], above[last] / total, precision, counted_on, *rest))))
    return cuts


def reliability_of(chances: Array, right: Array, counts: Array) -> list[Bin]:
    """Bins with about the same number of questions each, starting with the least sure."""
    asked = np.flatnonzero(counts > 0)
    order = asked[np.argsort(chances[asked], kind="stable")]
    bins = []
    for some in np.array_split(order, BINS):
        size = float(counts[some].sum())
        if size > 0:
            said, came = (float((counts[some] * values[some]).sum()) / size for values in (chances, right))
            bins.append(Bin(*rounded((said, came, size))))
    return bins


def _design_effect(residuals: Array, groups: Sequence[str]) -> float:
    """How much an article's questions fail together: variance of sums by article, over that of single questions."""
    sums: dict[str, float] = {}
    for residual, group in zip(residuals, groups, strict=True):
        sums[group] = sums.get(group, 0.0) + float(residual)
    single = float((residuals**2).sum()) or 1.0
    return max(1.0, sum(value**2 for value in sums.values()) / single)


def expected_share(right: float, count: float, expected: float) -> float:
    """The share of right answers to expect: the mean of a beta distribution of expected and observed answers."""
    return (PRIOR_QUESTIONS * expected + right) / (PRIOR_QUESTIONS + count)


def rounded(values: Iterable[float]) -> tuple[float, ...]:
    """Rounded to what matters, so that the last bit of a sum does not make a different calibration."""
    return tuple(round(float(value), 6) for value in values)
