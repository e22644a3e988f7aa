"""Which part of a translation says what was shown of the original.

Headings tell: if both articles have the same headings in the same order, the same places say the same. A part of a long
section is only taken if the section has as many parts in both. A short translation is shown whole. For everything else
there is no honest choice: the search has judged the original's part, and nothing says which part of the translation it
became. Then the reply keeps the original and links the translation (decision 75).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge_base.articles.article import Article
from knowledge_base.search.passages import SECTION_SEPARATOR, Passage, passages_of, plain
from knowledge_base.search.shown import MOST_SHOWN_WORDS, Shown, joined

NO_WORDS: Mapping[str, float] = {}
"""Long tables are not cut to the rows that the question names: its words are in another language."""


@dataclass(frozen=True, slots=True)
class _Section:
    depth: int
    passages: tuple[Passage, ...]


def matching_part(original: Article, shown: str, section: str, translation: Article) -> Shown | None:
    """What the translation says of it; None if that is not clear. `shown` is Markdown, `section` its heading path."""
    source, target = passages_of(original), passages_of(translation)
    if not target:
        return None
    mine, theirs = _sections(source), _sections(target)
    alike = [each.depth for each in mine] == [each.depth for each in theirs]
    places = _places(mine, theirs, shown, section) if alike else None
    return _whole(target) if places is None else _part(target, places)


def _sections(passages: Sequence[Passage]) -> list[_Section]:
    """The passages under each heading. A heading that occurs twice in a row counts once, in both articles alike."""
    groups = [tuple(each) for _, each in groupby(passages, key=lambda passage: passage.section)]
    return [_Section(len(each[0].section.split(SECTION_SEPARATOR)) if each[0].section else 0, each) for each in groups]


def _places(mine: Sequence[_Section], theirs: Sequence[_Section], shown: str, section: str) -> list[int] | None:
    """The numbers of the translation's passages, the likeliest first; None if a section is cut in other places."""
    found: list[int] = []
    likeliest: list[int] = []
    for own, other in zip(mine, theirs, strict=True):
        read = [place for place, passage in enumerate(own.passages) if passage.text in shown]
        here = own.passages[0].section == section
        if here and not read:  # a long table was cut to some rows
            read = list(range(len(own.passages)))
        if not read:
            continue
        if len(read) == len(own.passages):
            numbers = [passage.number for passage in other.passages]
        elif len(own.passages) == len(other.passages):
            numbers = [other.passages[place].number for place in read]
        else:
            return None
        found.extend(numbers)
        if here:
            likeliest.extend(numbers)
    return [*likeliest, *(number for number in found if number not in likeliest)] or None


def _whole(passages: Sequence[Passage]) -> Shown | None:
    size = sum(len(plain(passage.text).split()) for passage in passages)
    return _part(passages, range(len(passages))) if size <= MOST_SHOWN_WORDS else None


def _part(passages: Sequence[Passage], places: Sequence[int]) -> Shown:
    chosen = [passages[place] for place in places]
    return Shown(joined(chosen, NO_WORDS), chosen[0].section, 1.0, len(chosen) == len(passages))
