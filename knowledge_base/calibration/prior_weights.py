"""Weights from which a calibration starts: of `features.NAMES`, with the bias first.

What nearness is worth depends on how much is stored with an article: beside a title alone a near passage says a lot,
beside eighteen phrasings the nearest of them says nearly all. So there are two, each learned by `python -m
knowledge_base.evaluation.fit_prior`: BARE on the calibration part of the public web-applications questions (titles
alone), PHRASED on the demo's development questions. A knowledge base lies between them by the number of its phrasings;
labels of its own move it away from both.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prior:
    """Of the first one's being right, and of a right one's being among the first three."""

    answer: tuple[float, ...]
    among_three: tuple[float, ...]


BARE = Prior(
    answer=(1.47, 1.03, 1.01, 0.41, 1.08, -0.17, -0.25, -0.34, 0.73, 0.79, 0.42, 0.06),
    among_three=(1.65, 1.12, 1.09, 0.3, 1.08, -0.12, -0.27, -0.41, 0.74, 0.83, 0.4, 0.08),
)
PHRASED = Prior(
    answer=(0.91, 1.04, -0.1, -0.13, 0.08, -0.12, -0.08, 0.28, 0.46, 0.53, 0.2, 1.06),
    among_three=(1.1, 0.98, -0.08, -0.33, 0.32, -0.07, -0.04, 0.19, 0.5, 0.65, 0.0, 0.92),
)


def prior_for(share: float) -> Prior:
    """Between the two, in proportion: `share` is the index's `phrased`."""

    def between(bare: tuple[float, ...], phrased: tuple[float, ...]) -> tuple[float, ...]:
        return tuple((1 - share) * low + share * high for low, high in zip(bare, phrased, strict=True))

    return Prior(between(BARE.answer, PHRASED.answer), between(BARE.among_three, PHRASED.among_three))
