"""HTML pages: the article inside a page, without what stands around it, as Markdown.

Pages come from every kind of help centre, so the article is looked for where such pages usually have it, and only the
whole page is taken if it stands in none of these places.
"""

import re
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from knowledge_base.articles.limits import LOCALE
from knowledge_base.articles.record import Content
from knowledge_base.imports.found import UNSAID, Draft, RefusedError

LARGEST_HTML_BYTES = 3 * 1024 * 1024
SHORTEST_TEXT = 40
"""Characters. A page with less text than this is no article."""

MOST_LINKED = 0.6
"""Share of the text that may stand in links; above it a page is a list of other pages."""

_PLACES = (
    "[itemprop=articleBody]",
    ".article-body",
    ".article__body",
    "article",
    "main",
    "[role=main]",
    "#main-content",
    "#content",
    "body",
)
_AROUND = (
    "script, style, noscript, template, svg, iframe, object, form, button, input, nav, footer, aside, "
    "[role=navigation], [role=search], [hidden], .breadcrumbs, .breadcrumb, .article-votes, .article-relatives"
)
_SITE_NAME = re.compile(r"\s+[|–—·-]\s+[^|–—·]{1,80}$")


class _Converter(MarkdownConverter):
    """Baton's articles have no images, so an image is its description; links are made absolute."""

    def convert_img(self, element: Any, text: str, parent_tags: Any) -> str:
        return str(element.attrs.get("alt") or "").strip()

    def convert_a(self, element: Any, text: str, parent_tags: Any) -> str:
        address = str(element.attrs.get("href") or "").strip()
        if not address or address.lower().startswith(("javascript:", "data:")) or not text.strip():
            return text
        if base := self.options.get("base"):
            element["href"] = urljoin(base, address)
        element.attrs.pop("title", None)
        return str(super().convert_a(element, text, parent_tags))


def to_markdown(html: "str | Tag", base: str | None = None) -> str:
    """Raises RefusedError for what is nested too deeply to be an article."""
    converter = _Converter(heading_style="ATX", bullets="-", base=base, table_infer_header=True)
    try:
        text = converter.convert_soup(html) if isinstance(html, Tag) else converter.convert(html)
    except RecursionError as error:
        raise RefusedError("too_deep", "the page is nested too deeply") from error
    lines = (line if line.strip() else "" for line in str(text).replace("\xa0", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def looks_like_html(text: str) -> bool:
    return bool(re.search(r"<(?:p|div|h[1-6]|ul|ol|br|table|strong|a)\b[^<>]{0,500}>", text, re.IGNORECASE))


def parse(data: bytes | str) -> BeautifulSoup:
    """Raises RefusedError for a page that is too large, or no page at all."""
    if len(data) > LARGEST_HTML_BYTES:
        raise RefusedError("too_large", f"the page has more than {LARGEST_HTML_BYTES // 1024**2} MiB")
    head = data[:4096]
    if (b"\x00" in head if isinstance(head, bytes) else "\x00" in head) and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise RefusedError("wrong_type", "the content is not HTML")
    return BeautifulSoup(data, "html.parser")


def read_html(path: str, data: bytes | str, *, address: str | None = None, category: str = "") -> Draft:
    """The article of a page. Raises RefusedError."""
    soup = parse(data)
    title = title_of(soup)
    main = _main(soup)
    for around in main.select(_AROUND):
        around.decompose()
    if main.name == "body":
        for around in main.find_all("header"):
            around.decompose()
    if (heading := main.find("h1")) is not None:
        heading.decompose()
    if _is_list_of_links(main):
        raise RefusedError("no_text", "the page has no text of its own", harmless=True)
    if not title:
        raise RefusedError("no_title", "the page has no title")
    content = Content(title, to_markdown(main, address), (), category or _category(soup), _locale(soup))
    return Draft(path, content, address=address)


def title_of(soup: BeautifulSoup) -> str:
    headings = soup.find_all("h1")
    within = [heading for heading in headings if heading.find_parent(["article", "main"])]
    for heading in within or headings:
        if text := heading.get_text(" ", strip=True):
            return text
    if soup.title is None:
        return ""
    whole = soup.title.get_text(" ", strip=True)
    return _SITE_NAME.sub("", whole) or whole


def _main(soup: BeautifulSoup) -> Tag:
    for place in _PLACES:
        found = soup.select(place)
        if len(found) == 1 and found[0].get_text(strip=True):
            return found[0]
    return soup


def _is_list_of_links(main: Tag) -> bool:
    text = len(main.get_text("", strip=True))
    linked = sum(len(link.get_text("", strip=True)) for link in main.find_all("a"))
    return text < SHORTEST_TEXT or linked > MOST_LINKED * text


def _category(soup: BeautifulSoup) -> str:
    found = soup.find("meta", attrs={"property": "article:section"})
    return str(found.get("content") or "")[:100] if isinstance(found, Tag) else ""


def _locale(soup: BeautifulSoup) -> str:
    html = soup.find("html")
    found = str(html.get("lang") or "") if isinstance(html, Tag) else ""
    return found if re.fullmatch(LOCALE, found) else UNSAID
