"""Word by word: how much of what the question says does the article cover, in whatever words?

A question may be close to an article as a whole and still ask about something else: "how do I reset my Gmail
password" and "Reset your password". One word, the decisive one, has no match there. So each word of the question is
compared with the nearest word of the article, by the vectors of single words; rarer words count more. It is a signal
for the calibration, not for the ranking. Words of the knowledge base are encoded once, with the other background
learning; the few words that an edit adds are encoded with the edit.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders.encoder import Encoder, Vectors

MOST_WORDS = 50_000  # of the knowledge base: 77 MB; words beyond these are rarely asked for
STRANGE_WORDS = 5_000  # kept of the words that only customers use
LONGEST_WORD = 40


class WordCoverage:
    """Vectors of single words, unit length; those of the knowledge base are in one matrix."""

    def __init__(self, encoder: Encoder, vectors_of_known: Mapping[str, NDArray[np.float32]]) -> None:
        self._encoder = encoder
        self._place_of = {word: place for place, word in enumerate(vectors_of_known)}
        self._known = np.array(list(vectors_of_known.values()), dtype=np.float32).reshape(-1, encoder.dimensions)
        self._strange = lru_cache(STRANGE_WORDS)(lambda word: encoder.encode([word])[0])

    def __contains__(self, word: str) -> bool:
        return word in self._place_of

    @property
    def words(self) -> Collection[str]:
        """The words of the knowledge base; of those learned together, the words in most articles come first."""
        return self._place_of.keys()

    def joined(self, vectors_of_new: Mapping[str, NDArray[np.float32]]) -> "WordCoverage":
        """A copy with more words; this one does not change, since it may be in use."""
        known = dict(zip(self._place_of, self._known, strict=True))
        return WordCoverage(self._encoder, known | dict(vectors_of_new))

    def share(self, asked: Mapping[str, float], spoken: Iterable[str]) -> float:
        """The share of the question's meaning, 0 to 1, that the article's words cover, weighted by word."""
        places = sorted(self._place_of[word] for word in spoken if word in self._place_of)
        total = sum(asked.values())
        if not places or not total:
            return 0.0 if total else 1.0
        nearest = (self._of(list(asked)) @ self._known[places].T).max(axis=1)
        return float(np.dot(np.clip(nearest, 0, 1), list(asked.values())) / total)

    def _of(self, said: Sequence[str]) -> Vectors:
        known = {word: self._known[self._place_of[word]] for word in said if word in self._place_of}
        return np.array([known[word] if word in known else self._strange(word[:LONGEST_WORD]) for word in said])


def worth_encoding(words: Collection[str], holders: Mapping[str, int]) -> list[str]:
    """At most MOST_WORDS, the words in most articles first; the same result for the same articles."""
    return sorted(words, key=lambda word: (-holders[word], word))[:MOST_WORDS]
