"""An article made ready to be searched: its texts, their vectors, its words.

Everything expensive is stored by its content: a vector by the hash of its text. So an edit encodes only the passages
that changed, and a restart that finds its vectors stored encodes nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from sys import intern

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.article import Article
from knowledge_base.encoders.encoder import Encoder, MultilingualEncoder, Vectors
from knowledge_base.search.kinds import KINDS, kinds_of
from knowledge_base.search.passages import Passage, passages_of, plain, statements_of
from knowledge_base.text.english import is_english
from knowledge_base.text.words import content_words, terms

TITLE_WEIGHT = 2  # a title's words count twice: they say what the article is about

VectorCache = MutableMapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Second:
    """An article's vectors by the second encoder; without one they have no columns.

    `statements` has no rows for an English article: there the first encoder reads single statements better.
    """

    heads: Vectors
    bodies: Vectors
    statements: Vectors


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, ready to be searched.

    `english` is its language as read from its text. `heads` are the vectors of its title and its other phrasings.
    `bodies` are those of its passages, `headings` those of the headings above them, and `statements` those of the
    single statements in the passages; `statement_starts` says where each passage's statements begin. `said` is the
    distinct words of title, phrasings and text. `unit_words` is the terms of each passage and its headings.
    `unit_kinds` is its length and the kinds of thing it names. `keys` are the hashes of all texts that were encoded
    for it.
    """

    article: Article
    english: bool
    passages: tuple[Passage, ...]
    heads: Vectors
    bodies: Vectors
    headings: Vectors
    statements: Vectors
    statement_starts: NDArray[np.int64]
    second: Second
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


def lacks_vectors(articles: Iterable[Article], cache: VectorCache, second: MultilingualEncoder | None = None) -> bool:
    """Whether `make_entries` would encode anything for these articles."""
    return any(key not in cache for article in articles for key in _keys(_Texts.of(article), second))


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
    def english(self) -> bool:
        return is_english(f"{self.article.title}. {plain(self.article.body)}")

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

    @cached_property
    def second(self) -> tuple[list[str], list[str], list[str]]:
        """Heads, bodies, and the statements of an article that is not in English."""
        heads, bodies, _, statements = self.views
        return heads, bodies, [] if self.english else statements


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
    sizes = [sum(map(len, one.second)) for one in texts]
    if second is None:
        return [np.zeros((size, 0), dtype=np.float32) for size in sizes]
    passages = [text for one in texts for view in one.second for text in view]
    vectors = vectors_of(passages, second, cache, kind=second.identity)
    return np.split(vectors, list(accumulate(sizes))[:-1]) if texts else []


def _entry(texts: _Texts, own: Vectors, its: Vectors, second: MultilingualEncoder | None) -> Entry:
    heads, bodies, headings, statements = np.split(own, list(accumulate(map(len, texts.views)))[:-1])
    starts = [0, *accumulate(map(len, texts.statements))][:-1] if texts.statements else []
    return Entry(
        article=texts.article,
        english=texts.english,
        passages=texts.passages,
        heads=heads,
        bodies=bodies,
        headings=headings,
        statements=statements,
        statement_starts=np.array(starts, dtype=np.int64),
        second=Second(*np.split(its, list(accumulate(map(len, texts.second)))[:-1])),
        counts=_counts(texts.article, english=texts.english),
        said=_said(texts.article),
        unit_words=tuple(
            frozenset(map(intern, terms(f"{each.section} {plain(each.text)}", english=texts.english)))
            for each in texts.passages
        ),
        unit_kinds=np.array([kinds_of(passage) for passage in texts.passages]).reshape(-1, KINDS),
        keys=tuple(_keys(texts, second)),
    )


def _keys(texts: _Texts, second: MultilingualEncoder | None) -> Iterator[str]:
    """The hashes of all texts that are encoded for an article."""
    yield from (text_hash(text) for text in texts.all)
    if second is not None:
        yield from (text_hash(text, second.identity) for view in texts.second for text in view)


def _counts(article: Article, *, english: bool) -> Counter[str]:
    """Terms are interned, here and in `_said`: each is in memory once, however many articles contain it."""
    counts = Counter(map(intern, terms(plain(article.body), english=english)))
    counts.update(map(intern, _terms_of_heads(article, english=english)))
    return counts


def _terms_of_heads(article: Article, *, english: bool) -> Iterable[str]:
    heads = (article.title,) * TITLE_WEIGHT + article.questions
    return (term for text in heads for term in terms(text, english=english))


def terms_of_text(entry: Entry) -> Iterable[str]:
    """The terms of the article's body, taken from the counts: reading all bodies again would take seconds."""
    return (entry.counts - Counter(_terms_of_heads(entry.article, english=entry.english))).elements()


def _said(article: Article) -> tuple[frozenset[str], ...]:
    texts = (article.title, *article.questions, plain(article.body))
    return tuple(frozenset(map(intern, content_words(text))) for text in texts)
