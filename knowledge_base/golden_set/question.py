"""A golden question: what a customer may ask, and what the reply must be.

The reply must come from one of the articles, contain a fact of each group, or lead to a person. The form is that of
the files which `./baton evaluate replies` reads, so that one set serves both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal

from kit.clock import to_text
from knowledge_base.articles.limits import Fault, fault_of_id, normalised, one_line

MOST_QUESTIONS = 2_000
LONGEST_TEXT = 500
MOST_BEFORE = 10
MOST_ARTICLES = 10
MOST_GROUPS = 10
MOST_ALTERNATIVES = 10
LONGEST_FACT = 200
LONGEST_KIND = 64

Expected = Literal["article", "facts", "person"]


@dataclass(frozen=True, slots=True)
class GoldenContent:
    """What an editor writes. `must` are groups of alternatives: one of each group must be read in the reply."""

    text: str
    before: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    kind: str = ""

    @property
    def expected(self) -> Expected:
        """A person is expected where neither an article nor a fact is named."""
        return "facts" if self.must else "article" if self.article_ids else "person"

    def fields(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "before": list(self.before),
            "article_ids": list(self.article_ids),
            "must": [list(group) for group in self.must],
            "must_not": list(self.must_not),
            "kind": self.kind,
        }


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A stored golden question."""

    id: str
    version: int
    content: GoldenContent
    updated_by: str
    created_at: datetime
    updated_at: datetime

    def view(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "version": self.version,
            **self.content.fields(),
            "expected": self.content.expected,
            "updated_by": self.updated_by,
            "created_at": to_text(self.created_at),
            "updated_at": to_text(self.updated_at),
        }


def cleaned(content: GoldenContent) -> GoldenContent:
    """The words as they are stored: no control characters, single lines, nothing empty and nothing twice."""
    groups = (_lines(group) for group in content.must)
    return GoldenContent(
        text=normalised(content.text),
        before=tuple(filter(None, map(normalised, content.before))),
        article_ids=tuple(dict.fromkeys(filter(None, (each.strip() for each in content.article_ids)))),
        must=tuple(filter(None, groups)),
        must_not=_lines(content.must_not),
        kind=one_line(content.kind),
    )


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    """Without `|`: matching ignores it as Markdown, and tables of the set separate alternatives by it."""
    return tuple(dict.fromkeys(filter(None, (one_line(text.replace("|", " ")) for text in texts))))


def fault_of(content: GoldenContent) -> Fault | None:
    """The first thing that is wrong with it."""
    return next(_faults(content), None)


def _faults(content: GoldenContent) -> Iterator[Fault]:
    if not any(character.isalnum() for character in content.text):
        yield Fault("text", "empty_text", "contains no word")
    yield from _too_long("text", content.text, LONGEST_TEXT)
    yield from _too_many("before", content.before, MOST_BEFORE)
    yield from _each_too_long("before", content.before, LONGEST_TEXT)
    yield from _too_many("article_ids", content.article_ids, MOST_ARTICLES)
    for number, article_id in enumerate(content.article_ids):
        if (fault := fault_of_id(article_id)) is not None:
            yield Fault(f"article_ids.{number}", fault.code, fault.message, fault.limit)
    yield from _too_many("must", content.must, MOST_GROUPS)
    for number, group in enumerate(content.must):
        yield from _too_many(f"must.{number}", group, MOST_ALTERNATIVES)
        yield from _each_too_long(f"must.{number}", group, LONGEST_FACT)
    yield from _too_many("must_not", content.must_not, MOST_GROUPS)
    yield from _each_too_long("must_not", content.must_not, LONGEST_FACT)
    yield from _too_long("kind", content.kind, LONGEST_KIND)


def _each_too_long(field: str, texts: Sequence[str], longest: int) -> Iterator[Fault]:
    for number, text in enumerate(texts):
        yield from _too_long(f"{field}.{number}", text, longest)


def _too_long(field: str, text: str, longest: int) -> Iterator[Fault]:
    if len(text) > longest:
        yield Fault(field, "too_long", f"has {len(text)} characters, and {longest} are the most", longest)
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield Fault(field, "bad_unicode", "is not valid Unicode")


def _too_many(field: str, entries: Sequence[object], most: int) -> Iterator[Fault]:
    if len(entries) > most:
        yield Fault(field, "bad_type", f"has {len(entries)} entries, and {most} are the most", most)


CONTENT_FIELDS = tuple(field.name for field in fields(GoldenContent))
