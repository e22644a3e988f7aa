"""Lexical evidence: which words of the question an article contains, and how much those words matter.

The score is BM25 over whole articles, divided by the best score the question could reach. So it is a share between 0
and 1 that means the same for short and long questions and on any knowledge base; a raw BM25 score does not. It is
small enough to write ourselves: a term's postings are two numpy arrays, and a question uses a handful of terms.

Customers mistype what matters most (product names, error codes). So a word that no article contains is read as the
known word one edit away, if the knowledge base has exactly one such word.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from knowledge_base.text.words import stem, terms, words

SATURATION = 1.2  # BM25's k1
LENGTH_WEIGHT = 0.75  # BM25's b
SHORTEST_CORRECTED = 5


@dataclass(frozen=True, slots=True)
class Unread:
    """Words of one article that a search ignores: all of them, or those of one phrasing."""

    row: int
    counts: Mapping[str, int]


_NOWHERE = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


def _postings(counts: Sequence[Mapping[str, int]]) -> dict[str, tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Each word's articles in order, and how often each contains it: slices of two long arrays, sorted by word."""
    numbers: dict[str, int] = {}
    words_of = [numbers.setdefault(word, len(numbers)) for count in counts for word in count]
    word = np.array(words_of, dtype=np.int32)
    order = np.argsort(word, kind="stable")
    rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])[order]
    times = np.fromiter(chain.from_iterable(count.values() for count in counts), dtype=np.float32)[order]
    ends = np.cumsum(np.bincount(word, minlength=len(numbers)))
    starts = ends - np.bincount(word, minlength=len(numbers))
    return {
        name: (rows[start:end], times[start:end])
        for name, start, end in zip(numbers, starts.tolist(), ends.tolist(), strict=True)
    }


def _without_one_letter(word: str) -> Iterable[str]:
    return (word[:cut] + word[cut + 1 :] for cut in range(len(word)))


class LexicalIndex:
    """Postings of articles in a fixed order; built from word counts, so unchanged articles are not read again."""

    def __init__(self, counts: Sequence[Mapping[str, int]], english: Sequence[bool] | None = None) -> None:
        """`english`: for each article, whether its counts are of words or of pieces (`terms`); words if not given."""
        self.size = len(counts)
        self._english = np.array([True] * self.size if english is None else english, dtype=bool)
        lengths = np.array([max(1, sum(count.values())) for count in counts], dtype=np.float32)
        self._norm = SATURATION * (
            1 - LENGTH_WEIGHT + LENGTH_WEIGHT * lengths / max(1.0, float(lengths.mean() if self.size else 1))
        )
        self._postings = _postings(counts)
        self._spellings: dict[str, str | None] = {}
        for word in self._postings:
            if len(word) >= SHORTEST_CORRECTED and word.isalpha():
                for shorter in _without_one_letter(word):
                    self._spellings[shorter] = None if shorter in self._spellings else word

    def weight(self, found: int) -> float:
        """How well a word tells articles apart: high if few articles contain it, highest if none does."""
        return math.log(1 + (self.size - found + 0.5) / (found + 0.5))

    def weight_of(self, word: str) -> float:
        """The weight of a word as written."""
        stems = words(word)
        return self.weight_of_stem(self.corrected(stems[0])) if stems else 0.0

    def weight_of_stem(self, stem: str) -> float:
        return self.weight(self.count_containing(stem))

    def count_containing(self, stem: str) -> int:
        """In how many articles the word stands."""
        return len(self._postings.get(stem, _NOWHERE)[0])

    def corrected(self, word: str) -> str:
        if word in self._postings or len(word) < SHORTEST_CORRECTED or not word.isalpha():
            return word
        near = {self._spellings.get(word)}
        for shorter in _without_one_letter(word):
            near.add(shorter if shorter in self._postings else self._spellings.get(shorter))
        known = near - {None}
        return known.pop() or word if len(known) == 1 else word

    def knows(self, word: str) -> bool:
        """Whether an English article contains this lower-case word, or another form of it."""
        return stem(word) in self._postings

    def terms_of(self, question: str) -> list[str]:
        """The question's distinct terms, in order: words, and pieces if there are articles that are not in English."""
        return [term for english in self._readings for term in self._terms(question, english)]

    @property
    def _readings(self) -> list[bool]:
        return [english for english in (True, False) if (self._english == english).any()]

    def _terms(self, question: str, english: bool) -> Iterable[str]:
        found = terms(question, english=english)
        return dict.fromkeys(self.corrected(term) if english else term for term in found)  # in order: it affects sums

    def scores(self, question: str, unread: Unread | None = None) -> tuple[NDArray[np.float32], float]:
        """Each article's share of the best possible score, and the share of the question's weight that is known."""
        scores = np.zeros(self.size, dtype=np.float32)
        most = 0.0
        for english in self._readings:
            possible = known = 0.0
            for term in self._terms(question, english):
                rows, times = self._places(term, unread)
                weight = self.weight(len(rows))
                possible += weight
                if len(rows):
                    known += weight
                    scores[rows] += weight * times / (times + self._norm[rows])
            scores[self._english == english] /= max(possible, 1e-9)
            most = max(most, known / max(possible, 1e-9))
        return scores, most

    def _places(self, word: str, unread: Unread | None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The articles that contain a word, and how often. The unread words do not count for their article."""
        rows, times = self._postings.get(word, _NOWHERE)
        if unread is None or word not in unread.counts:
            return rows, times
        left = times - np.where(rows == unread.row, unread.counts[word], 0).astype(np.float32)
        return rows[left > 0], left[left > 0]
