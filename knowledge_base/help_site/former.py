"""Where a category is that had another name: at the one in which most of its former articles are now.

Categories are words of articles, so nothing says that one was renamed. It shows in what was published.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from kit.database import Database
from knowledge_base.help_site import repository
from knowledge_base.help_site.site import UNDER, Category, Site, Version
from knowledge_base.slugs.slug import slug_of

Former = Mapping[tuple[str, str], Counter[str]]
"""(language, slug) of a category -> how many of its articles are in which category now."""


class FormerCategories:
    """Read when an address leads nowhere, and kept until the site changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: tuple[Version, Former] | None = None

    async def find(self, site: Site, locale: str, slug: str) -> Category | None:
        """The category that took its place; None if there never was one, or its articles are gone."""
        if self._kept is None or self._kept[0] != site.version:
            published = await self._database.read(repository.list_former_categories)
            self._kept = (site.version, former_of(site, published))
        for name, _ in self._kept[1].get((locale, slug), Counter[str]()).most_common():
            found = next((each for each in site.categories(locale) if each.name == name), None)
            if found is not None:
                return found
        return None


def former_of(site: Site, published: Iterable[tuple[str, str, str]]) -> Former:
    former: dict[tuple[str, str], Counter[str]] = {}
    for article_id, category, locale in published:
        article, topic = site.articles.get(article_id), category.partition(UNDER)[0]
        if topic and article is not None and article.topic and article.locale == locale:
            former.setdefault((locale, slug_of(topic, locale) or "topic"), Counter())[article.topic] += 1
    return former
