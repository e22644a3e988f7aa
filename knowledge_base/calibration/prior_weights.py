"""Weights from which a calibration starts: for `features.NAMES`, with the bias first.

How much nearness counts depends on how much is stored with an article. If there is only a title, a near passage says a
lot; if there are eighteen phrasings, the nearest of them says nearly all. So there are two for English, each learned by
`python -m knowledge_base.evaluation.fit_prior`: BARE on the companies in `training_data/replies` (only titles and
texts) and the calibration part of the public technical notes, PHRASED on the demo. ACROSS is for what the first encoder
does not read: learned on the companies whose articles are not in English, and on English articles asked in four other
languages. Right means that the facts were in what would be shown, if a question names facts. A knowledge base lies
between BARE and PHRASED by its number of phrasings; its own labels move it away from both.
"""

from dataclasses import dataclass


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
    answer=(0.49, -0.51, -0.06, 0.41, 0.43, -0.23, -0.17, 0.02, 0.36, 0.36, 0.75, 0.08, 0.72, 0.49, 0.1, 0.14, 0.07),
    among_three=(
        1.16,
        -0.45,
        -0.07,
        0.11,
        0.54,
        -0.26,
        -0.05,
        0.01,
        0.32,
        0.51,
        0.75,
        0.04,
        0.51,
        0.4,
        0.3,
        0.03,
        0.06,
    ),
    spread=(
        (1.0, 1.0),
        (1.0, 1.0),
        (0.999, 0.999),
        (0.997, 0.997),
        (0.996, 0.996),
        (0.994, 0.994),
        (0.992, 0.992),
        (0.988, 0.988),
        (0.982, 0.982),
        (0.976, 0.976),
        (0.964, 0.97),
        (0.951, 0.951),
        (0.926, 0.96),
        (0.916, 0.919),
        (0.901, 0.908),
        (0.883, 0.883),
        (0.859, 0.887),
        (0.841, 0.851),
        (0.813, 0.832),
        (0.791, 0.809),
        (0.754, 0.754),
        (0.73, 0.755),
        (0.715, 0.789),
        (0.692, 0.692),
        (0.653, 0.653),
        (0.611, 0.777),
        (0.593, 0.72),
        (0.553, 0.656),
        (0.529, 0.619),
        (0.506, 0.659),
        (0.48, 0.591),
        (0.458, 0.593),
        (0.446, 0.566),
        (0.413, 0.454),
        (0.385, 0.536),
        (0.366, 0.614),
        (0.345, 0.512),
        (0.316, 0.483),
        (0.295, 0.489),
        (0.283, 0.441),
        (0.269, 0.439),
        (0.258, 0.313),
        (0.247, 0.43),
        (0.234, 0.411),
        (0.215, 0.319),
        (0.196, 0.246),
        (0.175, 0.32),
        (0.149, 0.212),
        (0.125, 0.197),
        (0.083, 0.178),
    ),
)


PHRASED = Prior(
    answer=(0.14, 0.44, 0.06, 0.1, -0.04, 0.02, 0.01, 0.18, 0.38, 0.31, 0.28, 0.55, 0.06, 0.08, 0.16, -0.02, 0.15),
    among_three=(0.46, 0.39, 0.12, -0.02, 0.06, 0.08, 0.13, 0.04, 0.42, 0.29, 0.08, 0.4, 0.11, 0.06, 0.15, 0.05, 0.13),
    spread=(
        (0.964, 0.964),
        (0.954, 0.954),
        (0.944, 0.944),
        (0.928, 0.928),
        (0.921, 0.921),
        (0.906, 0.906),
        (0.901, 0.921),
        (0.89, 0.906),
        (0.879, 0.879),
        (0.866, 0.9),
        (0.852, 0.869),
        (0.826, 0.831),
        (0.806, 0.806),
        (0.793, 0.889),
        (0.783, 0.783),
        (0.769, 0.796),
        (0.747, 0.76),
        (0.728, 0.757),
        (0.714, 0.74),
        (0.695, 0.787),
        (0.671, 0.763),
        (0.649, 0.729),
        (0.618, 0.715),
        (0.582, 0.695),
        (0.562, 0.631),
        (0.526, 0.622),
        (0.5, 0.6),
        (0.465, 0.539),
        (0.435, 0.522),
        (0.413, 0.467),
        (0.381, 0.384),
        (0.362, 0.615),
        (0.343, 0.605),
        (0.327, 0.543),
        (0.302, 0.452),
        (0.292, 0.43),
        (0.27, 0.421),
        (0.249, 0.438),
        (0.236, 0.251),
        (0.215, 0.38),
        (0.198, 0.249),
        (0.175, 0.351),
        (0.158, 0.207),
        (0.132, 0.172),
        (0.108, 0.197),
        (0.079, 0.197),
        (0.072, 0.108),
        (0.062, 0.176),
        (0.044, 0.109),
        (0.017, 0.033),
    ),
)


ACROSS = Prior(
    answer=(2.39, 0.42, 0.2, 0.2, 1.06, 0.26, -0.03, 0.35, 0.33, 0.03, -0.03, -0.07, 0.51, 0.07, 0.11, 0.26, 0.29),
    among_three=(2.44, 0.35, 0.51, 0.01, 0.92, 0.4, -0.23, 0.22, 0.43, 0.11, -0.02, -0.27, 0.38, 0.33, 0.16, 0.3, 0.18),
    spread=(
        (1.0, 1.0),
        (0.987, 0.987),
        (0.981, 0.981),
        (0.971, 0.971),
        (0.958, 0.958),
        (0.936, 0.954),
        (0.925, 0.925),
        (0.906, 0.942),
        (0.893, 0.897),
        (0.868, 0.937),
        (0.842, 0.924),
        (0.809, 0.832),
        (0.791, 0.852),
        (0.775, 0.802),
        (0.758, 0.856),
        (0.74, 0.779),
        (0.668, 0.839),
        (0.616, 0.714),
        (0.597, 0.732),
        (0.571, 0.771),
        (0.538, 0.763),
        (0.527, 0.527),
        (0.517, 0.649),
        (0.498, 0.673),
        (0.474, 0.693),
        (0.47, 0.674),
        (0.439, 0.701),
        (0.427, 0.6),
        (0.405, 0.487),
        (0.388, 0.52),
        (0.371, 0.466),
        (0.342, 0.342),
        (0.327, 0.633),
        (0.295, 0.509),
        (0.282, 0.403),
        (0.267, 0.413),
        (0.257, 0.519),
        (0.248, 0.465),
        (0.225, 0.34),
        (0.216, 0.437),
        (0.205, 0.31),
        (0.192, 0.508),
        (0.18, 0.452),
        (0.161, 0.411),
        (0.142, 0.346),
        (0.129, 0.296),
        (0.093, 0.272),
        (0.073, 0.174),
        (0.07, 0.23),
        (0.042, 0.079),
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
