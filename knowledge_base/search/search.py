"""Hybrid search: which articles may answer, in which order, and the evidence for each.

Dense evidence is a soft maximum over two things: what an article is called and what it says. On short articles the
title decides, on long ones a passage; averaging the two is worse than either. The article's centre, the mean of its
passages, separates near neighbours by what else they are about. Words have a small weight: they decide near ties and
names, and cannot overrule a clear meaning. Then comes what was learned about the articles (`topics`): ten times less
likely costs a tenth of cosine. A second encoder counts more, the fewer phrasings are stored; its cosines are close
together, so its weight is large. The top articles by all this are then scored more closely: by their nearest single
statement, by the passage that shares most of the question's words, and by the model of parts (`relevance`).
Fusing ranks instead of scores was measured, and is worse than dense scores.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.decision.evidence import Candidate, Evidence
from knowledge_base.search.entries import Entry
from knowledge_base.search.index import Index, Scores
from knowledge_base.search.relevance import (
    SHARED,
    STATEMENT,
    AskedFor,
    PartRelevance,
    bears_on,
    part_relevance,
    part_views,
)
from knowledge_base.search.shown import Shown, shown_of
from knowledge_base.text.context import needs_context
from knowledge_base.text.families import family_of, tells_apart
from knowledge_base.text.words import words

SHARPNESS = 40.0  # of the soft maximum; cosines differ by hundredths
CENTRE_WEIGHT = 0.33  # of the dense evidence
LEXICAL_WEIGHT = 0.2
TOPIC_WEIGHT = 0.05  # of a logarithm, for well-phrased articles; development questions: no difference from .04 to .06
BARE_TOPIC_WEIGHT = 0.02  # for articles with only a title and a text, which teach less
SECOND_WEIGHT = 2.0  # for well-phrased articles
BARE_SECOND_WEIGHT = 3.0
STATEMENT_WEIGHT = 0.3
SHARED_WEIGHT = 0.1
PARTS_WEIGHT = 0.03  # of the score that the model of parts gives the article as a whole
QUOTED_BONUS = 0.05  # for the article just quoted, when a follow-up asks for more
ACROSS_HEAD = 0.24  # where the first encoder cannot read; see `_fused_across`
ACROSS_BODY = 0.28
ACROSS_STATEMENT = 0.24
ACROSS_CENTRE = 0.07
ACROSS_LEXICAL = 0.4
LOOKED_AT = 14  # articles that are scored more closely
RANKED = 10
DOUBTED = 0.4  # shown as a guess, and as one that the bot does not believe in
RARE = 0.1  # a word of at most this share of the articles, or of one, may tell articles of one family apart

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """One article with its evidence. `score` sets the order; `dense` and `lexical` explain it.

    `statement` is its nearest single statement, `shared` the largest share of the question's words in one passage,
    `second` the second encoder's cosine, `surest_part` the likeliest passage's share of the answer. `shares` are those
    of all its passages, `words` the question's stems with their weights.
    """

    entry: Entry
    score: float
    head: float
    body: float
    lexical: float
    topic: float
    second: float
    statement: float
    shared: float
    surest_part: float
    shares: Sequence[float]
    words: Mapping[str, float]

    @property
    def shown(self) -> Shown | None:
        """What a customer reads of it; None if it has no text. Made when asked for: nobody reads most of them."""
        return shown_of(self.entry.passages, self.shares, self.words)

    @property
    def dense(self) -> float:
        return max(self.head, self.body)


@dataclass(frozen=True, slots=True)
class Found:
    """The best articles in order, with what the calibration needs from the whole ranking."""

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
    across: bool = False


def fuse(scores: Scores, phrased: float) -> NDArray[np.float32]:
    """`phrased` is the index's: the more phrasings there were to learn from, the more the learned topics count."""
    if scores.across:
        return _fused_across(scores)
    nearest = np.logaddexp(SHARPNESS * scores.heads, SHARPNESS * scores.bodies) / SHARPNESS
    dense = (1 - CENTRE_WEIGHT) * nearest + CENTRE_WEIGHT * scores.centres
    topic_weight = BARE_TOPIC_WEIGHT + phrased * (TOPIC_WEIGHT - BARE_TOPIC_WEIGHT)
    second_weight = BARE_SECOND_WEIGHT + phrased * (SECOND_WEIGHT - BARE_SECOND_WEIGHT)
    words = LEXICAL_WEIGHT * scores.lexical
    return np.asarray(dense + words + topic_weight * scores.topics + second_weight * scores.second, dtype=np.float32)


