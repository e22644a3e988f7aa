"""Makes a calibration: from examples with known truth, or, before anybody has asked, from what is known elsewhere.

Each probability in the curve comes from a fit that has not seen the question's article, so that the threshold reaches
the target precision on new questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from knowledge_base.calibration.calibration import Calibration
from knowledge_base.calibration.curve import curve_of, reliability_of, rounded
from knowledge_base.calibration.features import NAMES
from knowledge_base.calibration.prior_weights import ACROSS, BARE, Prior
from knowledge_base.calibration.regression import Array, fit_weights, sigmoids, unseen_probabilities
from knowledge_base.decision.decision import CLARIFY_AT, TENTATIVE_AT

PRIOR_STRENGTH = 8.0  # how strongly weights are pulled to the prior's, in units of 1 / variance


@dataclass(frozen=True, slots=True)
class Example:
    """One question with known truth: what was found for it, whether that was right, and which article it is about."""

    features: tuple[float, ...]
    right: float  # 0 or 1; between them if it is only believed
    among_three: float
    group: str
    weight: float = 1.0
    counts: float = 1.0  # for the target precision; 0 if it was never asked and only shapes the weights
    known: float = 1.0  # the part of `counts` that is known, not predicted


def fit(
    examples: Sequence[Example],
    source: str,
    *,
    prior: Prior = BARE,
    strength: float = PRIOR_STRENGTH,
    spread_share: float = 0.0,
) -> Calibration:
    """Weights from all examples; the curve from probabilities by fits that left out the example's article.

    Each pair of the prior's spread counts in the curve as `spread_share` of a question, as right as it is probable.
    """
    rows = np.array([example.features for example in examples], dtype=float).reshape(-1, len(NAMES))
    right = np.array([example.right for example in examples], dtype=float)
    three = np.array([example.among_three for example in examples], dtype=float)
    weights = np.array([example.weight for example in examples], dtype=float)
    groups = [example.group for example in examples]

    def answer_weights(some: NDArray[np.bool_]) -> Array:
        return fit_weights(rows[some], right[some], weights[some], prior.answer, strength)

    among_three = fit_weights(rows, three, weights, prior.among_three, strength)
    unseen = unseen_probabilities(rows, groups, answer_weights)
    guesses = (unseen >= TENTATIVE_AT).astype(float)
    asks_back = (sigmoids(among_three[0] + rows @ among_three[1:]) >= CLARIFY_AT) * (1 - guesses)
    counts = np.array([example.counts for example in examples], dtype=float)
    known = np.array([example.known for example in examples], dtype=float)
    spread = _spread(prior, spread_share)
    together = [
        np.concatenate(pair) for pair in zip((unseen, right, counts, known, guesses, asks_back), spread, strict=True)
    ]
    return Calibration(
        answer=rounded(answer_weights(np.ones(len(rows), dtype=bool))),
        among_three=rounded(among_three),
        curve=tuple(curve_of([*groups, *(f"spread {number}" for number in range(len(spread[0])))], *together)),
        questions=int((counts > 0).sum()),
        source=source,
        reliability=tuple(reliability_of(unseen, right, counts)),
        clarified_at_most=_share(together[2], together[5]),
        tentative_at_most=_share(together[2], together[4]),
    )


def _spread(prior: Prior, share: float) -> tuple[Array, Array, Array, Array, Array, Array]:
    """Of the prior's spread: chances, how right, counts, how much is known, which are guesses, which ask back."""
    pairs = prior.spread if share else ()
    chances = np.array([pair[0] for pair in pairs])
    guesses = (chances >= TENTATIVE_AT).astype(float)
    asks_back = (np.array([pair[1] for pair in pairs]) >= CLARIFY_AT) * (1 - guesses)
    return chances, chances, np.full(len(chances), share), np.zeros(len(chances)), guesses, asks_back


def from_prior(prior: Prior, questions: int, source: str) -> Calibration:
    """What is known before anybody has asked: the prior's weights, with its spread of questions as the curve."""
    chances, right, ones, known, guesses, asks_back = _spread(prior, 1.0 if questions else 0.0)
    groups = [str(number) for number in range(len(chances))]
    return Calibration(
        answer=rounded(prior.answer),
        among_three=rounded(prior.among_three),
        curve=tuple(curve_of(groups, chances, right, ones, known, guesses, asks_back)),
        questions=questions,
        source=source,
        reliability=(),
        clarified_at_most=_share(ones, asks_back),
        tentative_at_most=_share(ones, guesses),
    )


@cache
def across_calibration() -> Calibration:
    """For questions in a language that the articles are not in: a knowledge base cannot make any to learn from."""
    return from_prior(ACROSS, len(ACROSS.spread), "across languages")


def _share(counts: Array, some: Array) -> float:
    return rounded([float((counts * some).sum()) / max(float(counts.sum()), 1e-9)])[0]
