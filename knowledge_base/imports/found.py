"""What an import finds: a draft of an article, or the reason why something gives none.

Each reader of a format gives these, so everything after it (languages, identifiers, links, the plan) is the same for
all formats.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kit.errors import BadRequest
from kit.languages.detection import detect
from knowledge_base.articles.given_care import GivenCare
from knowledge_base.articles.limits import LOCALE
from knowledge_base.articles.record import Content

UNSAID = ""
"""The locale of a draft whose source does not say one: plain Markdown has no place for it."""

FALLBACK = "en"
FEWEST_WORDS = 8
"""A list of names says nothing about its language."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that was found. `path` is where: a file's name, or the path of a page.

    `given_id` is the identifier that the source itself gives. `address` is where the page was, for links to it.
    `published` is false where the source says that it is a draft. `care` is what the source says of its care, and
    `pictures` are those that came along: the link in the text, and the file.
    """

    path: str
    content: Content
    given_id: str | None = None
    address: str | None = None
    published: bool = True
    care: GivenCare = field(default_factory=dict)
    pictures: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something gives no article. It is `harmless` if nobody expects one: a list of links, a page that is gone."""

    path: str
    code: str
    problem: str
    harmless: bool = False


Found = Draft | Refusal


class RefusedError(Exception):
    """One file or page cannot be imported; `str` says why, and `code` says it to programs."""

    def __init__(self, code: str, problem: str, *, harmless: bool = False) -> None:
        super().__init__(problem)
        self.code = code
        self.harmless = harmless

    def of(self, path: str) -> Refusal:
        return Refusal(path, self.code, str(self), self.harmless)


class SourceRefused(BadRequest):
    """The whole source cannot be read, so nothing is imported."""


def with_languages(found: Iterable[Found]) -> list[Found]:
    """Every draft with a language: as its source says, else by its own words, else that of most others.

    Customers read an article's help page in its language, so the files of a Dutch company must not pass for English.
    """
    everything = list(found)
    read = {place: _language_of(one) for place, one in enumerate(everything) if isinstance(one, Draft)}
    most = Counter(each for each in read.values() if each and re.fullmatch(LOCALE, each)).most_common(1)
    usual = most[0][0] if most else FALLBACK
    return [_in(one, read.get(place) or usual) for place, one in enumerate(everything)]


def _language_of(draft: Draft) -> str | None:
    if draft.content.locale != UNSAID:
        return draft.content.locale
    detected = detect(f"{draft.content.title}\n{draft.content.body}")
    return detected.language if detected.words >= FEWEST_WORDS else None


def _in(one: Found, locale: str) -> Found:
    return replace(one, content=replace(one.content, locale=locale)) if isinstance(one, Draft) else one
