"""The passage index: exact search over unit vectors, and the words of each article.

An index is immutable; an edit makes a new one. This is cheap because everything expensive is stored by its content:
an article's entry by the article's fingerprint, a vector by the hash of its text. So an edit encodes only the passages
that changed, a draft is previewed with an index that is then thrown away, and a restart that finds its vectors stored
encodes nothing.
"""

import copy
import hashlib
from collections import Counter
from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from sys import intern

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import Encoder, MultilingualEncoder, Vectors
from knowledge_base.search.kinds import KINDS, kinds_of
from knowledge_base.search.lexical import LexicalIndex, Unread
from knowledge_base.search.passages import Passage, passages_of, plain, statements_of
from knowledge_base.search.spelling import Spelling
from knowledge_base.search.topics import NO_TOPICS, TopicExample, Topics, examples_of
from knowledge_base.search.word_coverage import WordCoverage
from knowledge_base.text.words import content_words, words

NO_LENGTH = 1e-9
SHORTEST_QUOTED = 20  # characters; a shorter line does not identify the article that contains it
QUESTIONS_KEPT = 64  # vectors of the last questions: the index is searched for each more than once
WELL_PHRASED = 6.0  # phrasings per article; more than this change little
TURNED_AT_ONCE = 512  # vectors that fit the processor's cache: takes an eighth of the time of turning all at once
TITLE_WEIGHT = 2  # a title's words count twice: they say what the article is about

VectorCache = MutableMapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, ready to be searched.

    `heads` are the vectors of its title and its other phrasings. `bodies` are those of its passages, `headings` those
    of the headings above them, and `statements` those of the single statements in the passages; `statement_starts` says
    where each passage's statements begin. `second_heads` (the title) and `second_bodies` come from the second encoder;
    without one they have no columns. `said` is the distinct words of title, phrasings and text. `unit_words` is the
    stems of each passage and its headings. `unit_kinds` is its length and the kinds of thing it names. `keys` are the
    hashes of all texts that were encoded for it.
    """

    article: Article
    passages: tuple[Passage, ...]
    heads: Vectors
    bodies: Vectors
    headings: Vectors
    statements: Vectors
    statement_starts: NDArray[np.int64]
    second_heads: Vectors
    second_bodies: Vectors
    counts: Counter[str]
    said: tuple[frozenset[str], ...]
    unit_words: tuple[frozenset[str], ...]
    unit_kinds: NDArray[np.float64]
    keys: tuple[str, ...]


def text_hash(text: str, kind: str = "") -> str:
    """`kind` keeps the vectors of different encoders apart; the first encoder uses no kind."""
    named = f"{kind}\0{text}" if kind else text
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def vectors_of(texts: Sequence[str], encoder: Encoder, cache: VectorCache, *, kind: str = "") -> Vectors:
    """The texts' vectors; encodes only those that the cache lacks, and adds them to it."""
    keys = [text_hash(text, kind) for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in cache}
    if missing:
        encode = encoder.encode_passages if isinstance(encoder, MultilingualEncoder) else encoder.encode
        cache.update(zip(missing, encode(list(missing.values())), strict=True))
    vectors = np.array([cache[key] for key in keys], dtype=np.float32).reshape(len(keys), encoder.dimensions)
    cache.update(zip(keys, vectors, strict=True))  # stored once: cache and entries share the rows
    return vectors


@dataclass(frozen=True)
class _Texts:
    """All texts of an article that are encoded, view by view."""

    article: Article
    passages: tuple[Passage, ...]
    statements: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, article: Article) -> "_Texts":
        passages = tuple(passages_of(article))
        return cls(article, passages, tuple(tuple(statements_of(passage)) for passage in passages))

    @cached_property
    def views(self) -> tuple[list[str], list[str], list[str], list[str]]:
        """Heads, bodies, headings, statements."""
        heads = [self.article.title, *self.article.questions]
        bodies = [passage.indexed for passage in self.passages]
        headings = [passage.heading for passage in self.passages]
        return heads, bodies, headings, [text for said in self.statements for text in said]

    @property
    def all(self) -> list[str]:
        return [text for view in self.views for text in view]

    @property
    def second(self) -> list[str]:
        return [self.article.title, *(passage.indexed for passage in self.passages)]


