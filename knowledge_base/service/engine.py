"""Index, calibration and encoder together: the `knowledge` process serves this, and the evaluation measures it."""

import hashlib
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.article import Article
from knowledge_base.audiences.audience import Reader
from knowledge_base.calibration.calibration import Calibration
from knowledge_base.calibration.examples import Question, calibrate
from knowledge_base.calibration.features import features
from knowledge_base.calibration.fitting import across_calibration
from knowledge_base.decision.evidence import Evidence
from knowledge_base.encoders.encoder import Encoder, MultilingualEncoder, Vectors, find_multilingual, load_encoder
from knowledge_base.encoders.question_vectors import QuestionVectors, Vector
from knowledge_base.outcomes.outcomes import PastQuestion
from knowledge_base.search.entries import Entry, VectorCache, lacks_vectors, make_entries, vectors_of
from knowledge_base.search.index import Index, Scores
from knowledge_base.search.relevance import AskedFor
from knowledge_base.search.search import Found, as_sure_as_its_words, asked_for, candidate_of, rank, search, siblings_of
from knowledge_base.search.topics import Topics, beside, fit_topics, quick_beside
from knowledge_base.search.word_coverage import WordCoverage, worth_encoding
from knowledge_base.text.context import in_context, needs_context
from knowledge_base.text.questions import is_long, questions_in

