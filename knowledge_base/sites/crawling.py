"""Reads a site from a sitemap or from one of its pages: same host, robots.txt obeyed, bounded in size and time.

A site is endless if it wants to be: calendars, sessions in addresses, links that come back in a circle. So every page
is read once, a page that calls itself by another name counts as that one, and pages, bytes and time have limits.
"""

import asyncio
import hashlib
import time
from collections import Counter, deque
from collections.abc import Collection
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from knowledge_base.imports.found import Draft, Found, Refusal, RefusedError, SourceRefused, with_languages
from knowledge_base.imports.html_pages import parse, read_html
from knowledge_base.imports.reading import Progress, check_size
from knowledge_base.sites.addresses import check_address
from knowledge_base.sites.fetching import LARGEST_SITEMAP_BYTES, Fetcher, Page
from knowledge_base.sites.sitemaps import is_sitemap, read_robots, sitemap_addresses

MOST_PAGES = 2_000
MOST_VARIANTS = 20
"""Addresses that differ only in what follows the question mark."""

LONGEST_SECONDS = 900.0
LARGEST_SITE_BYTES = 200 * 1024 * 1024
AT_ONCE = 4
_NO_PAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".css", ".js", ".zip", ".mp4", ".ico", ".xml", ".woff2")


def read_site(
    address: str, progress: Progress = lambda done, total: None, *, allowed: Collection[str] = ()
) -> list[Found]:
    """Every article of the site. Raises SourceRefused if the address itself cannot be read."""
    return asyncio.run(_read(address, progress, allowed))


def source_of(address: str) -> str:
    """The name of the source: the site."""
    return f"site:{urlsplit(address).netloc.lower()}"[:300]


async def _read(address: str, progress: Progress, allowed: Collection[str]) -> list[Found]:
    try:
        check_address(address, allowed)
        async with Fetcher(allowed) as fetcher:
            crawl = _Crawl(fetcher, address, progress)
            return with_languages(await crawl.run())
    except RefusedError as error:
        raise SourceRefused(f"{address}: {error}.", code=error.code) from error


class _Crawl:
    """One walk through a site."""

    def __init__(self, fetcher: Fetcher, address: str, progress: Progress) -> None:
        self._fetcher = fetcher
        self._progress = progress
        self._waiting: deque[str] = deque()
        self._seen: set[str] = set()
        self._variants: Counter[str] = Counter()
        self._texts: set[bytes] = set()
        self._found: list[Found] = []
        self._first: Page | None = None
        self._follows = True
        self._until = time.monotonic() + LONGEST_SECONDS
        self._settle(address)

    def _settle(self, address: str) -> None:
        """The site is that of this address."""
        self._start = urldefrag(address).url
        parts = urlsplit(self._start)
        self._scheme, self._host = parts.scheme, parts.netloc.lower()
        self._below = parts.path.rsplit("/", 1)[0] + "/"

    async def run(self) -> list[Found]:
        await self._begin()
        robots = self._robots
        done = 0
        while self._waiting and not self._at_limit(done):
            batch = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting), MOST_PAGES - done))]
            for address, page in zip(batch, await asyncio.gather(*map(self._get, batch)), strict=True):
                self._take(address, page)
                await asyncio.sleep(robots.delay_seconds)
            done += len(batch)
            self._progress(done, min(done + len(self._waiting), MOST_PAGES))
        if self._waiting:
            problem = f"the site has more pages than one import reads; {len(self._waiting)} were left out"
            self._found.append(Refusal(self._start, "site_limit", problem, harmless=True))
        return self._found

    async def _begin(self) -> None:
        """Reads the first page. A site may live at another name than the one given, such as with `www`."""
        await self._read_robots()
        first = await self._fetcher.get(self._start, host=None, largest=LARGEST_SITEMAP_BYTES)
        if urlsplit(first.address).netloc.lower() != self._host:
            self._settle(first.address)
            await self._read_robots()
        listed = await self._listed(first)
        self._first = None if is_sitemap(first.data) else first
        self._follows = not listed
        for address in listed or [self._start]:
            self._queue(address)

    async def _read_robots(self) -> None:
        self._robots = await read_robots(self._fetcher, self._scheme, self._host)
        if not self._robots.allows(self._start):
            raise RefusedError("robots", "the site's robots.txt does not allow programs to read this address")

    async def _listed(self, first: Page) -> list[str]:
        """The pages that a sitemap names: the one that was given, or those of the whole site."""
        if is_sitemap(first.data):
            listed = await sitemap_addresses(self._fetcher, [self._start], self._host)
            if not listed:
                raise RefusedError("bad_sitemap", "the sitemap names no page of its own site")
            return listed
        if urlsplit(self._start).path in ("", "/"):
            return await sitemap_addresses(self._fetcher, self._robots.sitemaps, self._host)
        return []

    def _at_limit(self, done: int) -> bool:
        late = time.monotonic() > self._until
        return done >= MOST_PAGES or late or self._fetcher.read_bytes > LARGEST_SITE_BYTES

    async def _get(self, address: str) -> Page | RefusedError:
        if self._first is not None and address == self._start:
            return self._first
        try:
            return await self._fetcher.get(address, host=self._host)
        except RefusedError as error:
            return error

    def _take(self, address: str, page: Page | RefusedError) -> None:
        if isinstance(page, RefusedError):
            if page.code != "other_site":
                self._found.append(page.of(_path(address)))
            return
        if page.kind not in ("text/html", "application/xhtml+xml"):
            return
        try:
            soup = parse(page.data)
            if self._follows:
                self._follow(soup, page.address)
            own = _own_address(soup, page.address)
            if own != page.address and urlsplit(own).netloc.lower() == self._host and own in self._seen:
                return
            self._seen.add(own)
            self._keep(read_html(_path(own), page.data, address=own))
        except RefusedError as error:
            self._found.append(error.of(_path(address)))

    def _keep(self, draft: Draft) -> None:
        text = hashlib.sha256(draft.content.body.encode("utf-8", "surrogatepass")).digest()
        if text in self._texts:
            return
        self._texts.add(text)
        self._found.append(draft)
        check_size(self._found)

    def _follow(self, soup: BeautifulSoup, base: str) -> None:
        for link in soup.find_all("a", href=True):
            try:
                address = urldefrag(urljoin(base, str(link["href"]))).url
                parts = urlsplit(address)
            except ValueError:
                continue
            here = parts.netloc.lower() == self._host and parts.scheme in ("http", "https")
            if here and parts.path.startswith(self._below) and not parts.path.lower().endswith(_NO_PAGES):
                self._queue(address)

    def _queue(self, address: str) -> None:
        path = urlsplit(address).path
        if address in self._seen or self._variants[path] >= MOST_VARIANTS or len(self._seen) > 4 * MOST_PAGES:
            return
        self._variants[path] += 1
        self._seen.add(address)
        if self._robots.allows(address):
            self._waiting.append(address)


def _own_address(soup: BeautifulSoup, address: str) -> str:
    canonical = soup.find("link", rel="canonical")
    href = str(canonical.get("href") or "") if isinstance(canonical, Tag) else ""
    return urldefrag(urljoin(address, href)).url if href else address


def _path(address: str) -> str:
    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