def make_entries(
    articles: Sequence[Article], encoder: Encoder, cache: VectorCache, second: MultilingualEncoder | None = None
) -> list[Entry]:
    """Entries in the articles' order, encoded together so that the texts can be sorted by length."""
    texts = [_Texts.of(article) for article in articles]
    vectors = vectors_of([text for one in texts for text in one.all], encoder, cache)
    own = np.split(vectors, list(accumulate(len(one.all) for one in texts))[:-1]) if texts else []
    others = _second_vectors(texts, second, cache)
    return [_entry(one, mine, its, second) for one, mine, its in zip(texts, own, others, strict=True)]


def _second_vectors(texts: Sequence[_Texts], second: MultilingualEncoder | None, cache: VectorCache) -> list[Vectors]:
    if second is None:
        return [np.zeros((len(one.second), 0), dtype=np.float32) for one in texts]
    passages = [text for one in texts for text in one.second]
    vectors = vectors_of(passages, second, cache, kind=second.identity)
    return np.split(vectors, list(accumulate(len(one.second) for one in texts))[:-1]) if texts else []


def _entry(texts: _Texts, own: Vectors, its: Vectors, second: MultilingualEncoder | None) -> Entry:
    heads, bodies, headings, statements = np.split(own, list(accumulate(map(len, texts.views)))[:-1])
    starts = [0, *accumulate(map(len, texts.statements))][:-1] if texts.statements else []
    keys = [text_hash(text) for text in texts.all]
    if second is not None:
        keys.extend(text_hash(text, second.identity) for text in texts.second)
    return Entry(
        article=texts.article,
        passages=texts.passages,
        heads=heads,
        bodies=bodies,
        headings=headings,
        statements=statements,
        statement_starts=np.array(starts, dtype=np.int64),
        second_heads=its[:1],
        second_bodies=its[1:],
        counts=_counts(texts.article),
        said=_said(texts.article),
        unit_words=tuple(
            frozenset(map(intern, words(f"{each.section} {plain(each.text)}"))) for each in texts.passages
        ),
        unit_kinds=np.array([kinds_of(passage) for passage in texts.passages]).reshape(-1, KINDS),
        keys=tuple(keys),
    )


def _counts(article: Article) -> Counter[str]:
    """Words are interned, here and in `_said`: each is in memory once, however many articles contain it."""
    counts = Counter(map(intern, words(plain(article.body))))
    counts.update(map(intern, _words_of_heads(article)))
    return counts


def _words_of_heads(article: Article) -> Iterable[str]:
    return (word for text in (article.title,) * TITLE_WEIGHT + article.questions for word in words(text))


def _words_of_text(entry: Entry) -> Iterable[str]:
    """The words of the article's body, taken from the counts: reading all bodies again would take seconds."""
    return (entry.counts - Counter(_words_of_heads(entry.article))).elements()


def _said(article: Article) -> tuple[frozenset[str], ...]:
    texts = (article.title, *article.questions, plain(article.body))
    return tuple(frozenset(map(intern, content_words(text))) for text in texts)


@dataclass(frozen=True, slots=True)
class Scores:
    """One question against each article: nearest head, centre, nearest passage, lexical share, log topic share.

    `second` is the second encoder's best cosine with the title or a passage; zeros without one.
    """

    heads: NDArray[np.float32]
    centres: NDArray[np.float32]
    bodies: NDArray[np.float32]
    lexical: NDArray[np.float32]
    topics: NDArray[np.float32]
    second: NDArray[np.float32]
    known: float

    def mixed(self, other: "Scores", share: float) -> "Scores":
        """These scores mixed with a share of another text's scores against the same articles."""

        def mix(own: NDArray[np.float32], its: NDArray[np.float32]) -> NDArray[np.float32]:
            return np.asarray((1 - share) * own + share * its, dtype=np.float32)

        return Scores(
            heads=mix(self.heads, other.heads),
            centres=mix(self.centres, other.centres),
            bodies=mix(self.bodies, other.bodies),
            lexical=mix(self.lexical, other.lexical),
            topics=mix(self.topics, other.topics),
            second=mix(self.second, other.second),
            known=(1 - share) * self.known + share * other.known,
        )


