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
from knowledge_base.help.languages import LANGUAGES, PageWords, direction
from knowledge_base.help.markdown import to_html

_PAGE = """<!doctype html>
<html lang="{locale}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}{of_company}</title>
<link rel="stylesheet" href="/help.css">
</head>
<body>
<header><p class="company"><a href="/help"><bdi>{company}</bdi></a></p></header>
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


def help_index(listed: Iterable[ListedArticle], company: str, words: PageWords = LANGUAGES["en"]) -> str:
    """All articles that customers get, under their categories; `listed` must keep those of a category together."""
    sections = (_section(category, list(those)) for category, those in groupby(listed, attrgetter("category")))
    return _page(words.help, "\n".join(sections) or f"<p>{words.empty}</p>", company, locale=words.language)


def missing_page(company: str, words: PageWords = LANGUAGES["en"]) -> str:
    """For an article that does not exist, or that customers may not see; both look the same."""
    return _page(words.missing, f"<p>{words.missing_why}</p>", company, locale=words.language)


def _page(title: str, body: str, company: str, *, category: str = "", locale: str = "en") -> str:
    return _PAGE.format(
        locale=escape(locale),
        direction=direction(locale),
        title=escape(title),
        company=escape(company or LANGUAGES.get(locale, LANGUAGES["en"]).help),
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
    language = f'lang="{escape(listed.locale)}" dir="{direction(listed.locale)}"'
    return f'<li><a href="{place}" {language}>{escape(listed.title)}</a></li>'
