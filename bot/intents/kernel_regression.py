"""Kernel regression for intents: compares a sentence with all the training sentences and weighs them together.

Logistic regression draws one straight border around an intent, which fails for an intent with two quite different ways
of asking. Ridge regression in the space of a Gaussian kernel draws any border, in one step (regularised least-squares
classification: Rifkin, Yeo and Poggio, 2003). Alone, it is better on large sets and worse on a small set with similar
intents. The geometric mean of both is as good as the better one on each set, and its probabilities are more accurate
than either's (`docs/decisions/0023`).

Its values are not probabilities. A softmax turns them into probabilities; its sharpness is chosen on sentences that
were not used for the fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize_scalar

Floats = npt.NDArray[np.floating[Any]]
Numbers = npt.NDArray[np.int_]

NARROWNESS = 1.5
PENALTY = 0.05
MOST_ROWS = 16_000  # needs a gigabyte of memory during the fit; of more sentences, an even share of each intent is used
HALVES = 2
SHARPEST = 100.0
UNKNOWN_SHARPNESS = 12.0  # if neither half knows an intent of the other half


@dataclass(frozen=True)
class KernelRegression:
    """Training rows of length one, and their weights for each intent: (rows, intents).

    `narrowness` is the parameter of the kernel exp(narrowness * (cosine - 1)).
    """

    rows: Floats
    weights: Floats
    sharpness: float
    narrowness: float

    def log_chances(self, rows: Floats) -> Floats:
        """The logarithms of the intents' probabilities: (rows, intents)."""
        return self.log_chances_at(self.cosines(rows))

    def cosines(self, rows: Floats) -> Floats:
        """To each training row."""
        return np.asarray(rows @ self.rows.T)

    def log_chances_at(self, cosines: Floats) -> Floats:
        """The same from `cosines`, which are used up."""
        return _log_softmax(self.sharpness * (_kernel(cosines, self.narrowness) @ self.weights))


def fit_kernel_regression(
    rows: Floats, intents: Sequence[int], count: int, narrowness: float = NARROWNESS
) -> KernelRegression:
    """`rows` have length one; `intents` are numbers below `count`."""
    numbers = np.asarray(intents)
    taught = _even_share(numbers, MOST_ROWS)
    rows, numbers = np.asarray(rows[taught], dtype=np.float32), numbers[taught]
    sharpness = _sharpness(rows, numbers, count, narrowness)
    return KernelRegression(rows, _weights(rows, numbers, count, narrowness), sharpness, narrowness)


def _alike(rows: Floats, others: Floats, narrowness: float) -> Floats:
    return _kernel(rows @ others.T, narrowness)


def _kernel(alike: Floats, narrowness: float) -> Floats:
    """Computed in place: with ten thousand rows it is most of the memory of a fit."""
    alike -= 1
    alike *= narrowness
    return np.asarray(np.exp(alike, out=alike))


def _weights(rows: Floats, numbers: Numbers, count: int, narrowness: float) -> Floats:
    wanted = np.full((len(rows), count), -1 / max(count - 1, 1), dtype=np.float32)
    wanted[np.arange(len(rows)), numbers] = 1
    alike = _alike(rows, rows, narrowness)
    alike[np.diag_indices(len(rows))] += PENALTY
    return np.asarray(cho_solve(cho_factor(alike.T, overwrite_a=True, check_finite=False), wanted), dtype=np.float32)


def _sharpness(rows: Floats, numbers: Numbers, count: int, narrowness: float) -> float:
    """The sharpness at which the right intents of unseen rows are most probable."""
    half = _rank_in_intent(numbers) % HALVES
    values, right = [], []
    for held in range(HALVES):
        taught = half != held
        asked = ~taught & np.isin(numbers, numbers[taught])
        if asked.any():
            weights = _weights(rows[taught], numbers[taught], count, narrowness)
            values.append(_alike(rows[asked], rows[taught], narrowness) @ weights)
            right.append(numbers[asked])
    if not values:
        return UNKNOWN_SHARPNESS
    told, wanted = np.concatenate(values), np.concatenate(right)

    def surprise(sharpness: float) -> float:
        return -float(_log_softmax(sharpness * told)[np.arange(len(wanted)), wanted].mean())

    return float(minimize_scalar(surprise, bounds=(1.0, SHARPEST), method="bounded").x)


def _rank_in_intent(numbers: Numbers) -> Numbers:
    """For each row, its number among the rows of its intent, in a shuffled but fixed order."""
    order = np.random.default_rng(0).permutation(len(numbers))
    ranks = np.empty(len(numbers), dtype=np.int_)
    for number in np.unique(numbers):
        own = order[numbers[order] == number]
        ranks[own] = np.arange(len(own))
    return ranks


def _even_share(numbers: Numbers, most: int) -> Numbers:
    """The indexes of at most `most` rows, in order, with an equal number for each intent if possible."""
    if len(numbers) <= most:
        return np.arange(len(numbers))
    return np.sort(np.argsort(_rank_in_intent(numbers), kind="stable")[:most])


def _log_softmax(values: Floats) -> Floats:
    values = values - values.max(axis=1, keepdims=True)
    return np.asarray(values - np.log(np.exp(values).sum(axis=1, keepdims=True)))
