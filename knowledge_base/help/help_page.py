"""The public help pages: an article, to which a source in an answer links, and the list of all. They have no scripts
and load nothing from outside.
"""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from knowledge_base.articles.article import Article
from knowledge_base.articles.record import ListedArticle
from knowledge_base.help.markdown import to_html

HELP = "Help"
"""The title of the list, and what stands at the top of each page of a company without a name."""

_PAGE = """<!doctype html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}{of_company}</title>
<link rel="stylesheet" href="/help.css">
</head>
<body>
<header><p class="company"><a href="/help">{company}</a></p></header>
<main>
{category}<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def help_page(article: Article, company: str) -> str:
    """The article as a whole page."""
    return _page(article.title, to_html(article.body), company, category=article.category, locale=article.locale)


def help_index(listed: Iterable[ListedArticle], company: str) -> str:
    """All articles that customers get, under their categories; `listed` must keep those of a category together."""
    sections = (_section(category, list(those)) for category, those in groupby(listed, attrgetter("category")))
    return _page(HELP, "\n".join(sections) or "<p>There are no articles yet.</p>", company)


def missing_page(company: str) -> str:
    """For an article that does not exist, or that customers may not see; both look the same."""
    return _page("This page does not exist", "<p>The article may have been moved or taken down.</p>", company)


def _page(title: str, body: str, company: str, *, category: str = "", locale: str = "en") -> str:
    return _PAGE.format(
        locale=escape(locale),
        title=escape(title),
        company=escape(company or HELP),
        of_company=f" – {escape(company)}" if company else "",
        category=f'<p class="category">{escape(category)}</p>\n' if category else "",
        body=body,
    )


def _section(category: str, listed: Iterable[ListedArticle]) -> str:
    heading = f"<h2>{escape(category)}</h2>\n" if category else ""
    links = "\n".join(map(_link, listed))
    return f"<section>\n{heading}<ul>\n{links}\n</ul>\n</section>"


def _link(listed: ListedArticle) -> str:
    place = f"/help/{quote(listed.article_id, safe='')}"
    return f'<li lang="{escape(listed.locale)}"><a href="{place}">{escape(listed.title)}</a></li>'
