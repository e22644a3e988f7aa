"""Weights from which a calibration starts: of `features.NAMES`, with the bias first.

What nearness is worth depends on how much is stored with an article: beside a title alone a near passage says a lot,
beside eighteen phrasings the nearest of them says nearly all. So there are two, each learned by `python -m
knowledge_base.evaluation.fit_prior`: BARE on the companies in `training_data/replies` (titles and texts alone) with the
calibration part of the public technical notes, PHRASED on the demo. Right means that the facts stood in what would be
shown, where a question names them. A knowledge base lies between them by the number of its phrasings; labels of its own
move it away from both.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prior:
    """Of the first one's being right, and of a right one's being among the first three.

    `spread` says how both probabilities lie over customers' questions, from the surest downwards: fifty pairs, each
    from a fit that had not seen the company of its question.
    """

    answer: tuple[float, ...]
    among_three: tuple[float, ...]
    spread: tuple[tuple[float, float], ...]


BARE = Prior(
    answer=(0.88, -0.44, -0.0, 0.39, 0.52, 0.11, -0.19, 0.15, 0.29, 0.31, 0.63, -0.15, 0.62, 0.56, 0.04, 0.25, 0.17),
    among_three=(
        1.37,
        -0.32,
        -0.07,
        0.15,
        0.44,
        -0.0,
        -0.09,
        0.08,
        0.21,
        0.46,
        0.58,
        -0.07,
        0.56,
        0.34,
        0.41,
        0.12,
        0.24,
    ),
    spread=(
        (1.0, 1.0),
        (1.0, 1.0),
        (0.999, 0.999),
        (0.998, 0.998),
        (0.997, 0.997),
        (0.995, 0.995),
        (0.993, 0.993),
        (0.988, 0.988),
        (0.985, 0.985),
        (0.978, 0.98),
        (0.966, 0.967),
        (0.952, 0.954),
        (0.939, 0.939),
        (0.922, 0.927),
        (0.91, 0.929),
        (0.894, 0.894),
        (0.87, 0.87),
        (0.859, 0.925),
        (0.833, 0.833),
        (0.797, 0.851),
        (0.772, 0.772),
        (0.728, 0.782),
        (0.698, 0.774),
        (0.678, 0.733),
        (0.647, 0.769),
        (0.613, 0.716),
        (0.594, 0.694),
        (0.567, 0.597),
        (0.533, 0.614),
        (0.52, 0.584),
        (0.498, 0.718),
        (0.465, 0.642),
        (0.426, 0.441),
        (0.404, 0.515),
        (0.382, 0.495),
        (0.346, 0.375),
        (0.322, 0.555),
        (0.307, 0.482),
        (0.29, 0.416),
        (0.273, 0.434),
        (0.251, 0.382),
        (0.229, 0.343),
        (0.216, 0.302),
        (0.189, 0.286),
        (0.17, 0.305),
        (0.16, 0.274),
        (0.145, 0.206),
        (0.134, 0.248),
        (0.107, 0.247),
        (0.088, 0.21),
    ),
)
PHRASED = Prior(
    answer=(-0.02, 0.41, 0.03, 0.05, -0.07, -0.0, 0.06, 0.18, 0.39, 0.27, 0.25, 0.55, 0.03, 0.04, 0.15, 0.01, 0.17),
    among_three=(0.34, 0.38, 0.1, -0.05, 0.02, 0.05, 0.1, 0.13, 0.36, 0.25, 0.11, 0.42, 0.07, 0.05, 0.14, 0.04, 0.18),
    spread=(
        (0.937, 0.945),
        (0.924, 0.924),
        (0.91, 0.914),
        (0.894, 0.897),
        (0.886, 0.887),
        (0.87, 0.87),
        (0.86, 0.86),
        (0.848, 0.848),
        (0.834, 0.877),
        (0.82, 0.843),
        (0.805, 0.805),
        (0.784, 0.808),
        (0.767, 0.84),
        (0.756, 0.789),
        (0.745, 0.787),
        (0.731, 0.801),
        (0.708, 0.756),
        (0.696, 0.76),
        (0.678, 0.73),
        (0.661, 0.723),
        (0.643, 0.687),
        (0.622, 0.641),
        (0.595, 0.684),
        (0.581, 0.744),
        (0.559, 0.594),
        (0.535, 0.673),
        (0.498, 0.602),
        (0.468, 0.468),
        (0.444, 0.481),
        (0.425, 0.458),
        (0.403, 0.505),
        (0.385, 0.41),
        (0.361, 0.47),
        (0.346, 0.441),
        (0.326, 0.455),
        (0.31, 0.454),
        (0.293, 0.415),
        (0.28, 0.394),
        (0.263, 0.415),
        (0.246, 0.294),
        (0.231, 0.291),
        (0.208, 0.33),
        (0.187, 0.259),
        (0.16, 0.23),
        (0.126, 0.164),
        (0.097, 0.148),
        (0.083, 0.18),
        (0.072, 0.126),
        (0.052, 0.096),
        (0.021, 0.034),
    ),
)


def prior_for(share: float) -> Prior:
    """Between the two, in proportion: `share` is the index's `phrased`."""

    def between(bare: tuple[float, ...], phrased: tuple[float, ...]) -> tuple[float, ...]:
        return tuple((1 - share) * low + share * high for low, high in zip(bare, phrased, strict=True))

    pairs = zip(BARE.spread, PHRASED.spread, strict=True)
    spread = tuple(
        (between((bare[0],), (phrased[0],))[0], between((bare[1],), (phrased[1],))[0]) for bare, phrased in pairs
    )
    return Prior(between(BARE.answer, PHRASED.answer), between(BARE.among_three, PHRASED.among_three), spread)
