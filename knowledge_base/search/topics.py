"""Which article a question is about, learned from everything that is stored with the articles.

Nearness asks "what is similar?"; this asks "what tells them apart?". A softmax regression over the sentence vector and
the words learns which words and directions separate an article from its neighbours. It learns from each article's title
and phrasings, and from its text as one more example. Measured on development questions against nearness alone: six more
of a hundred have the right article on top if phrasings are stored, up to two more if there are none.

The fit takes seconds, in the background. An edit cannot wait for that: `beside` fits only its article's column, in
tenths of a second, and leaves all others unchanged.
"""

import hashlib
import io
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from knowledge_base.articles.article import Article
from knowledge_base.text.words import words

Floats = NDArray[np.float32]

WORD_WEIGHT = 0.5  # of a row's words, relative to its vector
LOOSENESS = 30.0  # 1 / the strength of the penalty, like scikit-learn's C
STEPS = 40
GOOD_ENOUGH = 1e-3  # of the loss: measured, ten times finer gains nothing
FOLDS = 3
FEWEST_ARTICLES = 2
MOST_WEIGHTS = 1_500_000  # a fit holds about fourteen times as many doubles; beyond this, rarer words are left out
REMEMBERED_STEPS = 5  # of L-BFGS
MOST_WORK = 2_000_000  # examples times articles; beyond this a fit takes minutes, so only nearness is used
MOST_WORK_BESIDE = 100_000  # examples times edited articles; beyond this they wait until all are learned together


@dataclass(frozen=True, slots=True)
class TopicExample:
    """A title, a phrasing or a whole text of the article in that row; `fold` says when it is held out."""

    row: int
    vector: Floats
    words: tuple[str, ...]
    fold: int | None


@dataclass(frozen=True)
class Topics:
    """Fitted weights, one column per article. Empty if nothing was learned; then it has no effect."""

    article_ids: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    rarity: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    of_vector: Floats = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    of_words: Floats = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    bias: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    def __bool__(self) -> bool:
        return bool(self.article_ids)

    @cached_property
    def id(self) -> str:
        """A name made from what was learned."""
        digest = hashlib.sha256("\n".join((*self.article_ids, "", *self.vocabulary)).encode())
        for weights in (self.of_vector, self.of_words, self.bias):
            digest.update(weights.astype("<f2").tobytes())
        return digest.hexdigest()[:12]

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        return {article_id: row for row, article_id in enumerate(self.article_ids)}

    @cached_property
    def _place_of(self) -> Mapping[str, int]:
        return {word: place for place, word in enumerate(self.vocabulary)}

    def to_bytes(self) -> bytes:
        """For storage, at half precision, which changes no ranking."""
        file = io.BytesIO()
        np.savez_compressed(
            file,
            article_ids=np.array(self.article_ids, dtype=np.str_),
            vocabulary=np.array(self.vocabulary, dtype=np.str_),
            rarity=self.rarity,
            of_vector=self.of_vector.astype(np.float16),
            of_words=self.of_words.astype(np.float16),
            bias=self.bias,
        )
        return file.getvalue()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Topics":
        with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
            names = (tuple(map(str, arrays["article_ids"])), tuple(map(str, arrays["vocabulary"])))
            weights = (arrays[name].astype(np.float32) for name in ("rarity", "of_vector", "of_words", "bias"))
            return cls(*names, *weights)

    def strengths(self, vector: Floats, said: Sequence[str]) -> Floats:
        """How strongly the question points to each article: the logarithm of its share, up to a constant."""
        places, values = _weighted(said, self._place_of, self.rarity)
        strengths = self.bias + vector @ self.of_vector
        return np.asarray(strengths + values @ self.of_words[places] if len(places) else strengths, dtype=np.float32)


NO_TOPICS = Topics()


def fold_of(article_id: str, number: int) -> int:
    """The fold in which a title (0) or a phrasing is held out; the same in every process."""
    return hashlib.sha256(f"{article_id}/{number}".encode()).digest()[0] % FOLDS


