"""From evidence to a probability, and from a target precision to a threshold.

A logistic regression over a few features gives the probability that the best article answers. Its weights are pulled
towards those of earlier knowledge bases (`prior_weights`), so a small one starts sensibly and a large one follows its
own data. A second regression gives the probability that a right article is among the first three: that is the value of
asking back.

The threshold reaches the target precision ("of 100 answers at most 5 are wrong") on new questions, and not by too much:
a target of .90 that is met at .98 leaves customers without answers. So each probability comes from a fit that has not
seen the question's article. The share of right answers above a cut is what the probabilities expect, moved towards what
was seen. Questions about one article count as fewer than they are, because they fail together.
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from itertools import takewhile
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge_base.calibration.features import NAMES
from knowledge_base.calibration.prior_weights import ACROSS, BARE, Prior
from knowledge_base.decision.decision import CLARIFY_AT, TENTATIVE_AT
from knowledge_base.decision.target_precision import Shares

Array = NDArray[np.float64]

PRIOR_STRENGTH = 8.0  # how strongly weights are pulled to the prior's, in units of 1 / variance
FOLDS = 5
PRIOR_QUESTIONS = 60.0  # the fitted probabilities count as much as this many observed questions
FEWEST_ABOVE_A_CUT = 20
BINS = 10
FIRST_CUTS = (5, 10, 15)  # so that a small knowledge base can answer what it is surest of
NEVER = 1.01  # a threshold that no probability reaches


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


@dataclass(frozen=True)
class Calibration:
    """Fitted weights (bias first) and the curve that turns a target precision into a threshold."""

    answer: tuple[float, ...]
    among_three: tuple[float, ...]
    curve: tuple[Cut, ...]
    questions: int
    source: str
    topics: str = ""  # the name of the topics it was fitted with
    outcomes: int = 0  # number of labels from use when it was fitted
    reliability: tuple[Bin, ...] = ()
    clarified_at_most: float = 0.0  # share for which the bot would ask back if it answered nothing
    tentative_at_most: float = 0.0  # and share that would be shown as a guess

    @cached_property
    def id(self) -> str:
        """Named by its content: a decision that names its calibration can be repeated."""
        return hashlib.sha256(json.dumps(self.as_dict(), sort_keys=True).encode()).hexdigest()[:12]

    def probability(self, row: Sequence[float]) -> float:
        return _sigmoid(_linear(self.answer, row))

    def probability_among_three(self, row: Sequence[float]) -> float:
        """Never below the probability of the best one alone, which is one of the three."""
        return max(self.probability(row), _sigmoid(_linear(self.among_three, row)))

    def threshold(self, target_precision: float) -> float:
        """The lowest cut where it and every cut above it are expected to reach it; NEVER if the first fails."""
        threshold = NEVER
        for cut in self._kept(target_precision):
            threshold = cut.threshold
        return threshold

    def shares(self, target_precision: float) -> Shares:
        """What would have happened to the questions that it was made from."""
        kept = self._kept(target_precision)
        if not self.curve:
            return Shares()
        answered = kept[-1].coverage if kept else 0.0
        tentative = kept[-1].tentative if kept else self.tentative_at_most
        clarified = kept[-1].clarified if kept else self.clarified_at_most
        return Shares(answered, tentative, clarified, 1 - answered - tentative - clarified)

    def _kept(self, target_precision: float) -> list[Cut]:
        return list(takewhile(lambda cut: cut.counted_on >= target_precision, self.curve))

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> "Calibration":
        curve = tuple(Cut(**cut) for cut in raw["curve"])
        return cls(
            tuple(raw["answer"]),
            tuple(raw["among_three"]),
            curve,
            raw["questions"],
            raw["source"],
            raw.get("topics", ""),
            raw.get("outcomes", 0),
            tuple(Bin(**one) for one in raw.get("reliability", ())),
            raw.get("clarified_at_most", 0.0),
            raw.get("tentative_at_most", 0.0),
        )


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
    unseen = _unseen_probabilities(rows, groups, answer_weights)
    guesses = (unseen >= TENTATIVE_AT).astype(float)
    asks_back = (_sigmoids(among_three[0] + rows @ among_three[1:]) >= CLARIFY_AT) * (1 - guesses)
    counts = np.array([example.counts for example in examples], dtype=float)
    known = np.array([example.known for example in examples], dtype=float)
    spread = _spread(prior, spread_share)
    together = [
        np.concatenate(pair) for pair in zip((unseen, right, counts, known, guesses, asks_back), spread, strict=True)
    ]
    return Calibration(
        answer=_rounded(answer_weights(np.ones(len(rows), dtype=bool))),
        among_three=_rounded(among_three),
        curve=tuple(_curve([*groups, *(f"spread {number}" for number in range(len(spread[0])))], *together)),
        questions=int((counts > 0).sum()),
        source=source,
        reliability=tuple(_reliability(unseen, right, counts)),
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
        answer=_rounded(prior.answer),
        among_three=_rounded(prior.among_three),
        curve=tuple(_curve(groups, chances, right, ones, known, guesses, asks_back)),
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
    return _rounded([float((counts * some).sum()) / max(float(counts.sum()), 1e-9)])[0]


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
        return np.asarray(design.T @ (weights * (_sigmoids(design @ beta) - truth)) + hold @ (beta - centre))

    def curvature(beta: Array) -> Array:
        chance = _sigmoids(design @ beta)
        return np.asarray((design * (weights * chance * (1 - chance))[:, None]).T @ design + hold)

    found = minimize(misfit, centre, jac=slope, hess=curvature, method="trust-exact", options={"gtol": 1e-6})
    return np.asarray(found.x, dtype=float)


def _unseen_probabilities(
    rows: Array, groups: Sequence[str], weights_without: Callable[[NDArray[np.bool_]], Array]
) -> Array:
    """Each example's probability by a fit on the other folds; an article's questions share a fold."""
    folds = np.array([int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS for group in groups])
    unseen = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = folds == fold
        if out.any():
            beta = weights_without(~out)
            unseen[out] = _sigmoids(beta[0] + rows[out] @ beta[1:])
    return unseen


def _curve(
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
        cuts.append(Cut(*_rounded((chances[order[last]], above[last] / total, precision, counted_on, *rest))))
    return cuts


def _reliability(chances: Array, right: Array, counts: Array) -> list[Bin]:
    """Bins with about the same number of questions each, starting with the least sure."""
    asked = np.flatnonzero(counts > 0)
    order = asked[np.argsort(chances[asked], kind="stable")]
    bins = []
    for some in np.array_split(order, BINS):
        size = float(counts[some].sum())
        if size > 0:
            said, came = (float((counts[some] * values[some]).sum()) / size for values in (chances, right))
            bins.append(Bin(*_rounded((said, came, size))))
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


def _rounded(values: Iterable[float]) -> tuple[float, ...]:
    """Rounded to what matters, so that the last bit of a sum does not make a different calibration."""
    return tuple(round(float(value), 6) for value in values)


def _linear(weights: Sequence[float], row: Sequence[float]) -> float:
    return weights[0] + sum(weight * value for weight, value in zip(weights[1:], row, strict=True))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


def _sigmoids(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -40, 40))))
