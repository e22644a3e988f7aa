"""The help pages as one site: a snapshot of what is published, without the articles' texts.

It is small (a title and an address for each article), so every page finds its links in memory. Addresses carry the
language: `/help/nl/` is a front page, `/help/nl/retourneren` an article, `/help/nl/topics/betaling` a category.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import quote

from knowledge_base.slugs.slug import numbered, slug_of

UNDER = " / "
"""Stands between a category and one below it: `Orders / Returns`."""

Version = tuple[int, int]
"""The knowledge version, and a number that rises with every other change of the site."""


@dataclass(frozen=True, slots=True)
class SiteArticle:
    """A published article as the site knows it. `changed_at` is when customers got these words."""

    id: str
    version: int
    title: str
    category: str
    locale: str
    slug: str
    changed_at: datetime
    related: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    """The same article in other languages."""

    @property
    def path(self) -> str:
        return f"{front_path(self.locale)}{quote(self.slug)}"

    @property
    def topic(self) -> str:
        """The category that stands at the top."""
        return self.category.partition(UNDER)[0]

    @property
    def part(self) -> str:
        """The categories below it; empty if the article stands in the topic itself."""
        return self.category.partition(UNDER)[2]


@dataclass(frozen=True, slots=True)
class Category:
    """Articles of one language under one category of the top, those of each part together.

    The name is empty for those without a category.
    """

    name: str
    slug: str
    locale: str
    articles: tuple[SiteArticle, ...]

    @property
    def path(self) -> str:
        return f"{front_path(self.locale)}topics/{quote(self.slug)}"


@dataclass(frozen=True)
class Site:
    """`addresses` leads from (language, slug) to an article, for every address that an article ever had."""

    version: Version
    articles: Mapping[str, SiteArticle] = field(default_factory=dict)
    addresses: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def locales(self) -> tuple[str, ...]:
        """The languages that there are articles in, that with the most articles first."""
        counts = Counter(each.locale for each in self.articles.values())
        return tuple(sorted(counts, key=lambda locale: (-counts[locale], locale)))

    @cached_property
    def _categories(self) -> Mapping[str, tuple[Category, ...]]:
        return {locale: _categories_of(locale, self.articles.values()) for locale in self.locales}

    def categories(self, locale: str) -> Sequence[Category]:
        """Those of one language by name; articles without a category come last."""
        return self._categories.get(locale, ())

    def category(self, locale: str, slug: str) -> Category | None:
        return next((each for each in self.categories(locale) if each.slug == slug), None)

    def category_of(self, article: SiteArticle) -> Category | None:
        own = (each for each in self.categories(article.locale) if each.name == article.topic)
        return next(own, None) if article.topic else None

    def locale(self, asked: str) -> str | None:
        """The language of the site that is asked for, whatever its case: `pt-br` is `pt-BR`."""
        return next((each for each in self.locales if each.lower() == asked.lower()), None)

    def at(self, locale: str, slug: str) -> SiteArticle | None:
        """The article at an address that it has or had; otherwise one of another language at this slug."""
        own = self.addresses.get((locale.lower(), slug))
        if own is None:
            others = (self.addresses.get((each.lower(), slug)) for each in self.locales)
            own = next((each for each in others if each is not None), slug)
        return self.articles.get(own)

    def some(self, ids: Iterable[str]) -> list[SiteArticle]:
        """The published ones among these, in their order."""
        return [self.articles[each] for each in ids if each in self.articles]

    def translation(self, article: SiteArticle, locale: str) -> SiteArticle | None:
        """The article in this language; None if there is no translation."""
        return next((each for each in (article, *self.some(article.translations)) if each.locale == locale), None)


def front_path(locale: str) -> str:
    return f"/help/{quote(locale)}/"


def _categories_of(locale: str, articles: Iterable[SiteArticle]) -> tuple[Category, ...]:
    named: dict[str, list[SiteArticle]] = defaultdict(list)
    for article in articles:
        if article.locale == locale:
            named[article.topic].append(article)
    found: list[Category] = []
    taken: set[str] = set()
    for name in sorted(named, key=lambda name: (not name, name.casefold())):
        wished = slug_of(name, locale) or "topic"
        slug = next(each for each in numbered(wished) if each not in taken)
        taken.add(slug)
        inside = sorted(named[name], key=lambda each: (each.part.casefold(), each.title.casefold(), each.id))
        found.append(Category(name, slug, locale, tuple(inside)))
    return tuple(found)