def _fused_across(scores: Scores) -> NDArray[np.float32]:
    """A sum: the second encoder's cosines are nearly the same for all articles, so a maximum would choose by chance."""
    near = ACROSS_HEAD * scores.heads + ACROSS_BODY * scores.bodies + ACROSS_STATEMENT * scores.statements
    return np.asarray(near + ACROSS_CENTRE * scores.centres + ACROSS_LEXICAL * scores.lexical, dtype=np.float32)


def search(
    index: Index,
    text: str,
    vector: NDArray[np.float32],
    *,
    leave_out: str | None = None,
    without_head: tuple[int, int] | None = None,
    overlooked: int | None = None,
) -> Found:
    """The ranking for one question; `leave_out` shows what it would be without that article, with no new index.

    `without_head` and `overlooked` are for questions made from stored texts, see `Index.scores` and `coverage`.
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
    shows: AskedFor | None = None,
    quoted: int | None = None,
) -> Found:
    """The ranking from these scores; `search` explains the first two.

    For a follow-up, `shows` chooses the parts that are shown, and `quoted` is the row of the article shown before.
    """
    fused = fuse(scores, index.phrased)
    if quoted is not None:
        fused[quoted] += QUOTED_BONUS
    near = _highest(fused, LOOKED_AT, left_out)
    if not len(near):
        return Found(text, (), scores.known, 0.0, np.zeros(0, dtype=np.float32), -1, -1, -1, -1, -1)
    looked_at = _hits(index, scores, fused, near, asked_for(index, text, vector, across=scores.across), shows)
    hits = sorted(looked_at, key=lambda hit: -hit.score)[:RANKED]
    best = index.row_of[hits[0].entry.article.id]
    return Found(
        text=text,
        hits=tuple(hits),
        known=scores.known,
        coverage=index.coverage(text, best, overlooked),
        fused=np.array([hit.score for hit in hits], dtype=np.float32),
        best_by_head=int(_highest(scores.heads, 1, left_out)[0]),
        best_by_body=int(_highest(scores.bodies, 1, left_out)[0]),
        best_by_words=int(_highest(scores.lexical, 1, left_out)[0]),
        best_by_topic=int(_highest(scores.topics, 1, left_out)[0]),
        best=best,
        across=scores.across,
    )


def asked_for(index: Index, text: str, vector: Floats, *, across: bool | None = None) -> AskedFor:
    """The question in the form that this index's views need; for `across` see `Index.scores`."""
    foreign = index.is_across(text) if across is None else across
    return AskedFor(text, vector, index.asked_words(text), index.second_vector(text), foreign)


def siblings_of(found: Found, index: Index) -> tuple[str, ...]:
    """The ids of the best article and its siblings, if the question does not say which of them it means."""
    if found.across:
        return ()  # the question's words are not those of the titles
    entries = [hit.entry for hit in found.hits]
    asked = {*words(found.text), *index.asked_words(found.text)}
    family = family_of(asked, [entry.article.title for entry in entries])
    said = [entries[place].counts for place in family]
    if any(tells_apart(word, said) and index.is_rare(word, RARE) for word in asked):
        return ()
    return tuple(entries[place].article.id for place in family)


