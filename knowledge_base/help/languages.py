"""The help pages' own words, in the widget's twelve languages, and which language a page is in.

The words are in `words/`, one file for each language. An article's page is in the article's language. A page of no
article is in the language that its address names, or else in the one that the reader's browser asks for.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})
_MOST_WISHES = 20
_WISH = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4})\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?\Z")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a help page says besides the articles. `name` is the language's own name."""

    language: str
    name: str
    help: str
    welcome: str
    empty: str
    missing: str
    missing_why: str
    search: str
    search_label: str
    results: str
    nothing: str
    nothing_why: str
    unavailable: str
    topics: str
    other: str
    all_articles: str
    on_this_page: str
    related: str
    changed: str
    helpful: str
    yes: str
    no: str
    thanks: str
    later: str
    choose_language: str
    skip: str
    here: str
    table: str
    code: str
    date: str
    months: tuple[str, ...]

    def day(self, moment: datetime) -> str:
        """The date as people who read this language write it."""
        day = "1er" if self.language == "fr" and moment.day == 1 else str(moment.day)
        return self.date.format(day=day, month=self.months[moment.month - 1], year=moment.year)


def _words(path: Path) -> PageWords:
    stored = json.loads(path.read_text(encoding="utf-8"))
    return PageWords(**{**stored, "months": tuple(stored["months"])})


LANGUAGES = {path.stem: _words(path) for path in sorted((Path(__file__).parent / "words").glob("*.json"))}


def direction(locale: str) -> Literal["ltr", "rtl"]:
    """In which direction the language is written."""
    return "rtl" if primary(locale) in _RIGHT_TO_LEFT else "ltr"


def words_of(locale: str) -> PageWords:
    """The words for a page in this language; English if there are none in it."""
    return LANGUAGES.get(primary(locale), LANGUAGES["en"])


def language_name(locale: str) -> str:
    """The language's own name, with the variant if the locale names one: `Português (BR)`."""
    known = LANGUAGES.get(primary(locale))
    if known is None:
        return locale
    _, _, variant = locale.partition("-")
    return f"{known.name} ({variant})" if variant else known.name


def wished_words(accept_language: str | None) -> PageWords:
    """The words for the header `Accept-Language`: the reader's first wish for which there are words."""
    known = (primary(wish) for wish in wishes(accept_language))
    return next((LANGUAGES[language] for language in known if language in LANGUAGES), LANGUAGES["en"])


def wished_locale(accept_language: str | None, locales: Sequence[str]) -> str | None:
    """Which of these the reader asks for first, if need be by its language alone."""
    for wish in wishes(accept_language):
        exact = (each for each in locales if each.lower() == wish.lower())
        near = (each for each in locales if primary(each) == primary(wish))
        if (found := next(exact, None) or next(near, None)) is not None:
            return found
    return None


def wishes(accept_language: str | None) -> Iterator[str]:
    """The languages that the header names, the most wanted first."""
    found = [match for wish in (accept_language or "").split(",")[:_MOST_WISHES] if (match := _WISH.match(wish))]
    best_first = sorted(found, key=lambda wish: -_quality(wish))
    return (wish.group(1) for wish in best_first if _quality(wish) > 0)


def _quality(wish: re.Match[str]) -> float:
    return float(wish.group(2) or 1)


def primary(locale: str) -> str:
    return locale.split("-")[0].lower()
