"""Groups questions by meaning, so that editors read each matter once: agglomerative clustering of their vectors.

Both encoders are asked where there are two: the mean of their cosines tells matters apart better than either. The
second one's cosines are close together and are stretched; a pair with another language than English is compared by it
alone.
Two questions are nearer if one article is the nearest to both.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from knowledge_base.service.asked_together import EditorsQuestions
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.similar_questions import Today

APART = 0.58
"""Mean distance from which two groups are different matters, measured on questions of an invented company;"""
APART_WITH_ONE = 0.55
"""and without a second encoder."""
SAME_ARTICLE = 0.08
"""So much nearer are two questions that have the same nearest article."""
STRETCHED = 3.5

Floats = NDArray[np.float32]


def grouped_today(
    engine: Engine, knowledge: Knowledge, questions: Sequence[str], vectors: EditorsQuestions
) -> list[Today]:
    """What each question would get today; `group` is the number of the first question of its group."""
    first = vectors.first(questions)
    found = vectors.evidence_of(engine, knowledge, questions, first)
    best = [evidence.candidates[0] if evidence.candidates else None for evidence in found]
    nearest = [each.article_id if each else None for each in best]
    numbers = groups(distances(knowledge, questions, vectors, nearest), APART if engine.second else APART_WITH_ONE)
    return [
        Today(
            group=number,
            article_id=candidate.article_id if candidate else None,
            title=candidate.title if candidate else None,
            probability=evidence.probability,
            answered=evidence.probability >= evidence.threshold,
        )
        for number, candidate, evidence in zip(numbers, best, found, strict=True)
    ]


def distances(
    knowledge: Knowledge, questions: Sequence[str], vectors: EditorsQuestions, nearest: Sequence[str | None]
) -> Floats:
    """One row and one column for each question."""
    if len(questions) < 2:
        return np.zeros((len(questions), len(questions)), dtype=np.float32)
    own = np.array(vectors.first(questions))
    near: Floats = own @ own.T
    if (asked := vectors.second(questions)) is not None:
        second = np.array(asked)
        stretched = 1 - STRETCHED * (1 - second @ second.T)
        foreign = np.array([knowledge.index.is_across(question) for question in questions])
        near = np.where(foreign[:, None] | foreign[None, :], stretched, (near + stretched) / 2)
    names = np.array([name or f"\0{number}" for number, name in enumerate(nearest)])
    apart: Floats = np.clip(1 - near - SAME_ARTICLE * (names[:, None] == names[None, :]), 0, None)
    return apart


def groups(apart: Floats, limit: float) -> list[int]:
    """For each question, the number of the first one of its group."""
    if len(apart) < 2:
        return list(range(len(apart)))
    symmetric = (apart + apart.T) / 2
    np.fill_diagonal(symmetric, 0)
    labels = fcluster(linkage(squareform(symmetric, checks=False), "average"), limit, "distance")
    first: dict[int, int] = {}
    return [first.setdefault(int(label), number) for number, label in enumerate(labels)]
