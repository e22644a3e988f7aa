"""Words without what people leave out when they type: capitals, accents, punctuation, and spelling variants of letters.

Patterns and messages go through the same function, so a pattern is written as the language is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Marks that are dropped: accents, Hebrew points, Arabic vowels and hamzas. Marks of other scripts are letters.
_DROPPED = ((0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x200B, 0x200F))
_LETTERS = str.maketrans(
    {
        "\u0142": "l",
        "\u00f8": "o",
        "\u0111": "d",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u0131": "i",
        "\u0643": "\u06a9",
        "\u064a": "\u06cc",
        "\u0649": "\u06cc",
        "\u0629": "\u0647",
        "\u0671": "\u0627",
        "\u03c2": "\u03c3",
        "\u0621": "",
    }
)
_APOSTROPHES = frozenset("'\u2019\u2018\u02bc\u05f3`\u00b4")
_SENTENCE_END = re.compile(
    r"(?<!\bpr)(?<!\bca)(?<!\bbzw)[.!?;\n\u3002\uff01\uff1f\u061f\u0964\u2026,\uff0c\u3001\u060c:]+(?:\s+|$)"
    r"|[\u3002\uff01\uff1f\uff0c\u3001\n]"
)


@lru_cache(4096)
def folded(letters: str) -> str:
    """Lower case, without accents and variants; everything else stays."""
    lowered = unicodedata.normalize("NFKC", letters).lower()
    apart = unicodedata.normalize("NFD", lowered)
    kept = "".join(each for each in apart if not _is_dropped(each))
    return unicodedata.normalize("NFC", kept).translate(_LETTERS)


def _is_dropped(letter: str) -> bool:
    code = ord(letter)
    return any(low <= code <= high for low, high in _DROPPED)


def pieces_of(text: str) -> list[str]:
    """The parts of a message between full stops, question marks, commas and the like, as words with single spaces."""
    return [words for part in _SENTENCE_END.split(text) if (words := plain(part))]


def plain(text: str) -> str:
    """Folded words with single spaces, without punctuation; an apostrophe joins."""
    letters = (_letter(each) for each in folded(text))
    return " ".join("".join(letters).split())


def _letter(each: str) -> str:
    if each in _APOSTROPHES:
        return ""
    return " " if unicodedata.category(each)[0] in "PSZC" else each
