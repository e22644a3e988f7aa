"""Which language a text is written in, and how sure that is; nothing where the text is too short to say.

The script decides for languages that have one of their own (Greek, Thai, Korean …). Languages that share a script are
told apart by their frequent words and their spelling (`profiles.py`). Addresses, numbers and codes say nothing.

The answer may be "not clear". `knowledge_base/text/english.py` must always decide, so it also reads the vocabulary.
"""

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from kit.languages.profiles import profiles_of, words_in


@dataclass(frozen=True, slots=True)
class Detected:
    """The language (a primary tag such as `de`; None if it is not clear), how sure, and from how many words."""

    language: str | None
    sureness: float
    words: int


UNCLEAR = Detected(None, 0.0, 0)

LEAST_SURE = 0.9
MOST_WORDS = 40  # words that are read; more add nothing
MOST_CHARACTERS = 600
SHARPNESS = 0.6  # words of a sentence are not independent, so their evidence counts for less than its sum
FEWEST_KNOWN = 0.15  # share of the words that the language must know; otherwise the text is in none of ours
SCRIPT_SURENESS = 0.99
SMALL_SHARE = 0.3  # of the letters, from which a script of its own decides: product names are written in Latin letters
LETTERS_OF_A_SCRIPT = 2
LETTERS_OF_A_WORD = 6  # at most, on average: some scripts write without spaces

_OWN_SCRIPT = {
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "DEVANAGARI": "hi",
    "CJK": "zh",
}
_SHARED_SCRIPT = {"LATIN": "latin", "CYRILLIC": "cyrillic", "ARABIC": "arabic"}
_NOT_WORDS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\b\w+\.(?:com|org|net|eu|de|nl|fr|es|io|shop)\b\S*|\S*\d\S*|[#@/]\w+", re.IGNORECASE
)


def detect(text: str) -> Detected:
    """The language of a text."""
    plain = _NOT_WORDS.sub(" ", text[:MOST_CHARACTERS])
    scripts = _scripts(plain)
    letters = scripts.total()
    if letters < LETTERS_OF_A_SCRIPT:
        return UNCLEAR
    if (own := _own_script(scripts)) is not None:
        return Detected(own, SCRIPT_SURENESS, max(len(plain.split()), letters // LETTERS_OF_A_WORD))
    script = scripts.most_common(1)[0][0]
    return _among(_SHARED_SCRIPT[script], words_in(plain)[:MOST_WORDS]) if script in _SHARED_SCRIPT else UNCLEAR


def _own_script(scripts: Counter[str]) -> str | None:
    """The language whose own script makes up enough of the text. Kana tells Japanese from Chinese."""
    languages: Counter[str] = Counter()
    for script, count in scripts.items():
        if script in _OWN_SCRIPT:
            languages[_OWN_SCRIPT[script]] += count
    if languages["ja"]:
        languages["ja"] += languages.pop("zh", 0)
    if not languages:
        return None
    language, count = languages.most_common(1)[0]
    return language if count >= LETTERS_OF_A_SCRIPT and count >= SMALL_SHARE * scripts.total() else None


def _among(script: str, words: list[str]) -> Detected:
    profiles = profiles_of(script)
    if not words:
        return UNCLEAR
    rows = [profiles.log_chances(word) for word in words]
    sums = [SHARPNESS * sum(column) for column in zip(*rows, strict=True)]
    best = max(range(len(sums)), key=sums.__getitem__)
    language = profiles.languages[best]
    telling = [word for word in words if len(word) > 1] or words  # a single letter is a word of many languages
    known = sum(profiles.knows(language, word) for word in telling) / len(telling)
    sureness = 1 / sum(math.exp(max(-50.0, each - sums[best])) for each in sums)
    if sureness < LEAST_SURE or known < FEWEST_KNOWN:
        return Detected(None, sureness if known >= FEWEST_KNOWN else 0.0, len(words))
    return Detected(language, sureness, len(words))


def _scripts(text: str) -> Counter[str]:
    """How many letters each script has."""
    found: Counter[str] = Counter()
    for letter, times in Counter(text).items():
        if (script := _script_of(letter)) is not None:
            found[script] += times
    return found


@lru_cache(4096)
def _script_of(letter: str) -> str | None:
    """The first word of the letter's Unicode name, which is its script."""
    if not letter.isalpha() and unicodedata.category(letter) not in ("Mn", "Mc"):
        return None
    name = unicodedata.name(letter, "")
    return name.split(" ", 1)[0].split("-", 1)[0] or None