VIEWS = "phrasings-1"  # raise this when encoded texts or calibrated features change, so that no old ones are read
SHARE_TEMPERATURE = 0.04  # how fast the runners-up share what the best one leaves
QUESTION_CHARACTERS = 2_000
UNSURE = 0.5  # P alone, below which a short message is read in context whatever its form
ALSO_ANSWERS = 0.25  # P(it answers its question) from which one of two questions gets its own answer
QUESTIONS_ANSWERED = 3  # of one message, each looked at separately
CONTINUED = 0.5  # P(right) from which a message whose form continues the last one is never read alone
LEANS_BACK = 0.3  # nor is it from this share of its probability alone on
MESSAGE_SHARE = 0.6  # of the bare message, in the scores of the message in context
NEIGHBOURS = 20  # articles that an edited one is compared with at once
NEW_WORDS_AT_ONCE = 300  # half a second of encoding; if there are more, the background learns them
TOPIC_TRUST = 0.2  # weight of the higher of two probabilities, see `evidence_of`


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One state of the knowledge base, never changed: running requests keep theirs while a new one is made.

    `index` has what everybody may read and nothing else, of `articles`, which are all. `wider` has an index for each
    kind of reader who may read more, where there is more.
    """

    index: Index
    calibration: Calibration
    version: int = 0
    target_precision: float = 0.95
    articles: Sequence[Article] = ()
    wider: Mapping[Reader, Index] = field(default_factory=dict)

    def as_read_by(self, reader: Reader) -> "Knowledge":
        """The state as that reader may see it: with an index of its own, so nothing else can come out of it."""
        index = self.wider.get(reader)
        return self if index is None else replace(self, index=index, wider={})


class Engine:
    """Builds states of the knowledge base, reusing everything that did not change, and searches them."""

    def __init__(
        self,
        encoder: Encoder,
        cache: VectorCache,
        second: MultilingualEncoder | None = None,
        asked: QuestionVectors | None = None,
    ) -> None:
        self.encoder, self.second, self.cache = encoder, second, cache
        self.asked = asked or QuestionVectors(encoder, second)

    @property
    def identity(self) -> str:
        """The name under which vectors, topics and calibrations are stored: both encoders, and their views."""
        named = f"{VIEWS}\0{self.encoder.identity}\0{self.second.identity if self.second else ''}"
        return f"{VIEWS}-{hashlib.sha256(named.encode()).hexdigest()[:32]}"

    def index(self, articles: Iterable[Article], before: Index | None = None) -> Index:
        """An index of the articles; entries of `before` whose article is unchanged are reused.

        What was learned is reused too. What can be learned about the other articles in tenths of a second is added, so
        that they are found at once as they will be when everything is learned again.
        """
        wanted = list(articles)
        known = {entry.article: entry for entry in before.entries} if before else {}
        fresh = make_entries(
            [article for article in wanted if article not in known], self.encoder, self.cache, self.second
        )
        made = {entry.article: entry for entry in fresh}
        entries: list[Entry] = [known.get(article) or made[article] for article in wanted]
        index = Index(entries, dimensions=self.encoder.dimensions, second=self.asked.second, knows=self.encoder.knows)
        if before is None:
            return index
        return index.with_learned(_edits_learned(index, before, made), self._with_words_of(fresh, before.word_coverage))

    def lacks_vectors_of(self, articles: Iterable[Article]) -> bool:
        """Whether an index of these articles would have to encode anything."""
        return lacks_vectors(articles, self.cache, self.second)

    def _with_words_of(self, entries: Iterable[Entry], word_coverage: WordCoverage | None) -> WordCoverage | None:
        """The word coverage plus these entries' words; unchanged if they are too many to encode without delay."""
        if word_coverage is None:
            return None
        new = sorted({word for entry in entries for said in entry.said for word in said if word not in word_coverage})
        if not new or len(new) > NEW_WORDS_AT_ONCE:
            return word_coverage
        return word_coverage.joined(dict(zip(new, vectors_of(new, self.encoder, self.cache), strict=True)))

    def learn(
        self, index: Index, labelled: Sequence[Question] = (), asked: Sequence[PastQuestion] = ()
    ) -> tuple[Index, Calibration]:
        """The index with its topics and word coverage learned, and a calibration of what that index finds."""
        ids = [entry.article.id for entry in index.entries]
        topics, folds = fit_topics(ids, index.topic_examples())
        learned = index.with_learned(topics, self.word_coverage(index))
        fitted = calibrate(learned, folds, self.encoder, self.cache, labelled, asked)
        return learned, replace(fitted, topics=topics.id)

    def word_coverage(self, index: Index) -> WordCoverage:
        """The vectors of the knowledge base's words; only new words are encoded."""
        holders = index.vocabulary()
        known = worth_encoding(holders.keys(), holders)
        return WordCoverage(self.encoder, dict(zip(known, vectors_of(known, self.encoder, self.cache), strict=True)))

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.encoder.encode(texts)

    def evidence(self, knowledge: Knowledge, text: str, earlier: Sequence[str] = ()) -> tuple[Evidence, Vector]:
        """The evidence for a message in its context, and the vector of the bare message."""
        vector = self.vector(text)
        return self.evidence_in_context(knowledge, text, vector, earlier), vector

    def vector(self, text: str) -> NDArray[np.float32]:
        """The vector of a message; of a very long one, only its beginning is encoded."""
        return self.asked.vector(text[:QUESTION_CHARACTERS])

    def multilingual_vector(self, knowledge: Knowledge, text: str) -> NDArray[np.float32] | None:
        """The second encoder's vector of a message, which the search will use again; None without that encoder."""
        return knowledge.index.second_vector(text[:QUESTION_CHARACTERS])

    def evidence_in_context(
        self, knowledge: Knowledge, text: str, vector: NDArray[np.float32], earlier: Sequence[str]
    ) -> Evidence:
        """The evidence for a message whose vector is known, read in context if it needs one."""
        text = text[:QUESTION_CHARACTERS]
        found = self._read(knowledge, text, vector, earlier)
        corrected = knowledge.index.spelling.corrected(text, self._is_word)
        if corrected == text:
            return found
        return max(found, self._read(knowledge, corrected, self.vector(corrected), earlier), key=_sureness)

    def _is_word(self, word: str) -> bool:
        return self.encoder.knows(word) or (self.second is not None and self.second.knows(word))

    def _read(self, knowledge: Knowledge, text: str, vector: NDArray[np.float32], earlier: Sequence[str]) -> Evidence:
        """A message as spelt: read alone, and also after the earlier messages if it continues them."""
        index = knowledge.index
        scores = index.scores(text, vector)
        whole = evidence_of(rank(index, text, vector, scores), knowledge)
        alone = self._of_its_questions(knowledge, text, whole)
        continued = in_context(text, earlier, index.title_quoted_in, unsure=alone.probability < UNSURE)
        if continued is None:
            return alone
        quoted = next((row for said in reversed(earlier) if (row := index.row_quoted_in(said)) is not None), None)
        asked = asked_for(index, text, vector)
        both = as_sure_as_its_words(self._evidence_of_both(knowledge, continued, scores, asked, quoted), index, asked)
        if needs_context(text) and both.probability >= min(CONTINUED, LEANS_BACK * alone.probability):
            return both
        return max(alone, both, key=_sureness)

    def _of_its_questions(self, knowledge: Knowledge, text: str, whole: Evidence) -> Evidence:
        """The answers to the message's questions: two get two answers, and a story is read by its question."""
        asked = questions_in(text)[:QUESTIONS_ANSWERED]
        if len(asked) < 2 and not (asked and is_long(text)):
            return whole
        parts: list[Evidence] = []
        for each in asked:
            before = parts[-1] if parts and parts[-1].probability >= ALSO_ANSWERS else None
            parts.append(self._beside(knowledge, each, before))
        likely = [part for part in parts if part.candidates and part.probability >= ALSO_ANSWERS]
        if len(likely) > 1 and likely[0].candidates[0].passage != likely[1].candidates[0].passage:
            first, second = likely[:2]
            less = min(first.probability, second.probability)
            return replace(first, also=second.candidates[0], probability=less)
        best = max(whole, *parts, key=_sureness)
        if len(asked) == 1 or is_long(text):
            return best
        least = min(part.probability for part in parts)  # one answer for both questions must answer the harder one, too
        return replace(best, probability=min(best.probability, max(ALSO_ANSWERS, (least + whole.probability) / 2)))

    def _beside(self, knowledge: Knowledge, text: str, before: Evidence | None) -> Evidence:
        """One question of several; what points back or has little content is also read after the one before it."""
        vector = self.vector(text)
        alone = self.evidence_at(knowledge, text, vector)
        if before is None or not needs_context(text):
            return alone
        index = knowledge.index
        scores, asked = index.scores(text, vector), asked_for(index, text, vector)
        quoted = index.row_of[before.candidates[0].article_id]
        continued = f"{before.candidates[0].title}. {text}"
        return max(alone, self._evidence_of_both(knowledge, continued, scores, asked, quoted), key=_sureness)

    def evidence_at(self, knowledge: Knowledge, text: str, vector: NDArray[np.float32]) -> Evidence:
        """The evidence for a message whose vector is known, without context."""
        return evidence_of(search(knowledge.index, text, vector), knowledge)

    def _evidence_of_both(
        self, knowledge: Knowledge, continued: str, alone: Scores, asked: AskedFor, quoted: int | None
    ) -> Evidence:
        """The topic alone already finds its own article, so the bare message gets a share of the scores.

        `quoted` is the row of the article that was shown before.
        """
        index = knowledge.index
        vector = self.asked.vector(continued)
        scores = index.scores(continued, vector, across=alone.across)
        about = asked.after(asked_for(index, continued, vector, across=alone.across))
        mixed = scores.mixed(alone, MESSAGE_SHARE)
        both = rank(index, continued, vector, mixed, shows=about, quoted=quoted)
        topic = rank(index, continued, vector, scores, shows=about, quoted=quoted)
        return replace(evidence_of(both, knowledge, topic), in_context=True)


