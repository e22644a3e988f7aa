"""Groups questions by meaning, so that editors read each matter once: agglomerative clustering of their vectors.

Two questions are nearer if one article is the nearest to both. The first encoder reads English alone; a pair with
another language is compared by the second one, whose cosines are close together and are stretched.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from knowledge_base.service.asked_together import EditorsQuestions
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.similar_questions import Today

APART = 0.42
"""Mean distance, as one minus the cosine, from which two groups are different matters."""
SAME_ARTICLE = 0.15
"""So much nearer are two questions that have the same nearest article."""
STRETCHED = 4.0

Floats = NDArray[np.float32]


def grouped_today(
    engine: Engine, knowledge: Knowledge, questions: Sequence[str], vectors: EditorsQuestions
) -> list[Today]:
    """What each question would get today; `group` is the number of the first question of its group."""
    first = vectors.first.of(questions)
    found = [engine.evidence_at(knowledge, question, vector) for question, vector in zip(questions, first, strict=True)]
    best = [evidence.candidates[0] if evidence.candidates else None for evidence in found]
    apart = distances(knowledge, questions, vectors, [each.article_id if each else None for each in best])
    return [
        Today(
            group=number,
            article_id=candidate.article_id if candidate else None,
            title=candidate.title if candidate else None,
            probability=evidence.probability,
            answered=evidence.probability >= evidence.threshold,
        )
        for number, candidate, evidence in zip(groups(apart), best, found, strict=True)
    ]


def distances(
    knowledge: Knowledge, questions: Sequence[str], vectors: EditorsQuestions, nearest: Sequence[str | None]
) -> Floats:
    """One row and one column for each question."""
    if not questions:
        return np.zeros((0, 0), dtype=np.float32)
    own = np.array(vectors.first.of(questions))
    apart: Floats = 1 - own @ own.T
    if vectors.second is not None:
        foreign = np.array([knowledge.index.is_across(question) for question in questions])
        if foreign.any():
            second = np.array(vectors.second.of(questions))
            stretched = STRETCHED * (1 - second @ second.T)
            apart = np.where(foreign[:, None] | foreign[None, :], stretched, apart)
    names = np.array([name or f"\0{number}" for number, name in enumerate(nearest)])
    nearer: Floats = np.clip(apart - SAME_ARTICLE * (names[:, None] == names[None, :]), 0, None)
    return nearer


def groups(apart: Floats) -> list[int]:
    """For each question, the number of the first one of its group."""
    if len(apart) < 2:
        return list(range(len(apart)))
    symmetric = (apart + apart.T) / 2
    np.fill_diagonal(symmetric, 0)
    labels = fcluster(linkage(squareform(symmetric, checks=False), "average"), APART, "distance")
    first: dict[int, int] = {}
    return [first.setdefault(int(label), number) for number, label in enumerate(labels)]
