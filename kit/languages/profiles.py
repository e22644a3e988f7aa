"""How likely a word is in each language of a script, from a few frequent words and sentences per language.

A word's probability mixes two models: how often it stands in the language's sample, and how usual its letters are there
(an interpolated trigram model). So a frequent word decides at once, and an unknown one still counts by its spelling.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u200c][^\W\d_]+)*['\u2019]?")

WORDS_SHARE = 0.5  # of a word's probability that comes from the list of words; the rest comes from its letters
LISTED = 2  # how often a listed word counts, beside its occurrences in the sentences
UNSEEN = 1e-4  # probability of a letter that the sample does not have
CACHED = 20_000  # words, and letters after two others


def words_in(text: str) -> list[str]:
    """The words, in lower case; an apostrophe belongs to its word."""
    return _WORD.findall(text.lower().replace("\u2019", "'"))


@dataclass(frozen=True)
class Profile:
    """What is known of one language."""

    words: Mapping[str, int]
    total: int
    letters: int
    grams: tuple[Counter[str], Counter[str], Counter[str]]
    follows: tuple[Counter[str], Counter[str]]  # how many different letters follow one letter, and two

    def log_chance(self, word: str, spelling: float) -> float:
        """The logarithm of P(word), from that of its spelling."""
        spelled = math.log(1 - WORDS_SHARE) + spelling
        listed = self.words.get(word, 0) / self.total
        # The spelling of a "word" of hundreds of letters is less likely than a float can say, so logarithms stay.
        return math.log(WORDS_SHARE * listed + math.exp(spelled)) if listed else spelled

    def letter_chance(self, before: str, letter: str) -> float:
        """P(letter after the two before it), by Witten-Bell interpolation."""
        ones, twos, threes = self.grams
        chance = (ones[letter] + UNSEEN) / (self.letters + 1)
        for context, counts, kinds in ((before[1], twos, self.follows[0]), (before, threes, self.follows[1])):
            different = kinds[context]
            if different:
                seen = self._seen(context)
                chance = (counts[context + letter] + different * chance) / (seen + different)
        return chance

    def _seen(self, context: str) -> int:
        return self.grams[len(context) - 1][context]


@dataclass(frozen=True)
class Profiles:
    """The languages of one script."""

    languages: tuple[str, ...]
    profiles: tuple[Profile, ...]

    def log_chances(self, word: str) -> tuple[float, ...]:
        """The logarithm of P(word) in each language."""
        return _log_chances(self, word)

    def knows(self, language: str, word: str) -> bool:
        """Whether the word stands in the language's sample."""
        return word in self.profiles[self.languages.index(language)].words

    def __hash__(self) -> int:
        return hash(self.languages)


@lru_cache(CACHED)
def _log_chances(profiles: Profiles, word: str) -> tuple[float, ...]:
    padded = f"  {word} "
    rows = [_letter_chances(profiles, padded[i - 2 : i], padded[i]) for i in range(2, len(padded))]
    spellings = [sum(column) for column in zip(*rows, strict=True)]
    return tuple(
        profile.log_chance(word, spelling) for profile, spelling in zip(profiles.profiles, spellings, strict=True)
    )


@lru_cache(CACHED)
def _letter_chances(profiles: Profiles, before: str, letter: str) -> tuple[float, ...]:
    """The logarithm of P(letter after the two before it) in each language."""
    return tuple(math.log(profile.letter_chance(before, letter)) for profile in profiles.profiles)


@cache
def profiles_of(script: str) -> Profiles:
    """The languages of a script that have a sample: `latin`, `cyrillic` or `arabic`. Read once."""
    samples = _samples((_FOLDER / f"{script}.txt").read_text(encoding="utf-8"))
    return Profiles(tuple(samples), tuple(_profile(listed, said) for listed, said in samples.values()))


def _samples(text: str) -> dict[str, tuple[list[str], list[str]]]:
    """Language -> its listed words and the words of its sentences. A language's first line lists words."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    language = ""
    for line in text.splitlines():
        if match := re.match(r"\[(\w+)\] ", line):
            language = match[1]
            found[language] = (words_in(line[match.end() :]), [])
        elif line and not line.startswith("#"):
            found[language][1].extend(words_in(line))
    return found


def _profile(listed: list[str], said: list[str]) -> Profile:
    words = Counter(said)
    for word in listed:
        words[word] += LISTED
    ones: Counter[str] = Counter()
    twos: Counter[str] = Counter()
    threes: Counter[str] = Counter()
    for word, times in words.items():
        padded = f"  {word} "
        for i in range(len(padded)):
            ones[padded[i]] += times
            if i >= 1:
                twos[padded[i - 1 : i + 1]] += times
            if i >= 2:
                threes[padded[i - 2 : i + 1]] += times
    after_one = Counter(gram[0] for gram in twos)
    after_two = Counter(gram[:2] for gram in threes)
    return Profile(words, words.total(), ones.total(), (ones, twos, threes), (after_one, after_two))
