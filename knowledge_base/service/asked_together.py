"""Many questions asked together, for editors: what each would get, and which are near an article.

Editors ask the same questions again after every edit, so what each gets is kept in memory as long as the articles are
the same.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.decision.evidence import Evidence
from knowledge_base.encoders.encoder import Vectors
from knowledge_base.service.engine import QUESTION_CHARACTERS, Engine, Knowledge

MOST_KEPT = 4_096  # questions
LUMP = 16  # questions encoded at once, so that a customer's question waits for no more than these
CANDIDATES = 3  # as many as a decision looks at
NEAR = 0.25  # cosine to the nearest title, phrasing, passage or statement

Vector = NDArray[np.float32]


class EditorsQuestions:
    """What is asked for editors, with what each question gets of the published articles."""

    def __init__(self, engine: Engine) -> None:
        self._first, self._second = engine.asked.first, engine.asked.second
        self._known: tuple[Knowledge, dict[str, Evidence]] | None = None

    def first(self, questions: Sequence[str]) -> list[Vector]:
        return self._first.of([question[:QUESTION_CHARACTERS] for question in questions], at_once=LUMP)

    def second(self, questions: Sequence[str]) -> list[Vector] | None:
        """None if there is no second encoder."""
        if self._second is None:
            return None
        return self._second.of([question[:QUESTION_CHARACTERS] for question in questions], at_once=LUMP)

    def evidence_of(
        self, engine: Engine, knowledge: Knowledge, questions: Sequence[str], vectors: Sequence[Vector]
    ) -> list[Evidence]:
        """Each question against the published articles; asked again only after these, or the calibration, changed."""
        known = dict(self._known[1]) if self._known is not None and self._known[0] is knowledge else {}
        for question, vector in zip(questions, vectors, strict=True):
            if question not in known:
                known[question] = engine.evidence_at(knowledge, question, vector)
        found = [known[question] for question in questions]
        self._known = (knowledge, known if len(known) <= MOST_KEPT else dict(zip(questions, found, strict=True)))
        return found


def asked_together(
    engine: Engine, knowledge: Knowledge, questions: Sequence[str], vectors: EditorsQuestions
) -> list[tuple[Evidence, Vector]]:
    """What each question would get as the first of a conversation, with no more candidates than a decision needs."""
    found = []
    for question, vector in zip(questions, vectors.first(questions), strict=True):
        evidence = engine.evidence_in_context(knowledge, question, vector, ())
        found.append((replace(evidence, candidates=evidence.candidates[:CANDIDATES]), vector))
    return found


def nearest(
    knowledge: Knowledge, article_id: str, questions: Sequence[str], most: int, vectors: EditorsQuestions
) -> list[int]:
    """The numbers of the questions whose meaning is nearest to the article, the nearest first.

    The first encoder reads English alone: for an article in another language the second one judges. Its cosines are
    close together, so only their order counts.
    """
    if not questions:
        return []
    entry = knowledge.index.entries[knowledge.index.row_of[article_id]]
    second = None if entry.english else vectors.second(questions)
    if second is None:
        views = [entry.heads, entry.bodies, entry.headings, entry.statements]
        near, least = _nearness(vectors.first(questions), views), NEAR
    else:
        near, least = _nearness(second, [entry.second.heads, entry.second.bodies]), 0.0
    return [int(number) for number in np.argsort(-near)[:most] if near[number] >= least]


def _nearness(asked: Sequence[Vector], views: Sequence[Vectors]) -> Vector:
    """Of each question, the cosine to the nearest view of the article."""
    nearness: Vector = (np.array(asked) @ np.concatenate(views).T).max(axis=1)
    return nearness
