"""What the bot would find for a question before and after a change of the articles.

A change of one article moves the scores of all others a little, because words become rarer or more frequent. So both
rankings are computed for each question, which is cheap: the vectors are known. The question is decided again, which
is not cheap, only if the changed article is among those looked at, or if something has moved by more than TOLERANCE.
"""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.article import Article
from knowledge_base.decision.decision import TENTATIVE_AT
from knowledge_base.decision.evidence import Evidence
from knowledge_base.search.index import Cosines, Index, Scores
from knowledge_base.search.search import LOOKED_AT, fuse
from knowledge_base.service.engine import QUESTION_CHARACTERS, QUESTIONS_ANSWERED, Engine, Knowledge
from knowledge_base.text.questions import questions_in

TOLERANCE = 0.0002  # of a score, which moves a probability by about a thousandth
KNOWN_TOLERANCE = 0.005  # of the share of the question's words that any article contains
CONTEXT_MESSAGES = 6  # that are read with a question

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A question with what the customer said before it, oldest first."""

    text: str
    before: tuple[str, ...] = ()


def with_changes(engine: Engine, knowledge: Knowledge, changes: Mapping[str, Article | None]) -> Knowledge:
    """The state as it would be with these articles, and without those that are None. New vectors are not stored."""
    apart = Engine(engine.encoder, ChainMap({}, engine.cache), engine.second, engine.asked)
    kept = [entry.article for entry in knowledge.index.entries if entry.article.id not in changes]
    added = [article for article in changes.values() if article is not None]
    return replace(knowledge, index=apart.index([*kept, *added], knowledge.index))


def with_draft(engine: Engine, knowledge: Knowledge, draft: Article) -> Knowledge:
    """The state as it would be if this draft were published."""
    return with_changes(engine, knowledge, {draft.id: draft})


class Comparison:
    """Two states of the articles that differ in some of them."""

    def __init__(self, engine: Engine, old: Knowledge, new: Knowledge, changed: Sequence[str]) -> None:
        self._engine = engine
        self.old, self.new = old, new
        self._changed_old = _rows(old.index, changed)
        self._changed_new = _rows(new.index, changed)
        same = [each.article.id for each in old.index.entries if each.article.id in new.index.row_of]
        same = [article_id for article_id in same if article_id not in set(changed)]
        self._same_old, self._same_new = _rows(old.index, same), _rows(new.index, same)
        self._cosines: Mapping[str, tuple[Cosines, ...]] = {}  # of the questions that were prepared last
        self.decided = 0

    def prepare(self, questions: Sequence[AskedBefore]) -> None:
        """Encodes all that these questions need, and compares it with all articles, together."""
        texts = list(dict.fromkeys(text for each in questions for text in texts_searched(each.text)))
        self._engine.asked.prepare(texts)
        if texts and len(self.old.index) and len(self.new.index):
            vectors = np.array([self._engine.vector(text) for text in texts], dtype=np.float32)
            both = (state.index.cosines(texts, vectors) for state in (self.old, self.new))
            self._cosines = dict(zip(texts, zip(*both, strict=True), strict=True))

    def of(self, question: AskedBefore) -> tuple[Evidence, Evidence] | None:
        """The evidence before and after; None if the change cannot matter for this question."""
        if not question.before and not self.may_differ(question.text):
            return None
        self.decided += 1
        return self._evidence(self.old, question), self._evidence(self.new, question)

    def _evidence(self, knowledge: Knowledge, question: AskedBefore) -> Evidence:
        earlier: list[str] = []
        for said in question.before:
            found = self._read(knowledge, said, earlier)
            earlier.extend((said, _shown(found)))
        return self._read(knowledge, question.text, earlier)

    def _read(self, knowledge: Knowledge, text: str, earlier: Sequence[str]) -> Evidence:
        vector = self._engine.vector(text)
        return self._engine.evidence_in_context(knowledge, text, vector, [*filter(None, earlier)][-CONTEXT_MESSAGES:])

    def may_differ(self, text: str) -> bool:
        """Whether the change can matter for what is said of this message, or of one of its questions."""
        return any(map(self._moves, texts_searched(text)))

    def _moves(self, text: str) -> bool:
        vector = self._engine.vector(text)
        known = self._cosines.get(text, (None, None))
        was = self.old.index.scores(text, vector, cosines=known[0])
        now = self.new.index.scores(text, vector, cosines=known[1])
        if was.across != now.across or abs(was.known - now.known) > KNOWN_TOLERANCE:
            return True
        before, after = fuse(was, self.old.index.phrased), fuse(now, self.new.index.phrased)
        if _is_looked_at(before, self._changed_old) or _is_looked_at(after, self._changed_new):
            return True
        if self._leaders(was, self.old) != self._leaders(now, self.new):
            return True
        highest = before >= _lowest_looked_at(before)
        moved = np.abs(before[self._same_old] - after[self._same_new])[highest[self._same_old]]
        return bool(len(moved)) and float(moved.max()) > TOLERANCE

    def _leaders(self, scores: Scores, knowledge: Knowledge) -> list[str]:
        """The best article by each single view, which the calibration compares with the best of all.

        Nobody leads where all are equal, as in a view that says nothing: the first would be chance.
        """
        views = (scores.heads, scores.bodies, scores.lexical, scores.topics)
        entries = knowledge.index.entries
        return [entries[int(np.argmax(view))].article.id if np.ptp(view) > 0 else "" for view in views if len(view)]


def texts_searched(text: str) -> list[str]:
    """The texts that are searched for: the message, and its questions if it asks several."""
    text = text[:QUESTION_CHARACTERS]
    return list(dict.fromkeys((text, *questions_in(text)[:QUESTIONS_ANSWERED])))


def _rows(index: Index, article_ids: Sequence[str]) -> Rows:
    return np.array([index.row_of[each] for each in article_ids if each in index.row_of], dtype=np.int64)


def _lowest_looked_at(fused: NDArray[np.float32]) -> float:
    return float(np.partition(fused, -LOOKED_AT)[-LOOKED_AT]) if len(fused) > LOOKED_AT else -np.inf


def _is_looked_at(fused: NDArray[np.float32], rows: Rows) -> bool:
    return bool(len(rows)) and float(fused[rows].max()) >= _lowest_looked_at(fused) - TOLERANCE


def _shown(found: Evidence) -> str:
    """What the customer would have read before, as far as it matters for what comes next: the passage."""
    return found.candidates[0].passage if found.candidates and found.probability >= TENTATIVE_AT else ""
