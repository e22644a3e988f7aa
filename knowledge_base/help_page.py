"""The public help page of an article: what a source in an answer links to. No script, no outside resource."""

from html import escape

from knowledge_base.articles import Article
from knowledge_base.markdown import to_html

_PAGE = """<!doctype html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {company}</title>
<link rel="stylesheet" href="/help.css">
</head>
<body>
<header><p class="company">{company}</p></header>
<main>
<p class="category">{category}</p>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def help_page(article: Article, company: str) -> str:
    """The article as a whole page."""
    return _PAGE.format(
        locale=escape(article.locale),
        title=escape(article.title),
        company=escape(company),
        category=escape(article.category),
        body=to_html(article.body),
    )


def missing_page(company: str) -> str:
    """For an article that does not exist, or not for customers; the two look alike."""
    return _PAGE.format(
        locale="en",
        title="This page does not exist",
        company=escape(company),
        category="",
        body="<p>The article may have been moved or taken down.</p>",
    )