def _highest(values: Floats, count: int, left_out: int | None) -> NDArray[np.int64]:
    """The rows of the highest values, best first; of equal ones the first row, as after a full (slower) sort."""
    if left_out is not None:
        values = np.delete(values, left_out)
    if count == 1:
        rows = np.array([np.argmax(values)] if len(values) else [], dtype=np.int64)
    else:
        lowest = np.partition(values, -count)[-count] if len(values) > count else -np.inf
        rows = np.flatnonzero(values >= lowest)
        rows = rows[np.argsort(-values[rows], kind="stable")][:count]
    return rows if left_out is None else rows + (rows >= left_out)


def _hits(
    index: Index, scores: Scores, fused: Floats, rows: NDArray[np.int64], asked: AskedFor, shows: AskedFor | None
) -> list[Hit]:
    """An article without text has no parts to score: it gets the usual part score of the articles looked at."""
    views = [part_views(index.entries[row], asked) for row in rows]
    parts = [part_relevance(each, asked) for each in views]
    usual = float(np.mean([each.total for each in parts if each] or [0.0]))
    hits = []
    for row, each, its in zip(rows.tolist(), views, parts, strict=True):
        beyond = its.total - usual if its else 0.0
        shown = its if shows is None else part_relevance(part_views(index.entries[row], shows), shows)
        hits.append(_hit(index, scores, fused, row, asked, each, beyond, shown))
    return hits


def _hit(
    index: Index,
    scores: Scores,
    fused: Floats,
    row: int,
    asked: AskedFor,
    views: NDArray[np.float64],
    beyond: float,
    parts: PartRelevance | None,
) -> Hit:
    """`beyond` is how much likelier than usual the article's parts are; `parts` says which of them are shown."""
    entry = index.entries[row]
    title = float(scores.heads[row]) if asked.across else float(entry.heads[0] @ asked.vector)
    statement = max(float(views[:, STATEMENT].max(initial=-1.0)), title)
    shared = float(views[:, SHARED].max(initial=0.0))
    shares = parts.shares if parts else ()
    return Hit(
        entry=entry,
        score=float(fused[row]) + STATEMENT_WEIGHT * statement + SHARED_WEIGHT * shared + PARTS_WEIGHT * beyond,
        head=float(scores.heads[row]),
        body=float(scores.bodies[row]),
        lexical=float(scores.lexical[row]),
        topic=float(scores.topics[row]),
        second=float(scores.second[row]),
        statement=statement,
        shared=shared,
        surest_part=max(shares, default=1.0),
        shares=shares,
        words=asked.words,
    )


def as_sure_as_its_words(evidence: Evidence, index: Index, asked: AskedFor) -> Evidence:
    """A follow-up's evidence in context, at most DOUBTED likely if only the topic before it speaks for the article.

    `asked` is the bare message. Behind a title any message finds that title's article, also "do you sell stamps".
    """
    if not evidence.candidates:
        return evidence
    row = index.row_of[evidence.candidates[0].article_id]
    meant = needs_context(asked.text) and bears_on(index.entries[row], asked)
    return evidence if meant else evidence.doubted(DOUBTED)


def candidate_of(hit: Hit, probability: float) -> Candidate:
    """The article as evidence, with what a customer would read of it."""
    entry, shown = hit.entry, hit.shown
    return Candidate(
        article_id=entry.article.id,
        title=entry.article.title,
        section=shown.section if shown else "",
        passage=shown.text if shown else entry.article.title,
        score=hit.score,
        dense=hit.dense,
        lexical=hit.lexical,
        probability=probability,
        whole=shown.whole if shown else True,
        brief=shown.brief if shown else "",
        audience=entry.article.audience,
    )


def passage_shown(index: Index, row: int, text: str, vector: Floats) -> str:
    """What a customer reads of that article in answer to a message; its title if it has no text."""
    asked = asked_for(index, text, vector)
    entry = index.entries[row]
    parts = part_relevance(part_views(entry, asked), asked)
    shown = shown_of(entry.passages, parts.shares if parts else (), asked.words)
    return shown.text if shown else entry.article.title