def engine_of(folder: Path) -> Engine:
    """A new engine with the encoders that were exported to this folder. Raises EncoderUnusableError."""
    return Engine(load_encoder(folder), {}, find_multilingual(folder))


def _sureness(evidence: Evidence) -> float:
    return evidence.probability


def _edits_learned(index: Index, before: Index, edited: Collection[Article]) -> Topics:
    if not before.topics or not edited:
        return before.topics
    rows = {index.row_of[article.id] for article in edited}
    if not quick_beside(len(rows), sum(1 + len(index.entries[row].heads) for row in rows)):
        return before.topics  # stop before looking for their neighbours: so many would take long
    ids = [entry.article.id for entry in index.entries]
    around = rows.union(*(index.most_similar(row, NEIGHBOURS) for row in rows))
    return beside(before.topics, ids, index.topic_examples(sorted(around)), rows)


def evidence_of(found: Found, knowledge: Knowledge, topic: Found | None = None) -> Evidence:
    """A ranking as evidence: calibrated probabilities, and each article's best passage.

    `topic` is the ranking in which the earlier messages have full weight. Its probability is too high. Mixed scores are
    too low: the calibration was fitted on higher ones. If both have the same best article, the truth lies between them.
    """
    calibration = knowledge.calibration if found.across == knowledge.index.across else across_calibration()
    probability, among_three = _probabilities(found, calibration)
    if topic is not None and topic.best == found.best:
        flattered, flattered_three = _probabilities(topic, calibration)
        probability = _between(probability, flattered)
        among_three = max(probability, _between(among_three, flattered_three))
    shares = _shares(found, probability, among_three)
    return Evidence(
        candidates=tuple(candidate_of(hit, share) for hit, share in zip(found.hits, shares, strict=True)),
        probability=probability,
        among_three=among_three,
        known=found.known,
        threshold=calibration.threshold(knowledge.target_precision),
        target_precision=knowledge.target_precision,
        calibration=knowledge.calibration.id,
        knowledge_version=knowledge.version,
        siblings=siblings_of(found, knowledge.index),
    )


def _probabilities(found: Found, calibration: Calibration) -> tuple[float, float]:
    """The probability that the first is right, and that one of the first three is."""
    if not found.hits:
        return 0.0, 0.0
    row = features(found).tolist()
    return calibration.probability(row), calibration.probability_among_three(row)


def _between(low: float, high: float) -> float:
    """The mean of two probabilities' logits, weighted by TOPIC_TRUST; 0 and 1 are left alone."""
    if not 0 < low < 1 or not 0 < high < 1:
        return low
    logit = (1 - TOPIC_TRUST) * math.log(low / (1 - low)) + TOPIC_TRUST * math.log(high / (1 - high))
    return 1 / (1 + math.exp(-logit))


def _shares(found: Found, probability: float, among_three: float) -> list[float]:
    """The first has its own probability; the second and third share the rest of "among three" by nearness."""
    if not found.hits:
        return []
    near = [math.exp((hit.score - found.hits[0].score) / SHARE_TEMPERATURE) for hit in found.hits[1:3]]
    total = sum(near) or 1.0
    rest = [(among_three - probability) * value / total for value in near]
    return [probability, *rest, *(0.0 for _ in found.hits[3:])]
