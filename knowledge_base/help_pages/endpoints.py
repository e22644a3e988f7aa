"""The public help pages over HTTP. Everything here is for everybody, and nothing needs a script.

`/help` is in the language that the reader's browser asks for; below `/help/{locale}/` the address says it. The first
address of an article, `/help/{id}`, keeps working, and so does every readable address that an article ever had.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.responses import PlainTextResponse, RedirectResponse

from kit.errors import RateLimited
from knowledge_base.help.languages import PageWords, wished_locale, wished_words, words_of
from knowledge_base.help_pages.lists import ON_A_PAGE
from knowledge_base.help_pages.pages import HelpPages
from knowledge_base.help_pages.sending import Sendable, send
from knowledge_base.help_pages.sitemap import robots
from knowledge_base.help_site.site import Site, SiteArticle, front_path

Admit = Callable[[Request], Awaitable[None]]
"""Raises RateLimited for a caller who searches too much."""

Wishes = Annotated[str | None, Header(alias="Accept-Language")]
METHODS = ["GET", "HEAD"]
LONGEST_QUESTION = 200
MOVED, ELSEWHERE = 301, 302
_FOREVER = "public, max-age=31536000, immutable"


def help_router(pages: HelpPages, admit: Admit) -> APIRouter:
    """`/help` and everything below it, and what browsers and search engines ask a site for."""
    router = APIRouter(include_in_schema=False)
    answers = _Answers(pages, admit)
    _add_files(router, pages)
    _add_pages(router, answers)
    return router


def _add_files(router: APIRouter, pages: HelpPages) -> None:

    @router.api_route("/help.css", methods=METHODS)
    async def style(request: Request, v: str = "") -> Response:
        return send(request, await pages.style(), cache=_FOREVER if v else "public, max-age=300")

    @router.api_route("/help.svg", methods=METHODS)
    async def icon(request: Request, v: str = "") -> Response:
        return send(request, await pages.icon(), cache=_FOREVER if v else "public, max-age=300")

    @router.api_route("/favicon.ico", methods=METHODS)
    async def old_icon() -> Response:
        return RedirectResponse(pages.look().icon, ELSEWHERE)

    @router.api_route("/robots.txt", methods=METHODS)
    async def rules() -> Response:
        return PlainTextResponse(robots(pages.look()), headers={"Cache-Control": "public, max-age=3600"})

    @router.api_route("/sitemap.xml", methods=METHODS)
    async def sitemap(request: Request) -> Response:
        return send(request, await pages.sitemap())


def _add_pages(router: APIRouter, answers: "_Answers") -> None:

    @router.api_route("/help", methods=METHODS)
    async def start(request: Request, q: str = "", wishes: Wishes = None) -> Response:
        return await answers.start(request, q, wishes)

    @router.api_route("/help/{locale}/", methods=METHODS)
    async def front(request: Request, locale: str, q: str = "") -> Response:
        return await answers.front(request, locale, q)

    @router.api_route("/help/{locale}/topics/{topic}", methods=METHODS)
    async def category(
        request: Request, locale: str, topic: str, page: str = Query("1"), wishes: Wishes = None
    ) -> Response:
        return await answers.category(request, locale, topic, page, wishes)

    @router.api_route("/help/{locale}/{slug}", methods=METHODS)
    async def article(request: Request, locale: str, slug: str, wishes: Wishes = None) -> Response:
        return await answers.at(request, locale, slug, wishes)

    @router.api_route("/help/{article_id}", methods=METHODS)
    async def first_address(request: Request, article_id: str, wishes: Wishes = None) -> Response:
        return await answers.by_id(request, article_id, wishes)


class _Answers:
    """What is sent for each kind of address."""

    def __init__(self, pages: HelpPages, admit: Admit) -> None:
        self._pages = pages
        self._admit = admit

    async def start(self, request: Request, q: str, wishes: str | None) -> Response:
        site = await self._pages.site.now()
        locale, words = _readers(site, wishes)
        if asked := _question(q):
            return await self._results(request, site, locale, words, asked)
        page = await self._pages.front(site, locale, words, "/help")
        return send(request, page, vary="Accept-Language")

    async def front(self, request: Request, asked_locale: str, q: str) -> Response:
        site = await self._pages.site.now()
        locale, asked = site.locale(asked_locale), _question(q)
        query = f"?{urlencode({'q': asked})}" if asked else ""
        if locale is None:
            return RedirectResponse(f"/help{query}", ELSEWHERE)
        if locale != asked_locale:
            return RedirectResponse(front_path(locale) + query, MOVED)
        if asked:
            return await self._results(request, site, locale, words_of(locale), asked)
        return send(request, await self._pages.front(site, locale, words_of(locale), front_path(locale)))

    async def category(
        self, request: Request, asked_locale: str, topic: str, page: str, wishes: str | None
    ) -> Response:
        site = await self._pages.site.now()
        locale = site.locale(asked_locale)
        found = site.category(locale, topic) if locale else None
        if found is None and locale and (renamed := await self._pages.former.find(site, locale, topic)) is not None:
            return RedirectResponse(renamed.path, MOVED)
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 0
        if found is None or not 0 < number <= max(1, -(-len(found.articles) // ON_A_PAGE)):
            return await self._missing(request, site, wishes, locale)
        if locale != asked_locale:
            return RedirectResponse(found.path, MOVED)
        return send(request, await self._pages.category(site, found, number))

    async def at(self, request: Request, asked_locale: str, slug: str, wishes: str | None) -> Response:
        """An address of the article that has changed leads on for good; a wrong language only for now."""
        site = await self._pages.site.now()
        article = site.at(asked_locale, slug)
        if article is None:
            return await self._missing(request, site, wishes, site.locale(asked_locale))
        wanted = site.locale(asked_locale)
        shown = (site.translation(article, wanted) if wanted else None) or article
        if shown.path == f"{front_path(asked_locale)}{quote(slug)}":
            return await self._article(request, site, shown)
        its_own = (asked_locale.lower(), slug) in site.addresses
        return RedirectResponse(shown.path, MOVED if its_own and shown is article else ELSEWHERE)

    async def by_id(self, request: Request, article_id: str, wishes: str | None) -> Response:
        site = await self._pages.site.now()
        if (article := site.articles.get(article_id)) is not None:
            return await self._article(request, site, article)
        if (locale := site.locale(article_id)) is not None:
            return RedirectResponse(front_path(locale), MOVED)
        readers, _ = _readers(site, wishes)
        if readers is not None and (named := site.at(readers, article_id)) is not None:
            return RedirectResponse(named.path, ELSEWHERE)
        return await self._missing(request, site, wishes, None)

    async def _article(self, request: Request, site: Site, article: SiteArticle) -> Response:
        return send(request, await self._pages.article(site, article))

    async def _results(
        self, request: Request, site: Site, locale: str | None, words: PageWords, asked: str
    ) -> Response:
        try:
            await self._admit(request)
        except RateLimited as error:
            page = await self._pages.message(site, locale, words, words.search, words.unavailable)
            return _later(send(request, page, status=error.status, cache="no-store"), error.retry_after)
        page, works = await self._pages.results(site, locale, words, asked)
        if not works:
            return _later(send(request, page, status=503, cache="no-store"), 2)
        return send(request, page, cache="private, no-cache", vary="Accept-Language")

    async def _missing(self, request: Request, site: Site, wishes: str | None, named: str | None) -> Response:
        """The same for what never was, what is a draft, and what was taken down."""
        locale, words = (named, words_of(named)) if named else _readers(site, wishes)
        page: Sendable = await self._pages.message(site, locale, words, words.missing, words.missing_why)
        return send(request, page, status=404, vary="Accept-Language", cache="no-cache")


def _readers(site: Site, wishes: str | None) -> tuple[str | None, PageWords]:
    """The language of articles for this reader, and the words around them, which may be in another."""
    locale = wished_locale(wishes, site.locales) or next(iter(site.locales), None)
    return locale, wished_words(wishes)


def _question(q: str) -> str:
    text = "".join(each for each in q if each.isprintable() and not "\ud800" <= each <= "\udfff")
    return " ".join(text.split())[:LONGEST_QUESTION].strip()


def _later(response: Response, seconds: float | None) -> Response:
    response.headers["Retry-After"] = str(seconds or 1)
    return response