class Index:
    """The vectors of all entries: one matrix for heads, one for passages. An article's vectors are adjacent.

    Each vector is a column: the product with a question then reads memory in order. With 100,000 passages this takes
    two thirds of the time that rows take.
    """

    def __init__(self, entries: Sequence[Entry], *, dimensions: int, second: MultilingualEncoder | None = None) -> None:
        self.entries = tuple(entries)
        self._second = second
        self._asked_second = lru_cache(QUESTIONS_KEPT)(self._encode_second)
        self.topics: Topics = NO_TOPICS
        self.word_coverage: WordCoverage | None = None
        self.topic_places = self._places_in(self.topics)
        self._heads, self._head_starts = _columns([entry.heads for entry in self.entries], dimensions)
        bodies = [entry.bodies if len(entry.bodies) else entry.heads[:1] for entry in self.entries]
        self._bodies, self._body_starts = _columns(bodies, dimensions)
        seconds = [np.vstack([entry.second_heads, entry.second_bodies]) for entry in self.entries]
        width = seconds[0].shape[1] if seconds else 0
        self._seconds, self._second_starts = _columns(seconds, width)
        self._sum_lengths = np.array([np.linalg.norm(block.sum(axis=0)) for block in bodies], dtype=np.float32)
        self._lexical = LexicalIndex([entry.counts for entry in self.entries])
        self.row_of = {entry.article.id: row for row, entry in enumerate(self.entries)}
        self.passage_count = sum(len(entry.passages) for entry in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def phrased(self) -> float:
        """From 0 (articles have only a title and a text) to 1 (they have WELL_PHRASED phrasings)."""
        phrasings = sum(len(entry.article.questions) for entry in self.entries)
        return min(1.0, phrasings / max(len(self.entries), 1) / WELL_PHRASED)

    def scores(
        self,
        text: str,
        vector: NDArray[np.float32],
        *,
        left_out: int | None = None,
        without_head: tuple[int, int] | None = None,
    ) -> Scores:
        """Exact: every passage is compared; `./baton benchmark search` says how long that takes.

        An article's centre is never stored: its cosine is the sum of its passages' cosines, over the length of their
        sum.

        `without_head` (row, number) ignores one phrasing, as if nobody had stored it. `left_out` ignores the words and
        the topic of a whole article, so that what only this article knows counts as unknown.
        """
        lexical, known = self._lexical.scores(text, self._unread(left_out, without_head))
        if not self.entries:
            empty = np.zeros(0, dtype=np.float32)
            return Scores(empty, empty, empty, lexical, empty, empty, known)
        near = vector @ self._heads
        if without_head is not None:
            near[self._head_starts[without_head[0]] + without_head[1]] = -1.0
        heads = np.maximum.reduceat(near, self._head_starts)
        bodies = vector @ self._bodies
        best = np.maximum.reduceat(bodies, self._body_starts)
        centres = np.add.reduceat(bodies, self._body_starts) / np.maximum(self._sum_lengths, NO_LENGTH)
        shares = self._topic_shares(text, vector, left_out)
        others = self._second_scores(text)
        return Scores(heads, np.asarray(centres, dtype=np.float32), best, lexical, shares, others, known)

    def _second_scores(self, text: str) -> NDArray[np.float32]:
        vector = self.second_vector(text)
        if vector is None:
            return np.zeros(len(self.entries), dtype=np.float32)
        return np.asarray(np.maximum.reduceat(vector @ self._seconds, self._second_starts), dtype=np.float32)

    def second_vector(self, text: str) -> NDArray[np.float32] | None:
        """The second encoder's vector of a question; None if there is no second encoder."""
        return None if self._second is None else self._asked_second(text)

    def _encode_second(self, text: str) -> NDArray[np.float32]:
        assert self._second is not None
        vector: NDArray[np.float32] = self._second.encode_queries([text])[0]
        return vector

    def asked_words(self, text: str) -> dict[str, float]:
        """The question's stems, spelling corrected, each with how well it tells articles apart."""
        stems = dict.fromkeys(self._lexical.corrected(word) for word in words(text))
        return {word: self._lexical.weight_of_stem(word) for word in stems}

    def with_learned(self, topics: Topics, word_coverage: WordCoverage | None) -> "Index":
        """The same entries, with what has been learned since."""
        changed = copy.copy(self)
        changed.topics, changed.word_coverage = topics, word_coverage
        changed.topic_places = self._places_in(topics)
        changed.__dict__.pop("spelling", None)
        return changed

    @cached_property
    def spelling(self) -> Spelling:
        """Corrects towards the learned words of the knowledge base; corrects nothing until words are learned."""
        return Spelling(self.word_coverage.words if self.word_coverage else ())

    def coverage(self, text: str, row: int, overlooked: int | None = None) -> float:
        """How much of the question's meaning that article covers, without the title or phrasing `overlooked`."""
        if self.word_coverage is None:
            return 0.0
        said = (words for number, words in enumerate(self.entries[row].said) if number != overlooked)
        asked = {word: self._lexical.weight_of(word) for word in content_words(text)}
        return self.word_coverage.share(asked, frozenset().union(*said))

    def row_quoted_in(self, said: str) -> int | None:
        """The article that this bot message quotes the most lines of; None if it quotes none."""
        rows = Counter(row for line in said.split("\n") if (row := self._row_of_line.get(line.strip())) is not None)
        return rows.most_common(1)[0][0] if rows else None

    def title_quoted_in(self, said: str) -> str | None:
        """The title of that article."""
        row = self.row_quoted_in(said)
        return None if row is None else self.entries[row].article.title

    @cached_property
    def _row_of_line(self) -> dict[str, int | None]:
        """The article of each line that is long enough to identify it; None if several articles contain the line."""
        found: dict[str, int | None] = {}
        for row, entry in enumerate(self.entries):
            for line in {line.strip() for passage in entry.passages for line in passage.text.split("\n")}:
                if len(line) >= SHORTEST_QUOTED:
                    found[line] = None if line in found else row
        return found

    def vocabulary(self) -> Counter[str]:
        """Every word as written, with the number of articles that contain it."""
        return Counter(word for entry in self.entries for word in frozenset().union(*entry.said))

    def encoded_for(self) -> set[str]:
        """The hashes of all texts whose vectors the entries and their words need."""
        return {key for entry in self.entries for key in entry.keys} | {text_hash(word) for word in self.vocabulary()}

    def _places_in(self, topics: Topics) -> NDArray[np.int64]:
        """Each entry's column in the topics; -1 if it has none yet."""
        return np.array([topics.row_of.get(entry.article.id, -1) for entry in self.entries], dtype=np.int64)

    def topic_examples(self, rows: Iterable[int] | None = None) -> list[TopicExample]:
        """What the entries teach about their articles, row by row, for all rows or for the given ones."""
        return [
            example
            for row in (range(len(self)) if rows is None else rows)
            for example in self._examples_of(row, self.entries[row])
        ]

    def _examples_of(self, row: int, entry: Entry) -> list[TopicExample]:
        return examples_of(row, entry.article, entry.heads, entry.bodies, _words_of_text(entry))

    def most_similar(self, row: int, count: int) -> list[int]:
        """The rows of the articles whose titles and phrasings are nearest to that row's, including the row itself."""
        near = (self.entries[row].heads @ self._heads).max(axis=0)
        nearest = np.argsort(-np.maximum.reduceat(near, self._head_starts), kind="stable")
        return [int(other) for other in nearest[:count]]

    def _topic_shares(self, text: str, vector: NDArray[np.float32], left_out: int | None) -> NDArray[np.float32]:
        """The logarithm of each article's share; an article not learned yet gets the share of the likeliest one."""
        topics = self.topics
        if not topics:
            return np.zeros(len(self.entries), dtype=np.float32)
        strengths = topics.strengths(vector, [self._lexical.corrected(word) for word in words(text)])
        present = strengths[self.topic_places]
        unlearned = self.topic_places < 0
        present[unlearned] = present[~unlearned].max(initial=0.0) if unlearned.any() else 0.0
        if left_out is not None:
            present[left_out] = -np.inf
        present -= present.max()
        return np.asarray(present - np.log(np.exp(present).sum()), dtype=np.float32)

    def _unread(self, left_out: int | None, without_head: tuple[int, int] | None) -> Unread | None:
        if left_out is not None:
            return Unread(left_out, self.entries[left_out].counts)
        if without_head is not None:
            row, number = without_head
            return Unread(row, Counter(words(self.entries[row].article.questions[number - 1])))
        return None


def _columns(blocks: Sequence[Vectors], dimensions: int) -> tuple[Vectors, NDArray[np.int64]]:
    """All vectors, one per column, and where each block begins."""
    sizes = [len(block) for block in blocks]
    starts = np.array([0, *accumulate(sizes)][:-1] if sizes else [], dtype=np.int64)
    rows = np.concatenate(blocks) if blocks else np.zeros((0, dimensions), dtype=np.float32)
    columns = np.empty((dimensions, len(rows)), dtype=np.float32)
    for start in range(0, len(rows), TURNED_AT_ONCE):
        columns[:, start : start + TURNED_AT_ONCE] = rows[start : start + TURNED_AT_ONCE].T
    return columns, starts
