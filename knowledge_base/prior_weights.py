"""Weights from which a calibration starts, bias first, then in the order of `features.NAMES`.

Learned by `python -m knowledge_base.fit_prior` on the calibration part of the public web-applications questions (50
articles). A knowledge base with labels of its own moves away from them; one without keeps close to them.
"""

ANSWER_WEIGHTS = (0.74, 1.35, 1.01, 0.67, 1.19, 0.0, -0.3, -0.2, 0.66)
AMONG_THREE_WEIGHTS = (0.79, 1.38, 1.17, 0.5, 1.16, 0.0, -0.3, -0.19, 0.68)
