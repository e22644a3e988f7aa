"""Text to the pieces of the multilingual vocabulary: the likeliest cut of each word, as in SentencePiece's unigram.

The package tokenizers can do the same, but needs 280 MB for these 250,000 pieces; this takes 40. Text is normalised
by SentencePiece's rule "nmt_nfkc", except that the Unicode tables are Python's, which are newer.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

BEGIN, END, UNKNOWN = 0, 2, 3
SPACE = "▁"
CONTROL = frozenset(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
"""Pieces with a special meaning to the model; customers cannot write them."""

_UNKNOWN_COSTS = 10.0
"""How much less likely an unknown character is than the least likely piece."""

_FULLWIDTH_TILDE, _ASIDE = "\uff5e", "\ue000"
"""A character that NFKC would change but the vocabulary keeps: replaced during normalisation."""

_DROPPED = [*range(0x01, 0x09), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]
_SPACES = [0x09, 0x0A, 0x0C, 0x0D, 0x1680, *range(0x200B, 0x2010), 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD]
_REPLACED: dict[int, str] = {
    **dict.fromkeys(_DROPPED, ""),
    **dict.fromkeys(_SPACES, " "),
    ord(_FULLWIDTH_TILDE): _ASIDE,
}


def write_vocabulary(path: Path, pieces: list[str], scores: list[float]) -> None:
    """One line per piece, in the order of their numbers: its score, a space and the piece."""
    lines = [f"{score!r} {piece}\n" for piece, score in zip(pieces, scores, strict=True)]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


class Unigram:
    """The vocabulary in `path`; `encode` gives at most `longest` numbers, including the begin and end marks."""

    def __init__(self, path: Path, longest: int) -> None:
        self._longest = longest
        self._pieces: dict[str, tuple[int, float]] = {}
        self._reach: dict[str, int] = {}
        least = 0.0
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines):
                score, piece = line[:-1].split(" ", 1)
                if piece not in CONTROL:
                    self._pieces[piece] = (number, float(score))
                    self._reach[piece[0]] = max(self._reach.get(piece[0], 1), len(piece))
                    least = min(least, float(score))
        self._unknown = (UNKNOWN, least - _UNKNOWN_COSTS)
        self._longest_word = longest * max(self._reach.values())

    def encode(self, text: str) -> list[int]:
        numbers = [BEGIN]
        for word in normalised(text).split():
            for number in self._cut((SPACE + word)[: self._longest_word]):
                if number != UNKNOWN or numbers[-1] != UNKNOWN:
                    numbers.append(number)
            if len(numbers) >= self._longest:
                break
        return [*numbers[: self._longest - 1], END]

    def knows(self, word: str) -> bool:
        """Whether the lower-case word, or its form as a noun or name, is a piece by itself."""
        return SPACE + word in self._pieces or SPACE + word.capitalize() in self._pieces

    def _cut(self, word: str) -> Iterator[int]:
        """The pieces with the highest total score."""
        size = len(word)
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-1e30, 0, 0)] * size  # score, where from, piece
        for start in range(size):
            so_far = best[start][0]
            for end in range(start + 1, min(size, start + self._reach.get(word[start], 1)) + 1):
                found = self._pieces.get(word[start:end])
                if found is None:
                    if end > start + 1:
                        continue
                    found = self._unknown
                if so_far + found[1] > best[end][0]:
                    best[end] = (so_far + found[1], start, found[0])
        return reversed(list(_back(best)))


def _back(best: list[tuple[float, int, int]]) -> Iterator[int]:
    place = len(best) - 1
    while place:
        _, place, number = best[place]
        yield number


def normalised(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_REPLACED)).replace(_ASIDE, _FULLWIDTH_TILDE)
