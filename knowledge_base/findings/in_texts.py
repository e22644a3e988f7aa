"""Findings in the words of the articles alone: dead links and anchors, and phrasings that two articles claim."""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from knowledge_base.articles.article import Article
from knowledge_base.findings.finding import Finding, Place

_FENCED = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[^\n]*$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]]{1,1000})\]\(\s*<?([^()\s<>]{1,2000})>?[^()]{0,500}\)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)
_HELP = re.compile(r"^/help/([^/?#]+)/?(?:\?[^#]*)?(?:#(.*))?$")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def find_in_texts(articles: Sequence[Article]) -> list[Finding]:
    known = {article.id: article for article in articles}
    links = [found for article in articles for found in _dead_links(article, known)]
    return [*links, *_same_phrasings(articles)]


def linked_articles(articles: Sequence[Article]) -> set[str]:
    """The articles that another one links to."""
    return {
        target
        for article in articles
        for _, address in _links(article)
        if (found := _HELP.match(address)) and (target := unquote(found[1])) != article.id
    }


def _links(article: Article) -> Iterator[tuple[str, str]]:
    for found in _LINK.finditer(_FENCED.sub(" ", article.body)):
        yield found[1], found[2]


def _dead_links(article: Article, known: Mapping[str, Article]) -> Iterator[Finding]:
    for text, address in _links(article):
        place = Place(article.id, article.title, quote=text)
        details = {"target": address}
        if address.startswith("#"):
            if not _has_anchor(article, address[1:]):
                yield Finding("dead_anchor", (place,), details)
        elif (found := _HELP.match(address)) is not None:
            target = known.get(unquote(found[1]))
            if target is None:
                yield Finding("dead_link", (place,), details)
            elif found[2] and not _has_anchor(target, found[2]):
                yield Finding("dead_anchor", (place, Place(target.id, target.title)), details)


def _has_anchor(article: Article, anchor: str) -> bool:
    """However an anchor is spelt: letters and digits alone are compared."""
    wanted = _bare(unquote(anchor))
    return not wanted or any(_bare(heading) == wanted for heading in _HEADING.findall(article.body))


def _bare(text: str) -> str:
    return _NOT_A_LETTER.sub("", text.casefold())


def _same_phrasings(articles: Sequence[Article]) -> Iterator[Finding]:
    """A phrasing is looked for in all articles of its language; which of two wins would be chance."""
    holders: dict[tuple[str, str], Article] = {}
    for article in articles:
        for phrasing in (article.title, *article.questions):
            key = (article.locale, " ".join(_NOT_A_LETTER.sub(" ", phrasing.casefold()).split()))
            first = holders.setdefault(key, article)
            if first.id != article.id and key[1]:
                places = (Place(first.id, first.title), Place(article.id, article.title))
                yield Finding("same_phrasing", places, {"phrasing": phrasing})