def examples_of(row: int, article: Article, heads: Floats, bodies: Floats, text: Iterable[str]) -> list[TopicExample]:
    """What one article teaches: its title and phrasings, each held out in its fold, and its text, never held out.

    `text` is the words of its body.
    """
    heard = [
        TopicExample(row, vector, tuple(words(said)), fold_of(article.id, number))
        for number, (said, vector) in enumerate(zip((article.title, *article.questions), heads, strict=True))
    ]
    centre = (bodies if len(bodies) else heads[:1]).mean(axis=0)
    centre = centre / max(float(np.linalg.norm(centre)), 1e-9)
    return [*heard, TopicExample(row, centre, tuple(text), None)]


def fit_topics(article_ids: Sequence[str], examples: Sequence[TopicExample]) -> tuple[Topics, tuple[Topics, ...]]:
    """One fit on all examples, and FOLDS fits that each leave out one fold; calibration asks these.

    A question that is stored as an example would be recognised by heart. The fit without its fold treats it like a new
    question.
    """
    if len(article_ids) < FEWEST_ARTICLES or len(article_ids) * len(examples) > MOST_WORK:
        return NO_TOPICS, (NO_TOPICS,) * FOLDS
    vectors = np.array([example.vector for example in examples], dtype=np.float32)
    vocabulary, rarity = _vocabulary(examples, most=MOST_WEIGHTS // len(article_ids) - vectors.shape[1])
    place_of = {word: place for place, word in enumerate(vocabulary)}
    said = _matrix([_weighted(example.words, place_of, rarity) for example in examples], len(vocabulary))
    rows = np.array([example.row for example in examples])
    folds = np.array([-1 if example.fold is None else example.fold for example in examples])

    def fitted(heard: NDArray[np.bool_], start: Floats | None) -> Floats:
        return _fit(vectors[heard], csr_array(said[heard]), rows[heard], len(article_ids), start)

    def topics(weights: Floats) -> Topics:
        width = vectors.shape[1]
        weights = weights.astype(np.float16).astype(np.float32)  # as stored: a restart answers the same
        of_vector, of_words, bias = weights[:width], weights[width:-1], weights[-1]
        return Topics(tuple(article_ids), vocabulary, rarity, of_vector, of_words, bias)

    whole = fitted(folds >= -1, None)
    return topics(whole), tuple(topics(fitted(folds != fold, whole)) for fold in range(FOLDS))


def beside(
    topics: Topics, article_ids: Sequence[str], examples: Sequence[TopicExample], rows: Collection[int]
) -> Topics:
    """The topics with the columns of these rows' articles fitted again; `topics` unchanged if that would take long.

    `examples` are those of these articles and their neighbours; rows are positions in `article_ids`. What was learned
    about all others does not change: the fit is the same convex one, with their strengths as a constant. So a new
    article cannot take what already belongs to them, and nothing else changes until all are learned together.
    """
    if not topics or not rows or not quick_beside(len(rows), len(examples)):
        return topics
    column_of = {row: column for column, row in enumerate(sorted(rows))}
    grown = _with_words_of(topics, [example for example in examples if example.row in column_of])
    place_of = {word: place for place, word in enumerate(grown.vocabulary)}
    vectors = np.array([example.vector for example in examples], dtype=np.float32)
    said = _matrix([_weighted(example.words, place_of, grown.rarity) for example in examples], len(place_of))
    columns = np.array([column_of.get(example.row, len(column_of)) for example in examples])
    held = [
        topics.row_of[each] for row, each in enumerate(article_ids) if row not in column_of and each in topics.row_of
    ]
    others = _log_sums(vectors @ grown.of_vector[:, held] + said @ grown.of_words[:, held] + grown.bias[held])
    weights = _fit(vectors, said, columns, len(column_of), None, others).astype(np.float16).astype(np.float32)
    width = vectors.shape[1]
    return replace(
        grown,
        article_ids=(*(grown.article_ids[place] for place in held), *(article_ids[row] for row in column_of)),
        of_vector=np.hstack([grown.of_vector[:, held], weights[:width]]),
        of_words=np.hstack([grown.of_words[:, held], weights[width:-1]]),
        bias=np.concatenate([grown.bias[held], weights[-1]]),
    )


def quick_beside(edited: int, examples: int) -> bool:
    """Whether `beside` fits this many articles from this many examples, or leaves them to the background."""
    return edited * examples <= MOST_WORK_BESIDE


def _with_words_of(topics: Topics, examples: Sequence[TopicExample]) -> Topics:
    """The topics with these examples' words added; these words say nothing about the articles learned before.

    A new word is as rare as one that a single example contains, and less rare the more examples contain it.
    """
    known = set(topics.vocabulary)
    found = Counter(word for example in examples for word in set(example.words) if word not in known)
    rarest = float(topics.rarity.max(initial=1.0))
    rarity = [rarest + math.log(2 / (1 + times)) for times in found.values()]
    return replace(
        topics,
        vocabulary=(*topics.vocabulary, *found),
        rarity=np.concatenate([topics.rarity, np.array(rarity, dtype=np.float32)]),
        of_words=np.vstack([topics.of_words, np.zeros((len(found), len(topics.article_ids)), dtype=np.float32)]),
    )


def _log_sums(strengths: Floats) -> Floats:
    highest = strengths.max(axis=1, keepdims=True)
    return np.asarray((highest + np.log(np.exp(strengths - highest).sum(axis=1, keepdims=True)))[:, 0])


def _vocabulary(examples: Sequence[TopicExample], most: int) -> tuple[tuple[str, ...], Floats]:
    """The `most` frequent words with their rarity: smoothed inverse frequency over the examples."""
    found: Counter[str] = Counter()
    for example in examples:
        found.update(set(example.words))
    vocabulary = tuple(sorted(found, key=lambda word: (-found[word], word))[: max(most, 0)])
    rarity = [1 + math.log((1 + len(examples)) / (1 + found[word])) for word in vocabulary]
    return vocabulary, np.array(rarity, dtype=np.float32)


def _weighted(said: Sequence[str], place_of: Mapping[str, int], rarity: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Known words as (places, values): damped counts times rarity, scaled to length WORD_WEIGHT."""
    times = Counter(place_of[word] for word in said if word in place_of)
    places = np.array(list(times), dtype=np.int64)
    values = (1 + np.log(np.array(list(times.values()), dtype=np.float32))) * rarity[places]
    length = float(np.linalg.norm(values))
    return places, np.asarray(WORD_WEIGHT * values / length if length else values, dtype=np.float32)


def _matrix(rows: Sequence[tuple[NDArray[np.int64], Floats]], width: int) -> csr_array:
    starts = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([places for places, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_array((values, places, starts), shape=(len(rows), width), dtype=np.float32)


def _fit(
    vectors: Floats,
    said: csr_array,
    rows: NDArray[np.int64],
    articles: int,
    start: Floats | None,
    others: Floats | None = None,
) -> Floats:
    """Softmax regression by L-BFGS, with a square penalty on all weights except the bias: (features + 1, articles).

    `others` is each example's strength for everything that is not fitted here; examples of that have the row
    `articles`.
    """
    height = vectors.shape[1] + said.shape[1]
    order = np.arange(len(rows))
    backwards = csr_array(said.T)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(height + 1, articles).astype(np.float32)
        strengths = vectors @ weights[: vectors.shape[1]] + said @ weights[vectors.shape[1] : -1] + weights[-1]
        if others is not None:
            strengths = np.column_stack([strengths, others])
        strengths -= strengths.max(axis=1, keepdims=True)
        shares = np.exp(strengths)
        totals = shares.sum(axis=1, keepdims=True)
        misfit = float((np.log(totals[:, 0]) - strengths[order, rows]).sum())
        wrong = shares / totals
        wrong[order, rows] -= 1
        wrong = wrong[:, :articles]
        slope = np.vstack([vectors.T @ wrong, backwards @ wrong, wrong.sum(axis=0, keepdims=True)])
        slope[:-1] += weights[:-1] / LOOSENESS
        penalty = float((weights[:-1] ** 2).sum()) / (2 * LOOSENESS)
        return misfit + penalty, slope.astype(np.float64).ravel()

    begin = np.zeros((height + 1) * articles) if start is None else start.astype(np.float64).ravel()
    options = {"maxiter": STEPS, "ftol": GOOD_ENOUGH, "maxcor": REMEMBERED_STEPS}
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options=options)
    return np.asarray(found.x, dtype=np.float32).reshape(height + 1, articles)
