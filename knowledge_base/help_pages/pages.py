"""Which page answers an address. Pages are made on the help pages' own thread, each once for a state of the site and
of the company's look, and kept in bounded memory. The event loop only looks them up.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import structlog

from kit.database import Database
from kit.errors import BatonError
from kit.events import Event
from knowledge_base.help.article_html import Labels, plain
from knowledge_base.help.kept import Kept
from knowledge_base.help.languages import PageWords, words_of
from knowledge_base.help.rendering import Renderer
from knowledge_base.help_pages import lists, sitemap
from knowledge_base.help_pages.article_page import article_page
from knowledge_base.help_pages.look import Look, icon, style_sheet
from knowledge_base.help_pages.sending import Sendable, pack
from knowledge_base.help_site import repository
from knowledge_base.help_site.current import CurrentSite
from knowledge_base.help_site.former import FormerCategories
from knowledge_base.help_site.site import Category, Site, SiteArticle

MOST_KEPT_BYTES = 16 * 1024 * 1024
MOST_RESULTS = 10
MOST_AHEAD = 20
GATHER_SECONDS = 0.2
LONGEST_EXCERPT = 240


log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    """What the search found: an article, the heading path of the part that may answer, and its Markdown."""

    article_id: str
    section: str
    passage: str


Search = Callable[[str], Awaitable[Sequence[Hit] | None]]
"""Best first. None if it does not work at the moment."""


class HelpPages:
    """The pages as they are sent. `look` is asked for each page, because the company's settings can change."""

    def __init__(self, database: Database, look: Callable[[], Look], search: Search) -> None:
        self.site = CurrentSite(database)
        self.former = FormerCategories(database)
        self.look = look
        self._database = database
        self._search = search
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="help")
        self._renderer = Renderer(self._threads)
        self.kept: Kept[Hashable, Sendable] = Kept(MOST_KEPT_BYTES, lambda page: page.size)
        self._published: set[str] = set()
        self._ahead: asyncio.Task[None] | None = None

    async def stop(self) -> None:
        if self._ahead is not None:
            self._ahead.cancel()
            await asyncio.gather(self._ahead, return_exceptions=True)
        self._threads.shutdown(cancel_futures=True)

    def on_event(self, event: Event) -> None:
        """Listens on the bus: a page is made when its article is published, not when somebody waits for it."""
        if event.name == "article.published":
            self._published.add(str(event.details["article_id"]))
            if self._ahead is None or self._ahead.done():
                self._ahead = asyncio.create_task(self._make_ahead())

    async def _make_ahead(self) -> None:
        """After an import of many articles there is no page to make: a reader's first look makes it soon enough."""
        while self._published:
            await asyncio.sleep(GATHER_SECONDS)
            those, self._published = self._published, set()
            if len(those) > MOST_AHEAD:
                continue
            try:
                site = await self.site.now()
                for article in site.some(those):
                    await self.article(site, article)
            except BatonError as error:
                log.warning("help.not_made_ahead", error=error.code)

    async def front(self, site: Site, locale: str | None, words: PageWords, path: str) -> Sendable:
        look = self.look()
        key = ("front", site.version, look, locale, words.language, path)
        return await self._page(key, lambda: lists.front_page(site, look, locale, words, path))

    async def category(self, site: Site, category: Category, number: int) -> Sendable:
        look = self.look()
        key = ("category", site.version, look, category.path, number)
        return await self._page(key, lambda: lists.category_page(site, look, category, number))

    async def article(self, site: Site, article: SiteArticle) -> Sendable:
        look = self.look()

        async def make() -> Sendable:
            words = words_of(article.locale)
            body = await self._database.read(repository.find_body, article.id, article.version)
            made = await self._renderer.article(
                article.id, article.version, body or "", article.locale, Labels(words.table, words.code)
            )
            return await self._on_thread(lambda: pack(article_page(site, look, article, made)))

        return await self.kept.get(("article", site.version, look, article.id), make)

    async def results(self, site: Site, locale: str | None, words: PageWords, asked: str) -> tuple[Sendable, bool]:
        """The page, and whether the search works. Not kept: hardly anybody asks the same."""
        look, hits = self.look(), await self._search(asked)

        def make() -> Sendable:
            found = None if hits is None else _results(site, locale, hits)
            return pack(lists.results_page(site, look, locale, words, asked, found))

        return await self._on_thread(make), hits is not None

    async def message(self, site: Site, locale: str | None, words: PageWords, title: str, text: str) -> Sendable:
        look = self.look()
        key = ("message", site.version, look, locale, words.language, title)
        return await self._page(key, lambda: lists.message_page(site, look, locale, words, title, text))

    async def sitemap(self) -> Sendable:
        site, look = await self.site.now(), self.look()
        key = ("sitemap", site.version, look)
        return await self._page(key, lambda: sitemap.sitemap(site, look), "application/xml")

    async def style(self) -> Sendable:
        look = self.look()
        return await self._page(("style", look), lambda: style_sheet(look), "text/css")

    async def icon(self) -> Sendable:
        look = self.look()
        return await self._page(("icon", look), lambda: icon(look), "image/svg+xml")

    async def _page(self, key: Hashable, make: Callable[[], str], media_type: str = "text/html") -> Sendable:
        return await self.kept.get(key, lambda: self._on_thread(lambda: pack(make(), media_type)))

    async def _on_thread(self, make: Callable[[], Sendable]) -> Sendable:
        return await asyncio.get_running_loop().run_in_executor(self._threads, make)


def _results(site: Site, locale: str | None, hits: Sequence[Hit]) -> list[lists.Result]:
    """An article that is translated is shown once, in the page's language."""
    found: dict[str, lists.Result] = {}
    for hit in hits:
        article = site.articles.get(hit.article_id)
        if article is None:
            continue
        shown = (site.translation(article, locale) if locale else None) or article
        section = hit.section if shown is article else ""
        text = plain(hit.passage, LONGEST_EXCERPT).removeprefix(section).strip() if shown is article else ""
        found.setdefault(shown.id, lists.Result(shown, section, text))
    return list(found.values())[:MOST_RESULTS]
