"""Whether a message asks for a person, in any wording: a calibrated probability, learned from examples.

One logistic regression combines three views of the words: the meaning (the sentence vector), the spelling (character
n-grams, after typing errors in telling words are corrected), and the structure of the sentence (n-grams of its words,
with each telling word replaced by its class). A request may be one sentence of many, so each sentence of a longer
message is judged too, without the vector, which belongs to the whole message.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.intents.vectors import Vectors
from bot.messages.courtesies import is_courtesy
from bot.person_requests.telling_words import CLASS_OF, meant

Floats = npt.NDArray[np.floating[Any]]

SPELLING, BUILD = "c", "w"
WEIGHTS = {SPELLING: 0.7, BUILD: 1.5}  # the lengths of both, relative to the sentence vector's 1
LETTERS = (2, 5)
WORDS = 4
C = 10.0
FOLDS = 3
MIN_SENTENCES = 2  # an n-gram of only one sentence teaches nothing, and there are three times as many of them
MOST_SENTENCES = 12
MOST_WORDS = 60  # characters of a sentence; a longer one adds nothing and must not take longer
CODES = re.compile(r"\S+@\S+|\b[a-z]{0,3}[-#]?\d{3,}[\w.-]*")
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")


def words_of(text: str) -> list[str]:
    """Lower case, without apostrophes, addresses and numbers; question and exclamation marks count as words."""
    lowered = CODES.sub(" ", text.lower()).replace("\u2019", "'").replace("\u2018", "'").replace("'", "")
    return re.findall(r"\w+|[?!]", lowered)[:MOST_WORDS]


def sentences_of(text: str) -> list[str]:
    """The sentences of a message with several; empty if there is only one.

    Sentences of courtesy are left out: judged alone, "Please." after any question would be a request.
    """
    parts = [part for part in SENTENCE_END.split(text) if re.search(r"\w", part)]
    return [part for part in parts[-MOST_SENTENCES:] if not is_courtesy(part)] if len(parts) > 1 else []


def mended(words: Iterable[str], known: frozenset[str]) -> list[str]:
    """The words, with typing errors in telling words corrected; a word in `known` stays as it is."""
    return [word if word in known else meant(word) for word in words]


def grams_of(words: Sequence[str]) -> dict[str, Counter[str]]:
    """Counts each n-gram of letters and of classes."""
    low, high = LETTERS
    letters: Counter[str] = Counter()
    for word in words:
        padded = f" {word} "
        for n in range(low, high + 1):
            letters.update(padded[i : i + n] for i in range(max(1, len(padded) - n + 1)))
    classes = [CLASS_OF.get(word, word) for word in words]
    build = Counter(" ".join(classes[i : i + n]) for n in range(1, WORDS + 1) for i in range(len(classes) - n + 1))
    return {SPELLING: letters, BUILD: build}


@dataclass(frozen=True)
class Grams:
    """The n-grams of the training sentences: the column of each, and its rarity."""

    columns: Mapping[str, int]
    rarity: Floats

    def row(self, words: Sequence[str]) -> tuple[list[int], Floats]:
        """Columns and values of a sentence; spelling and structure each have the length of their weight."""
        columns: list[int] = []
        values: list[Floats] = []
        for kind, counts in grams_of(words).items():
            found = [(self.columns[kind + gram], n) for gram, n in counts.items() if kind + gram in self.columns]
            places = [column for column, _ in found]
            raw = np.array([1 + math.log(n) for _, n in found]) * self.rarity[places]
            columns += places
            values.append(raw * WEIGHTS[kind] / (math.sqrt(float(raw @ raw)) or 1.0))
        return columns, np.concatenate(values)


@dataclass(frozen=True)
class PersonRequests:
    """The learned weights: for the vector and the n-grams of a message, and for the n-grams of one sentence."""

    grams: Grams
    known: frozenset[str]
    of_vector: Floats
    of_message: Floats
    of_sentence: Floats
    intercepts: Floats  # for a message, for a sentence
    line: Floats  # slope and intercept from a score to the log-odds

    def probability(self, text: str, vector: Vectors) -> float:
        """How likely it is that the customer wants a person."""
        logit = float(self.line[0]) * self.score(text, vector) + float(self.line[1])
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))

    def score(self, text: str, vector: Vectors) -> float:
        """The score of the message, or that of its strongest sentence if it is higher."""
        words = words_of(text)
        if not any(word.isalpha() for word in words):
            return -math.inf  # punctuation and numbers ask for nothing
        whole = self._sum(words, self.of_message) + float(vector @ self.of_vector + self.intercepts[0])
        parts = (self._sum(words_of(part), self.of_sentence) for part in sentences_of(text))
        return max(whole, max(parts, default=-math.inf) + float(self.intercepts[1]))

    def _sum(self, words: Sequence[str], weights: Floats) -> float:
        columns, values = self.grams.row(mended(words, self.known))
        return float(values @ weights[columns])


def learn(requests: Mapping[str, Vectors], others: Mapping[str, Vectors]) -> PersonRequests:
    """Learns from sentences with their vectors. The line to a probability is fitted on held-out sentences."""
    from sklearn.linear_model import LogisticRegression

    rows = [*((text, vector, 1) for text, vector in requests.items()), *((t, v, 0) for t, v in others.items())]
    order = np.random.default_rng(0).permutation(len(rows))
    scores, labels = [], []
    for held in np.array_split(order, FOLDS):
        taught = _fitted([rows[i] for i in np.setdiff1d(order, held)])
        scores += [max(taught.score(rows[i][0], rows[i][1]), -50.0) for i in held]
        labels += [rows[i][2] for i in held]
    line = LogisticRegression(C=100.0).fit(np.array(scores).reshape(-1, 1), labels)
    return replace(_fitted(rows), line=np.array([line.coef_[0, 0], line.intercept_[0]]))


def _fitted(rows: Sequence[tuple[str, Vectors, int]]) -> PersonRequests:
    known = frozenset(word for text, _, label in rows if not label for word in words_of(text))
    words = [mended(words_of(text), known) for text, _, _ in rows]
    grams = _grams(words)
    vectors = np.stack([vector for _, vector, _ in rows])
    message, of_a_message = _weights(grams, words, [label for _, _, label in rows], vectors)
    # The sentence weights learn from messages of one sentence, and from every sentence of a message that is no request.
    alone = [(text, label) for text, _, label in rows if not label or not sentences_of(text)]
    alone += [(part, 0) for text, _, label in rows if not label for part in sentences_of(text)]
    sentences = [mended(words_of(text), known) for text, _ in alone]
    sentence, of_a_sentence = _weights(grams, sentences, [label for _, label in alone])
    width = vectors.shape[1]
    starts, unfitted = np.array([of_a_message, of_a_sentence]), np.array([1.0, 0.0])
    return PersonRequests(grams, known, message[:width], message[width:], sentence, starts, unfitted)


def _weights(
    grams: Grams, sentences: Sequence[Sequence[str]], labels: Sequence[int], vectors: Vectors | None = None
) -> tuple[Floats, float]:
    """The weight of each column (the vector's first), and the intercepts."""
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    rows = [grams.row(words) for words in sentences]
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([np.asarray(columns, dtype=int) for columns, _ in rows])
    values = np.concatenate([values for _, values in rows])
    features = sparse.csr_matrix((values, columns, ends), shape=(len(rows), len(grams.columns)))
    if vectors is not None:
        features = sparse.hstack([sparse.csr_matrix(vectors), features]).tocsr()
    fitted = LogisticRegression(C=C, solver="liblinear", max_iter=1000, random_state=0).fit(features, labels)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _grams(sentences: Sequence[Sequence[str]]) -> Grams:
    """The n-grams of at least `MIN_SENTENCES` sentences."""
    found: Counter[str] = Counter()
    for words in sentences:
        for kind, counts in grams_of(words).items():
            found.update(kind + gram for gram in counts)
    kept = sorted(gram for gram, n in found.items() if n >= MIN_SENTENCES)
    rarity = np.array([math.log((1 + len(sentences)) / (1 + found[gram])) + 1 for gram in kept])
    return Grams({gram: column for column, gram in enumerate(kept)}, rarity)
