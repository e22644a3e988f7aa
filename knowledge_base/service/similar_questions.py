"""Which questions ask the same: groups the list of unanswered questions, so that editors read each matter once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.service.engine import Engine, Knowledge

SIMILAR = 0.7  # cosine from which two questions are the same matter,
SIMILAR_NEAR_ONE_ARTICLE = 0.5  # and from which they are if the same article is nearest to both
LUMP = 16  # questions encoded at once, so that a customer's question waits for no more than these


@dataclass(frozen=True, slots=True)
class Today:
    """What a question would get today; `group` is the number of the first question that asks the same."""

    group: int
    article_id: str | None
    title: str | None
    probability: float
    answered: bool


def today(engine: Engine, knowledge: Knowledge, questions: Sequence[str]) -> list[Today]:
    """Each question against today's articles. Nothing is stored."""
    vectors, found = [], []
    for start in range(0, len(questions), LUMP):
        lump = questions[start : start + LUMP]
        for question, vector in zip(lump, engine.encode(lump), strict=True):
            vectors.append(vector)
            found.append(engine.evidence_at(knowledge, question, vector))
    best = [evidence.candidates[0] if evidence.candidates else None for evidence in found]
    numbers = groups(np.array(vectors), [candidate.article_id if candidate else None for candidate in best])
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


def groups(vectors: NDArray[np.float32], nearest: Sequence[str | None]) -> list[int]:
    """For each, the number of the first one it resembles: no chains, so a group never drifts from its first."""
    leaders: list[int] = []
    found = []
    for number, article_id in enumerate(nearest):
        own = number
        if leaders:
            near = vectors[leaders] @ vectors[number]
            same = np.array([article_id is not None and nearest[leader] == article_id for leader in leaders])
            margins = near - np.where(same, SIMILAR_NEAR_ONE_ARTICLE, SIMILAR)
            if margins.max() >= 0:
                own = leaders[int(np.argmax(margins))]
        if own == number:
            leaders.append(number)
        found.append(own)
    return found
