"""What a site says about itself: its sitemaps, and in robots.txt what programs may read."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from knowledge_base.imports.found import RefusedError
from knowledge_base.sites.fetching import AGENT, LARGEST_SITEMAP_BYTES, Fetcher, unzipped

MOST_SITEMAPS = 50
LONGEST_DELAY_SECONDS = 2.0


class Robots:
    """The site's robots.txt; a site without one allows everything."""

    def __init__(self, parser: RobotFileParser, *, known: bool) -> None:
        self._parser, self._known = parser, known
        self.sitemaps: list[str] = list(parser.site_maps() or ())

    def allows(self, address: str) -> bool:
        return not self._known or self._parser.can_fetch(AGENT, address)

    @property
    def delay_seconds(self) -> float:
        wanted = self._parser.crawl_delay(AGENT) if self._known else None
        return min(float(wanted or 0), LONGEST_DELAY_SECONDS)


async def read_robots(fetcher: Fetcher, scheme: str, host: str) -> Robots:
    parser = RobotFileParser()
    try:
        page = await fetcher.get(f"{scheme}://{host}/robots.txt", host=host)
    except RefusedError as error:
        if error.code in ("not_found", "other_site", "redirect_loop"):
            return Robots(parser, known=False)
        raise
    if b"<html" in page.data[:2000].lower():
        return Robots(parser, known=False)
    parser.parse(page.data.decode("utf-8", errors="replace").splitlines())
    return Robots(parser, known=True)


def is_sitemap(data: bytes) -> bool:
    return data.startswith(b"\x1f\x8b") or re.search(rb"<(?:urlset|sitemapindex)\b", data[:2000]) is not None


async def sitemap_addresses(fetcher: Fetcher, start: list[str], host: str) -> list[str]:
    """The pages of these sitemaps and of those that they name, each sitemap read once."""
    waiting, seen, pages = list(start), set(start), dict[str, None]()
    for _ in range(MOST_SITEMAPS):
        if not waiting:
            break
        try:
            page = await fetcher.get(waiting.pop(0), host=host, largest=LARGEST_SITEMAP_BYTES)
            kind, found = _places(unzipped(page.data))
        except RefusedError as error:
            if error.code == "private_address":
                raise
            continue
        if kind == "sitemapindex":
            waiting.extend(one for one in found if one not in seen)
            seen.update(found)
        else:
            pages.update(dict.fromkeys(one for one in found if urlsplit(one).netloc.lower() == host))
    return list(pages)


def _places(data: bytes) -> tuple[str, list[str]]:
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise RefusedError("bad_sitemap", "the sitemap is not valid XML") from error
    return root.tag.rpartition("}")[2], list(_locations(root))


def _locations(root: Element) -> Iterator[str]:
    for child in root:
        for field in child:
            if field.tag.rpartition("}")[2] == "loc" and field.text:
                yield field.text.strip()
