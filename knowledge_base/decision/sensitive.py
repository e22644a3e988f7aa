"""Topics that no bot may try to settle: editors list them, and they are found in a message word by word.

No classifier, on purpose: the people who keep the list can read why a message was handed over, and can fix it. A
phrase is a sequence of words; case, accents and punctuation do not matter. A word that ends in `*` matches every word
that begins with it, and a simple plural is the same word.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from kit.clock import to_text

_WORD = re.compile(r"[^\W_]+\*?")
_APOSTROPHES = re.compile(r"[’'`´]")


@dataclass(frozen=True, slots=True)
class SensitiveTopic:
    """One topic with its phrases; a topic that is not active is kept but does nothing."""

    id: str
    name: str
    phrases: tuple[str, ...]
    active: bool
    updated_by: str
    updated_at: datetime

    def view(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "phrases": list(self.phrases),
            "active": self.active,
            "updated_by": self.updated_by,
            "updated_at": to_text(self.updated_at),
        }


@dataclass(frozen=True, slots=True)
class Sensitive:
    """What was found in a message: the topic's name and the phrase that matched."""

    topic: str
    phrase: str


def find_sensitive(text: str, topics: Iterable[SensitiveTopic]) -> Sensitive | None:
    """The first topic on the list that the message touches."""
    said = f" {' '.join(word.rstrip('*') for word in words_of(text))} "
    for topic in topics:
        if topic.active and _any_of(topic.phrases).search(said):
            return Sensitive(topic.name, next(phrase for phrase in topic.phrases if _any_of((phrase,)).search(said)))
    return None


@lru_cache(maxsize=4_096)
def words_of(text: str) -> tuple[str, ...]:
    """The words as they are compared: without case, accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text.casefold()))
    return tuple(_WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


@lru_cache(maxsize=1_024)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the phrases in words with a space around each. One expression for all: every message is searched."""
    wanted = [words_of(phrase) for phrase in phrases]
    return re.compile("|".join(" " + " ".join(map(_word, words)) + "(?= )" for words in wanted if words) or "(?!)")


def _word(wanted: str) -> str:
    return rf"{wanted[:-1]}[^ ]*" if wanted.endswith("*") else rf"{wanted}(?:e?s)?"
