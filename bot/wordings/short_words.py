"""Greetings, thanks, yes, no and the like that are a whole message, in about thirty languages.

A sentence vector says little about one or two words, and in most of these languages there is no classifier at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.wordings.normal import plain

FILE = Path(__file__).parent / "short_words.yml"
LONGEST = 60  # characters of such a message


def meaning_in(text: str, language: str | None) -> str | None:
    """The intent of the whole message in this language, or in any; None if it says more or something else."""
    if len(text) > LONGEST:
        return None
    words = plain(text)
    tables = all_short_words()
    asked = tables.values() if language is None else [tables.get(language, {})]
    found = (name for table in asked for name, said in table.items() if said.fullmatch(words))
    return next(found, None)


@cache
def all_short_words() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Language -> intent -> pattern of one or more of its words, read once."""
    with FILE.open(encoding="utf-8") as file:
        data = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 (it makes only strings: "no" is a language)
    return {
        language: {name: _pattern(words) for name, words in by_intent.items()} for language, by_intent in data.items()
    }


def _pattern(words: list[str]) -> re.Pattern[str]:
    one = "|".join(sorted((re.escape(plain(word)) for word in words), key=len, reverse=True))
    return re.compile(f"(?:{one})(?: (?:{one}))*")
