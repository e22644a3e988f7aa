"""Weights from which a calibration starts, bias first, then in the order of `features.NAMES`.

Learned by `python -m knowledge_base.fit_prior` on the calibration part of the public web-applications questions (50
articles). A knowledge base with labels of its own moves away from them; one without keeps close to them.
"""

ANSWER_WEIGHTS = (0.88, 1.23, 1.14, 0.65, 1.24, 0.0, -0.43, -0.12, 0.66)
AMONG_THREE_WEIGHTS = (0.9, 1.25, 1.27, 0.48, 1.19, 0.07, -0.44, -0.13, 0.7)
