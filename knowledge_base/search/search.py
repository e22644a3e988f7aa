"""Hybrid search: which articles may answer, in which order, and what speaks for each.

Dense evidence is a soft maximum over an article's two faces, what it is called and what it says: on short articles
the title carries it, on long ones a passage does, and averaging the two loses to either. The article's centre, the mean
of its passages, tells near neighbours apart by what else they are about. Words are added with a small weight: they
settle near ties and names, and cannot overrule clear meaning. What was learned about the articles (`topics`) weighs
against all of these together: ten times less likely costs a tenth of cosine. Fusing ranks instead of scores was
measured and loses to the dense score alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.index import Entry, Index, Scores
from knowledge_base.search.passages import Passage

SHARPNESS = 40.0  # of the soft maximum; cosines differ by hundredths
CENTRE_WEIGHT = 0.33  # of the dense evidence
LEXICAL_WEIGHT = 0.2
TOPIC_WEIGHT = 0.05  # of a logarithm, where articles are well phrased; on development questions flat from .04 to .06
BARE_TOPIC_WEIGHT = 0.02  # and where they have a title and a text alone, which teach less
RANKED = 10
SHOWN_TOGETHER = 0.08  # cosine within which two passages of a section answer together: a table and its introduction
SHOWN_WORDS = 150


Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article with its evidence; `score` orders, `dense` and `lexical` explain, `shown` are passages in order."""

    entry: Entry
    score: float
    head: float
    body: float
    lexical: float
    topic: float
    shown: tuple[int, ...]

    @property
    def dense(self) -> float:
        return max(self.head, self.body)


@dataclass(frozen=True, slots=True)
class Found:
    """The best articles in order, with what the calibration reads of the whole ranking."""

    text: str
    hits: tuple[Hit, ...]
    known: float
    coverage: float
    fused: NDArray[np.float32]  # the scores of the hits
    best_by_head: int
    best_by_body: int
    best_by_words: int
    best_by_topic: int
    best: int


def fuse(scores: Scores, phrased: float) -> NDArray[np.float32]:
    """`phrased` is the index's: what was learned counts the more, the more there was to learn from."""
    nearest = np.logaddexp(SHARPNESS * scores.heads, SHARPNESS * scores.bodies) / SHARPNESS
    dense = (1 - CENTRE_WEIGHT) * nearest + CENTRE_WEIGHT * scores.centres
    topic_weight = BARE_TOPIC_WEIGHT + phrased * (TOPIC_WEIGHT - BARE_TOPIC_WEIGHT)
    fused = dense + LEXICAL_WEIGHT * scores.lexical + topic_weight * scores.topics
    return np.asarray(fused, dtype=np.float32)


def search(
    index: Index,
    text: str,
    vector: NDArray[np.float32],
    *,
    leave_out: str | None = None,
    without_head: tuple[int, int] | None = None,
    overlooked: int | None = None,
) -> Found:
    """The ranking for one question; `leave_out` answers "and if that article did not exist?" without a new index.

    `without_head` and `overlooked` are for questions made from what is stored, see `Index.scores` and `coverage`.
    """
    left_out = index.row_of.get(leave_out) if leave_out is not None else None
    scores = index.scores(text, vector, left_out=left_out, without_head=without_head)
    return rank(index, text, vector, scores, left_out=left_out, overlooked=overlooked)


def rank(
    index: Index,
    text: str,
    vector: NDArray[np.float32],
    scores: Scores,
    *,
    left_out: int | None = None,
    overlooked: int | None = None,
) -> Found:
    """The ranking that these scores make; `search` says what the other two are for."""
    fused = fuse(scores, index.phrased)
    order = _highest(fused, RANKED, left_out)
    if not len(order):
        return Found(text, (), scores.known, 0.0, np.zeros(0, dtype=np.float32), -1, -1, -1, -1, -1)
    hits = tuple(_hit(index, scores, fused, int(row), vector) for row in order)
    return Found(
        text=text,
        hits=hits,
        known=scores.known,
        coverage=index.coverage(text, int(order[0]), overlooked),
        fused=fused[order],
        best_by_head=int(_highest(scores.heads, 1, left_out)[0]),
        best_by_body=int(_highest(scores.bodies, 1, left_out)[0]),
        best_by_words=int(_highest(scores.lexical, 1, left_out)[0]),
        best_by_topic=int(_highest(scores.topics, 1, left_out)[0]),
        best=int(order[0]),
    )


def _highest(values: Floats, count: int, left_out: int | None) -> NDArray[np.int64]:
    """The rows of the highest values, best first; of equals the first, as if all were sorted, which takes longer."""
    if left_out is not None:
        values = np.delete(values, left_out)
    if count == 1:
        rows = np.array([np.argmax(values)] if len(values) else [], dtype=np.int64)
    else:
        lowest = np.partition(values, -count)[-count] if len(values) > count else -np.inf
        rows = np.flatnonzero(values >= lowest)
        rows = rows[np.argsort(-values[rows], kind="stable")][:count]
    return rows if left_out is None else rows + (rows >= left_out)


def _hit(index: Index, scores: Scores, fused: Floats, row: int, vector: Floats) -> Hit:
    return Hit(
        entry=index.entries[row],
        score=float(fused[row]),
        head=float(scores.heads[row]),
        body=float(scores.bodies[row]),
        lexical=float(scores.lexical[row]),
        topic=float(scores.topics[row]),
        shown=_shown(index.entries[row], vector),
    )


def _shown(entry: Entry, vector: Floats) -> tuple[int, ...]:
    """The nearest passage, and with it the next one of its section where that is nearly as near and both are short."""
    if not entry.passages:
        return ()
    near = entry.bodies @ vector
    best, *others = map(int, np.argsort(-near, kind="stable"))
    first = entry.passages[best]
    for other in others:
        if near[best] - near[other] > SHOWN_TOGETHER:
            break
        second = entry.passages[other]
        if second.section == first.section and _words(first) + _words(second) <= SHOWN_WORDS:
            return (min(best, other), max(best, other))
    return (best,)


def passage_shown(entry: Entry, vector: Floats) -> str:
    """What a customer reads of this article in answer to a message of this vector; its title where it has no text."""
    return "\n\n".join(entry.passages[number].text for number in _shown(entry, vector)) or entry.article.title


def _words(passage: Passage) -> int:
    return len(passage.text.split())
