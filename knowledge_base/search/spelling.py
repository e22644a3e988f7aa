"""Corrects misspelt words of a message before it is encoded.

An encoder reads a misspelt word as meaningless pieces, and customers mistype what matters most. A word is changed only
if neither the articles nor the encoders know it, and only into a word of the articles. A name, or a word of another
language, stays as written.
"""

import re
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

SHORTEST_CORRECTED = 4  # letters
LONG_WORD = 7  # letters; from here on two typing errors are corrected
_WORD = re.compile(r"[^\W\d_]+")


class Spelling:
    """`words` are the articles' words in lower case; if two are equally near, the earlier one is used."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST_CORRECTED - 1 and word.isalpha():
                self._by_first.setdefault(word[0], []).append(word)

    def corrected(self, text: str, is_word: Callable[[str], bool]) -> str:
        """The text with its misspelt words corrected; `is_word` knows correct words beyond those of the articles."""
        return _WORD.sub(lambda found: self._meant(found.group(), is_word), text)

    def _meant(self, written: str, is_word: Callable[[str], bool]) -> str:
        word = written.casefold()
        near = self._by_first.get(word[0], [])
        if len(word) < SHORTEST_CORRECTED or is_word(word) or word in near:
            return written
        slips = 2 if len(word) >= LONG_WORD else 1
        found = [
            (distance, place)
            for place, other in enumerate(near)
            if abs(len(other) - len(word)) <= slips
            and (distance := OSA.distance(word, other, score_cutoff=slips)) <= slips
        ]
        return near[min(found)[1]] if found else written
