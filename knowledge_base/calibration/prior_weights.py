"""Weights from which a calibration starts: for `features.NAMES`, with the bias first.

How much nearness counts depends on how much is stored with an article. If there is only a title, a near passage says a
lot; if there are eighteen phrasings, the nearest of them says nearly all. So there are three for English, each learned
by `python -m knowledge_base.evaluation.fit_prior`: BARE on the companies in `training_data/replies` (only titles and
texts) and the calibration part of the public technical notes, SOME on the same companies with four phrasings an article
(`phrasings.json` beside their articles), PHRASED on the demo. ACROSS is for what the first encoder
does not read: learned on the companies whose articles are not in English, and on English articles asked in four other
languages; without the last four features, which bring nothing there. Right means that the facts were in what would be
shown, if a question names facts. A knowledge base lies between two of them by its number of phrasings; its own labels
move it away from both.
"""

from dataclasses import dataclass
from itertools import pairwise

from knowledge_base.calibration.spreads import ACROSS_SPREAD, BARE_SPREAD, PHRASED_SPREAD, SOME_SPREAD


@dataclass(frozen=True, slots=True)
class Prior:
    """For two probabilities: that the first is right, and that a right one is among the first three.

    `spread` is the distribution of both probabilities over customers' questions, surest first: fifty pairs, each from a
    fit that had not seen the company of its question.
    """

    answer: tuple[float, ...]
    among_three: tuple[float, ...]
    spread: tuple[tuple[float, float], ...]


BARE = Prior(
    answer=(
        0.94,
        -0.43,
        -0.0,
        0.4,
        0.06,
        -0.05,
        -0.11,
        0.14,
        0.14,
        0.38,
        0.83,
        0.25,
        0.24,
        0.15,
        -0.1,
        0.11,
        0.25,
        0.46,
        0.64,
        -0.34,
        -0.4,
    ),
    among_three=(
        1.26,
        -0.39,
        -0.01,
        0.21,
        0.2,
        -0.18,
        0.02,
        0.04,
        0.11,
        0.4,
        0.73,
        0.17,
        0.25,
        0.14,
        0.01,
        0.0,
        0.23,
        0.36,
        0.53,
        -0.54,
        -0.23,
    ),
    spread=BARE_SPREAD,
)


SOME = Prior(
    answer=(
        0.92,
        0.18,
        -0.03,
        0.11,
        0.12,
        -0.08,
        0.03,
        0.16,
        0.3,
        0.54,
        0.46,
        0.34,
        0.1,
        -0.09,
        0.17,
        -0.02,
        0.12,
        0.33,
        0.45,
        -0.41,
        -0.15,
    ),
    among_three=(
        1.26,
        0.23,
        0.08,
        -0.12,
        0.25,
        -0.1,
        0.17,
        0.13,
        0.3,
        0.51,
        0.16,
        0.23,
        0.15,
        -0.11,
        0.18,
        0.09,
        0.16,
        0.3,
        0.37,
        -0.51,
        -0.16,
    ),
    spread=SOME_SPREAD,
)


PHRASED = Prior(
    answer=(
        0.04,
        0.78,
        -0.1,
        0.15,
        0.05,
        -0.35,
        -0.08,
        0.1,
        0.27,
        0.45,
        0.23,
        0.98,
        -0.2,
        -0.33,
        0.21,
        -0.13,
        0.11,
        0.09,
        0.28,
        -0.37,
        0.26,
    ),
    among_three=(
        0.55,
        0.66,
        0.09,
        -0.05,
        0.19,
        -0.12,
        0.13,
        -0.04,
        0.36,
        0.53,
        -0.13,
        0.69,
        -0.19,
        -0.24,
        0.15,
        0.02,
        0.09,
        0.13,
        0.14,
        -0.46,
        0.12,
    ),
    spread=PHRASED_SPREAD,
)


ACROSS = Prior(
    answer=(
        2.39,
        0.42,
        0.2,
        0.2,
        1.06,
        0.26,
        -0.03,
        0.35,
        0.33,
        0.03,
        -0.03,
        -0.07,
        0.51,
        0.07,
        0.11,
        0.26,
        0.29,
        0.0,
        0.0,
        0.0,
        0.0,
    ),
    among_three=(
        2.44,
        0.35,
        0.51,
        0.01,
        0.92,
        0.4,
        -0.23,
        0.22,
        0.43,
        0.11,
        -0.02,
        -0.27,
        0.38,
        0.33,
        0.16,
        0.3,
        0.18,
        0.0,
        0.0,
        0.0,
        0.0,
    ),
    spread=ACROSS_SPREAD,
)


LEARNED_AT: tuple[tuple[float, Prior], ...] = ((0.0, BARE), (4.0, SOME), (12.0, PHRASED))
"""With how many phrasings an article each was learned; the demo has 18, of which the last six hardly matter."""


def prior_for(phrasings: float) -> Prior:
    """What is known about a knowledge base with so many phrasings an article: between the two learned nearest to it."""
    for (fewer, low), (more, high) in pairwise(LEARNED_AT):
        if phrasings <= more:
            return _between(low, high, (phrasings - fewer) / (more - fewer))
    return LEARNED_AT[-1][1]


def _between(low: Prior, high: Prior, share: float) -> Prior:
    def mixed(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
        return tuple((1 - share) * low + share * high for low, high in zip(one, other, strict=True))

    pairs = (mixed(one, other) for one, other in zip(low.spread, high.spread, strict=True))
    spread = tuple((answer, three) for answer, three in pairs)
    return Prior(mixed(low.answer, high.answer), mixed(low.among_three, high.among_three), spread)
