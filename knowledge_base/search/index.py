"""The passage index: exact search over unit vectors, and the words of each article.

An index is immutable; an edit makes a new one. This is cheap because everything expensive is in the entries, which
are reused: a draft is previewed with an index that is then thrown away.
"""

import copy
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders.encoder import Knows, QuestionEncoder
from knowledge_base.search.entries import Entry, terms_of_text, text_hash
from knowledge_base.search.lexical import LexicalIndex, Unread
from knowledge_base.search.second_views import NO_LENGTH, SecondViews, columns
from knowledge_base.search.spelling import Spelling
from knowledge_base.search.topics import NO_TOPICS, TopicExample, Topics, examples_of
from knowledge_base.search.word_coverage import WordCoverage
from knowledge_base.text.english import is_english
from knowledge_base.text.words import content_words, terms, words

SHORTEST_QUOTED = 20  # characters; a shorter line does not identify the article that contains it
QUESTIONS_KEPT = 64  # vectors of the last questions: the index is searched for each more than once
WELL_PHRASED = 6.0  # phrasings per article; more than this change little


@dataclass(frozen=True, slots=True)
class Scores:
    """One question against each article: nearest head, centre, nearest passage, lexical share, log topic share.

    `second` is the second encoder's best cosine with the title or a passage; zeros without one. If `across`, the first
    encoder cannot read the question or the articles. Then heads, centres, bodies and `statements` are the second's
    cosines, stretched to the first's usual range, and nothing is in `second` or known of topics.
    """

    heads: NDArray[np.float32]
    centres: NDArray[np.float32]
    bodies: NDArray[np.float32]
    lexical: NDArray[np.float32]
    topics: NDArray[np.float32]
    second: NDArray[np.float32]
    known: float
    statements: NDArray[np.float32]
    across: bool = False

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
            statements=mix(self.statements, other.statements),
            across=self.across,
        )


@dataclass(frozen=True, slots=True)
class Cosines:
    """A question's cosines with all heads and passages, and with each article as the second encoder sees it."""

    heads: NDArray[np.float32]
    bodies: NDArray[np.float32]
    second: NDArray[np.float32] | None


