"""Many questions asked together, for editors: what each would get, and which are near an article.

Editors ask the same questions again after every edit, so the vectors of the latest are kept in memory; they are
customers' words and are never stored.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.decision.evidence import Evidence
from knowledge_base.encoders.encoder import Vectors
from knowledge_base.service.engine import QUESTION_CHARACTERS, Engine, Knowledge

MOST_KEPT = 4_096
LUMP = 16  # questions encoded at once, so that a customer's question waits for no more than these
CANDIDATES = 3  # as many as a decision looks at
NEAR = 0.25  # cosine to the nearest title, phrasing, passage or statement

Vector = NDArray[np.float32]


class QuestionVectors:
    """The vectors of the latest questions by one encoder. Safe to use from several threads."""

    def __init__(self, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._encode = encode
        self._kept: OrderedDict[str, Vector] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, questions: Sequence[str]) -> list[Vector]:
        with self._lock:
            known = {question: self._kept[question] for question in questions if question in self._kept}
        missing = [question for question in dict.fromkeys(questions) if question not in known]
        for start in range(0, len(missing), LUMP):
            lump = missing[start : start + LUMP]
            known.update(zip(lump, self._encode([each[:QUESTION_CHARACTERS] for each in lump]), strict=True))
        self.keep(known)
        return [known[question] for question in questions]

    def keep(self, known: dict[str, Vector]) -> None:
        with self._lock:
            for question, vector in known.items():
                self._kept[question] = vector
                self._kept.move_to_end(question)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


class EditorsQuestions:
    """What is asked for editors, by the first encoder and, if there is one, by the multilingual one."""

    def __init__(self, engine: Engine) -> None:
        self.first = QuestionVectors(engine.encode)
        self.second = None if engine.second is None else QuestionVectors(engine.second.encode_queries)
        self._known: tuple[Knowledge, dict[str, Evidence]] | None = None

    def evidence_of(
        self, engine: Engine, knowledge: Knowledge, questions: Sequence[str], vectors: Sequence[Vector]
    ) -> list[Evidence]:
        """Each question against the published articles; asked again only after these, or the calibration, changed."""
        known = dict(self._known[1]) if self._known is not None and self._known[0] is knowledge else {}
        for question, vector in zip(questions, vectors, strict=True):
            if question not in known:
                known[question] = engine.evidence_at(knowledge, question, vector)
                if self.second is not None and (second := knowledge.index.second_vector(question)) is not None:
                    self.second.keep({question: second})  # the search has just made it
        found = [known[question] for question in questions]
        self._known = (knowledge, known if len(known) <= MOST_KEPT else dict(zip(questions, found, strict=True)))
        return found


def asked_together(
    engine: Engine, knowledge: Knowledge, questions: Sequence[str], vectors: EditorsQuestions
) -> list[tuple[Evidence, Vector]]:
    """What each question would get as the first of a conversation, with no more candidates than a decision needs."""
    found = []
    for question, vector in zip(questions, vectors.first.of(questions), strict=True):
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
    if entry.english or vectors.second is None:
        near = _nearness(vectors.first, questions, [entry.heads, entry.bodies, entry.headings, entry.statements])
        least = NEAR
    else:
        near, least = _nearness(vectors.second, questions, [entry.second.heads, entry.second.bodies]), 0.0
    return [int(number) for number in np.argsort(-near)[:most] if near[number] >= least]


def _nearness(asked: QuestionVectors, questions: Sequence[str], views: Sequence[Vectors]) -> Vector:
    """Of each question, the cosine to the nearest view of the article."""
    nearness: Vector = (np.array(asked.of(questions)) @ np.concatenate(views).T).max(axis=1)
    return nearness
