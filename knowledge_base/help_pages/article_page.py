"""An article as a page: its text, the way to it, what it is about, and whether it helped."""

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import quote, unquote

from kit.clock import to_text
from knowledge_base.help.article_html import ArticleHtml, Heading
from knowledge_base.help.languages import PageWords, words_of
from knowledge_base.help_pages.layout import Frame, Head, Link, page
from knowledge_base.help_pages.lists import article_link, breadcrumbs
from knowledge_base.help_pages.look import Look
from knowledge_base.help_pages.structured_data import article_data, way_data
from knowledge_base.help_site.site import Site, SiteArticle, front_path

LONG_WORDS = 350
FEWEST_PARTS, MOST_PARTS = 3, 40
MOST_RELATED = 4
THANKS, LATER = "_thanks", "_later"

_PICTURE = re.compile(r'<img [^>]*?src="(/article-images/[0-9a-f]{32}\.(?:png|jpg))"')
_OWN_LINK = re.compile(r'href="/help/([^"/#?]+)(#[^"]*)?"')


def article_page(site: Site, look: Look, article: SiteArticle, made: ArticleHtml) -> str:
    words = words_of(article.locale)
    way = _way(site, article, words)
    same_in = _same_in(site, article)
    picture = _picture(made, look)
    head = Head(
        title=article.title,
        locale=article.locale,
        path=article.path,
        description=made.summary,
        kind="article",
        same_in=same_in,
        otherwise=same_in[0][1] if same_in else "",
        picture=picture,
        data=[article_data(article, look, made, picture), way_data([*way, (article.title, article.path)], look)],
    )
    frame = Frame(look, words, article.locale, switch=_switch(site, article))
    changed = escape(words.changed).format(date=_date(article, words))
    contents = _contents(made, words)
    kind = ' class="long"' if contents else ""
    return page(
        frame,
        head,
        f"{breadcrumbs(way, words)}<article{kind}>\n"
        f'<h1>{escape(article.title)}</h1>\n<p class="changed">{changed}</p>\n{contents}'
        f'<div class="text">\n{_with_own_links(made.html, site)}</div>\n</article>\n'
        f"{_helpful(article, words)}{_related(site, article, words)}",
    )


def _picture(made: ArticleHtml, look: Look) -> str:
    """The article's first picture, for those who share its address."""
    found = _PICTURE.search(made.html)
    return look.absolute(found[1]) if found else ""


def _way(site: Site, article: SiteArticle, words: PageWords) -> list[tuple[str, str]]:
    category = site.category_of(article)
    start = (words.help, front_path(article.locale))
    return [start, (category.name, category.path)] if category else [start]


def _same_in(site: Site, article: SiteArticle) -> list[Link]:
    """The article's languages in the site's order; empty if it has only one."""
    found = [(locale, each.path) for locale in site.locales if (each := site.translation(article, locale))]
    return found if len(found) > 1 else []


def _switch(site: Site, article: SiteArticle) -> list[Link]:
    """Every language of the site: to the translation, otherwise to the front page."""
    own = {locale: site.translation(article, locale) for locale in site.locales}
    return [(locale, each.path if each else front_path(locale)) for locale, each in own.items()]


def _date(article: SiteArticle, words: PageWords) -> str:
    return f'<time datetime="{to_text(article.changed_at)}">{escape(words.day(article.changed_at))}</time>'


def _contents(made: ArticleHtml, words: PageWords) -> str:
    """A table of contents for long articles. Where there are very many headings, the upper ones alone."""
    parts = [each for each in made.headings if each.level <= 3]
    if len(parts) > MOST_PARTS:
        parts = [each for each in parts if each.level == 2][:MOST_PARTS]
    if made.words < LONG_WORDS or len(parts) < FEWEST_PARTS:
        return ""
    links = "".join(map(_part, parts))
    title = escape(words.on_this_page)
    return f'<nav class="contents" aria-labelledby="_contents"><h2 id="_contents">{title}</h2><ul>{links}</ul></nav>\n'


def _part(heading: Heading) -> str:
    inner = ' class="inner"' if heading.level > 2 else ""
    return f'<li{inner}><a href="#{escape(quote(heading.anchor))}">{escape(heading.text)}</a></li>'


def _with_own_links(html: str, site: Site) -> str:
    """Links to other articles lead to their readable addresses, which change with their titles."""

    def readable(found: re.Match[str]) -> str:
        other = site.articles.get(unquote(found[1]))
        return f'href="{escape(other.path)}{found[2] or ""}"' if other else found[0]

    return _OWN_LINK.sub(readable, html)


def _helpful(article: SiteArticle, words: PageWords) -> str:
    """A form, so that it works without a script. The answer comes back as the page's anchor, which shows the thanks."""
    action = f"/api/v1/help/{quote(article.id, safe='')}/feedback"
    buttons = "".join(
        f'<button name="helpful" value="{value}">{escape(label)}</button>'
        for value, label in (("yes", words.yes), ("no", words.no))
    )
    return (
        f'<section class="helpful" aria-labelledby="_helpful"><h2 id="_helpful">{escape(words.helpful)}</h2>\n'
        f'<form action="{escape(action)}" method="post">{buttons}</form>\n'
        f'<p id="{THANKS}" class="told" tabindex="-1" role="status">{escape(words.thanks)}</p>\n'
        f'<p id="{LATER}" class="told" tabindex="-1" role="status">{escape(words.later)}</p></section>\n'
    )


def _related(site: Site, article: SiteArticle, words: PageWords) -> str:
    found = _nearest(site, article)
    if not found:
        return ""
    links = "".join(f"<li>{article_link(each, article.locale)}</li>\n" for each in found)
    title = escape(words.related)
    return (
        f'<section class="related" aria-labelledby="_related"><h2 id="_related">{title}</h2>\n'
        f'<ul class="articles">\n{links}</ul></section>\n'
    )


def _nearest(site: Site, article: SiteArticle) -> Sequence[SiteArticle]:
    """Those that are near in meaning; until they are known, the neighbours in the same category."""
    left_out = {article.id, *article.translations}
    near = [each for each in site.some(article.related) if each.locale == article.locale and each.id not in left_out]
    if not near and (category := site.category_of(article)) is not None:
        near = [each for each in category.articles if each.id not in left_out]
    return near[:MOST_RELATED]