class Index:
    """The vectors of all entries: one matrix for heads, one for passages. An article's vectors are adjacent.

    Each vector is a column: the product with a question then reads memory in order. With 100,000 passages this takes
    two thirds of the time that rows take.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        dimensions: int,
        second: QuestionEncoder | None = None,
        knows: Knows = lambda _: True,
    ) -> None:
        self.entries = tuple(entries)
        self._second = second
        self._knows = knows
        english = [entry.english for entry in self.entries]
        self._english = sum(english) * 2 >= len(english)
        self._asked_second = lru_cache(QUESTIONS_KEPT)(self._encode_second)
        self.topics: Topics = NO_TOPICS
        self.word_coverage: WordCoverage | None = None
        self.topic_places = self._places_in(self.topics)
        self._heads, self._head_starts = columns([entry.heads for entry in self.entries], dimensions)
        bodies = [entry.bodies if len(entry.bodies) else entry.heads[:1] for entry in self.entries]
        self._bodies, self._body_starts = columns(bodies, dimensions)
        self._by_second = SecondViews.of(self.entries)
        self._sum_lengths = np.array([np.linalg.norm(block.sum(axis=0)) for block in bodies], dtype=np.float32)
        self._lexical = LexicalIndex([entry.counts for entry in self.entries], english)
        self.row_of = {entry.article.id: row for row, entry in enumerate(self.entries)}
        self.passage_count = sum(len(entry.passages) for entry in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def phrasings(self) -> float:
        """How many phrasings an article has, on average."""
        return sum(len(entry.article.questions) for entry in self.entries) / max(len(self.entries), 1)

    @property
    def phrased(self) -> float:
        """From 0 (articles have only a title and a text) to 1 (they have WELL_PHRASED phrasings)."""
        return min(1.0, self.phrasings / WELL_PHRASED)

    def cosines(self, texts: Sequence[str], vectors: NDArray[np.float32]) -> list[Cosines]:
        """For many questions at once: the vectors are then read from memory once, not once for each question."""
        heads, bodies = vectors @ self._heads, vectors @ self._bodies
        asked = [self.second_vector(text) for text in texts]
        second = self._by_second.best(np.array(asked, dtype=np.float32)) if self._second is not None else None
        return [Cosines(heads[row], bodies[row], None if second is None else second[row]) for row in range(len(texts))]

    def scores(
        self,
        text: str,
        vector: NDArray[np.float32],
        *,
        left_out: int | None = None,
        without_head: tuple[int, int] | None = None,
        across: bool | None = None,
        cosines: Cosines | None = None,
    ) -> Scores:
        """Exact: every passage is compared; `./baton benchmark search` says how long that takes.

        An article's centre is never stored: its cosine is the sum of its passages' cosines, over the length of their
        sum.

        `without_head` (row, number) ignores one phrasing, as if nobody had stored it. `left_out` ignores the words and
        the topic of a whole article, so that what only this article knows counts as unknown. `across` is said where a
        text is not in one language: a message behind the title of an article.
        """
        lexical, known = self._lexical.scores(text, self._unread(left_out, without_head))
        if not self.entries:
            empty = np.zeros(0, dtype=np.float32)
            return Scores(empty, empty, empty, lexical, empty, empty, known, empty)
        asked = self.second_vector(text)
        if asked is not None and (self.is_across(text) if across is None else across):
            seen = self._by_second.seen(asked, without_head)
            none = np.zeros(len(self.entries), dtype=np.float32)
            return Scores(seen.heads, seen.centres, seen.bodies, lexical, none, none, known, seen.statements, True)
        near = vector @ self._heads if cosines is None else cosines.heads
        if without_head is not None:
            near[self._head_starts[without_head[0]] + without_head[1]] = -1.0
        heads = np.maximum.reduceat(near, self._head_starts)
        bodies = vector @ self._bodies if cosines is None else cosines.bodies
        best = np.maximum.reduceat(bodies, self._body_starts)
        sums = np.add.reduceat(bodies, self._body_starts)
        centres = np.asarray(sums / np.maximum(self._sum_lengths, NO_LENGTH), dtype=np.float32)
        shares = self._topic_shares(text, vector, left_out)
        others = np.zeros_like(heads) if asked is None else self._second_best(asked, cosines)
        return Scores(heads, centres, best, lexical, shares, others, known, best)

    def _second_best(self, asked: NDArray[np.float32], cosines: Cosines | None) -> NDArray[np.float32]:
        known = cosines.second if cosines is not None else None
        return self._by_second.best(asked) if known is None else known

    def is_across(self, text: str) -> bool:
        """Whether the question or the articles are in a language that the first encoder does not read.

        False without a second encoder, which reads a hundred languages.
        """
        return self.across or (self._second is not None and not is_english(text, self._is_english_word))

    @property
    def across(self) -> bool:
        """Whether most articles are in another language than English, so that every question is read by the second."""
        return self._second is not None and not self._english

    def _is_english_word(self, word: str) -> bool:
        return self._knows(word) or self._lexical.knows(word)

    def second_vector(self, text: str) -> NDArray[np.float32] | None:
        """The second encoder's vector of a question; None if there is no second encoder."""
        return None if self._second is None else self._asked_second(text)

    def _encode_second(self, text: str) -> NDArray[np.float32]:
        assert self._second is not None
        vector: NDArray[np.float32] = self._second.encode_queries([text])[0]
        return vector

    def asked_words(self, text: str) -> dict[str, float]:
        """The question's terms, spelling corrected, each with how well it tells articles apart."""
        return {term: self._lexical.weight_of_stem(term) for term in self._lexical.terms_of(text)}

    def is_rare(self, term: str, share: float) -> bool:
        """Whether at most this share of the articles contain the term, or one article."""
        return self._lexical.count_containing(term) <= max(1, share * len(self.entries))

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
        return examples_of(row, entry.article, entry.heads, entry.bodies, terms_of_text(entry))

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
            entry = self.entries[row]
            return Unread(row, Counter(terms(entry.article.questions[number - 1], english=entry.english)))
        return None
