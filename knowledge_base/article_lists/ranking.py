"""Orders articles by how well their names fit what somebody typed: titles first, and with typing errors forgiven.

This finds an article for an editor, who knows it exists and half remembers its title. What customers ask is found by
meaning, in `knowledge_base/search`.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+")
_NEAR = 78.0
"""From here on a word counts as mistyped. 100 is the same; "retrun" is 83 like "return", "place" 73 like "parcel"."""

_SHORTEST_MISTYPED = 4
_IN_TEXT = 10.0


@dataclass(frozen=True, slots=True)
class Named:
    """What an article is found by, apart from its text."""

    id: str
    title: str
    others: tuple[str, ...] = ()


def ranked(words: str, named: Iterable[Named], in_text: Iterable[str]) -> list[str]:
    """The identifiers of articles that fit, best first. `in_text` are those whose text contains the words as typed."""
    wanted, containing = words_of(words), set(in_text)
    scored = ((_score(wanted, one, containing), one) for one in named)
    fitting = [(score, one) for score, one in scored if score > 0]
    return [one.id for _, one in sorted(fitting, key=lambda each: (-each[0], each[1].title.casefold(), each[1].id))]


def words_of(text: str) -> list[str]:
    """Without case and accents, because both are left out in a hurry."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def _score(wanted: Sequence[str], one: Named, in_text: set[str]) -> float:
    title = _fit(wanted, words_of(one.title))
    if title:
        return 200 + title
    other = max((_fit(wanted, words_of(text)) for text in (*one.others, one.id)), default=0.0)
    return 100 + other if other else _IN_TEXT * (one.id in in_text)


def _fit(wanted: Sequence[str], words: Sequence[str]) -> float:
    """0 unless every wanted word is there, in any order; at most 100, less for beginnings and for typing errors."""
    if not wanted or not words:
        return 0.0
    likes = [max(_like(one, word) for word in words) for one in wanted]
    return sum(likes) / len(likes) if min(likes) > 0 else 0.0


def _like(wanted: str, word: str) -> float:
    if word == wanted:
        return 100.0
    if word.startswith(wanted):
        return 90.0
    if len(wanted) < _SHORTEST_MISTYPED:
        return 0.0
    if wanted in word:
        return 80.0
    like: float = fuzz.ratio(wanted, word)
    return like * 0.75 if like >= _NEAR or _is_swapped(wanted, word) else 0.0


def _is_swapped(wanted: str, word: str) -> bool:
    """Whether two neighbouring letters have changed places: "crad" is "card", but "cart" is not."""
    return len(wanted) == len(word) and sorted(wanted) == sorted(word) and OSA.distance(wanted, word) == 1
