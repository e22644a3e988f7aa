"""How much each view of a part counts: printed by `python -m knowledge_base.evaluation.fit_parts`.

PART is for installations with the second encoder, PART_ALONE for those without.
"""

PART = (7.63, 4.79, 1.14, 1.57, 32.91, 0.36, 2.53, 1.64, 1.43, 0.9, 0.31)
PART_ALONE = (9.69, 5.54, 1.27, 2.24, 0.0, 0.26, 2.18, 1.76, 1.57, 1.05, 0.28)
PART_ACROSS = (9.7, 5.4, 0.0, 6.3, 0.0, 0.49, 2.55, 1.68, 2.63, 1.72, 0.92)
