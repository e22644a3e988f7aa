"""Logistic regression around known weights, and the probabilities that it gives to questions it has not seen."""

import hashlib
import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FOLDS = 5


def fit_weights(rows: Array, truth: Array, weights: Array, prior: Sequence[float], strength: float) -> Array:
    """Logistic regression with a normal prior around `prior`; the bias is pulled only weakly.

    Uses Newton's method within a trust region: plain steps diverge if the rows are far from what `prior` expects.
    """
    from scipy.optimize import minimize

    design = np.hstack([np.ones((len(rows), 1)), rows])
    centre = np.array(prior, dtype=float)
    hold = np.diag([strength / 8] + [strength] * rows.shape[1])

    def misfit(beta: Array) -> float:
        logits = design @ beta
        moved = beta - centre
        return float((weights * (np.logaddexp(0, logits) - truth * logits)).sum() + moved @ hold @ moved / 2)

    def slope(beta: Array) -> Array:
        return np.asarray(design.T @ (weights * (sigmoids(design @ beta) - truth)) + hold @ (beta - centre))

    def curvature(beta: Array) -> Array:
        chance = sigmoids(design @ beta)
        return np.asarray((design * (weights * chance * (1 - chance))[:, None]).T @ design + hold)

    found = minimize(misfit, centre, jac=slope, hess=curvature, method="trust-exact", options={"gtol": 1e-6})
    return np.asarray(found.x, dtype=float)


def unseen_probabilities(
    rows: Array, groups: Sequence[str], weights_without: Callable[[NDArray[np.bool_]], Array]
) -> Array:
    """Each example's probability by a fit on the other folds; an article's questions share a fold."""
    folds = np.array([int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS for group in groups])
    unseen = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = folds == fold
        if out.any():
            beta = weights_without(~out)
            unseen[out] = sigmoids(beta[0] + rows[out] @ beta[1:])
    return unseen


def linear(weights: Sequence[float], row: Sequence[float]) -> float:
    return weights[0] + sum(weight * value for weight, value in zip(weights[1:], row, strict=True))


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


def sigmoids(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -40, 40))))
