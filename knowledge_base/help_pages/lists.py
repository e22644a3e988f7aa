"""Pages that lead to articles: the front page, a category, search results, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from operator import attrgetter

from knowledge_base.help.languages import PageWords, direction, words_of
from knowledge_base.help_pages.layout import Frame, Head, Link, page
from knowledge_base.help_pages.look import Look
from knowledge_base.help_pages.structured_data import search_data, way_data
from knowledge_base.help_site.site import Category, Site, SiteArticle, front_path

ON_A_PAGE = 100
ON_A_CARD = 4
MOST_FULL_CARDS = 24
"""With more categories than this, cards show only their names: the page stays small."""


@dataclass(frozen=True, slots=True)
class Result:
    """An article that was found, with the part that may answer: its heading path and its text without marks."""

    article: SiteArticle
    section: str
    text: str


def front_page(site: Site, look: Look, locale: str | None, words: PageWords, path: str) -> str:
    """`locale` is the language of the articles that it shows; None if there are none at all."""
    fronts = fronts_of(site)
    frame = Frame(look, words, locale, switch=fronts, welcome=True)
    name = look.company or words.help
    head = Head(
        title=words.help,
        locale=words.language if locale is None or words.language != words_of(locale).language else locale,
        path=path,
        description=words.welcome,
        same_in=fronts if len(fronts) > 1 else (),
        otherwise="/help",
        data=[search_data(look, path, name)],
    )
    categories = site.categories(locale) if locale else ()
    return page(frame, head, _topics(categories, words, locale) or f"<p>{escape(words.empty)}</p>")


def category_page(site: Site, look: Look, category: Category, number: int) -> str:
    words = words_of(category.locale)
    frame = Frame(look, words, category.locale, switch=fronts_of(site))
    name = category.name or words.other
    first = (number - 1) * ON_A_PAGE
    shown = category.articles[first : first + ON_A_PAGE]
    way = [(words.help, front_path(category.locale)), (name, category.path)]
    head = Head(
        title=name,
        locale=category.locale,
        path=_numbered(category.path, number),
        description=", ".join(each.title for each in shown[:5]),
        data=[way_data(way, look)],
    )
    parts = "".join(_part(part, inside, category.locale) for part, inside in groupby(shown, attrgetter("part")))
    content = f"{breadcrumbs(way[:-1], words)}<h1>{escape(name)}</h1>\n{parts}{_pages(category, number)}"
    return page(frame, head, content)


def results_page(
    site: Site, look: Look, locale: str | None, words: PageWords, asked: str, results: Sequence[Result] | None
) -> str:
    """`results` is None if the search does not work at the moment."""
    frame = Frame(look, words, locale, switch=fronts_of(site), asked=asked)
    found = bool(results)
    title = (words.results if found or results is None else words.nothing).format(q=asked)
    head = Head(title=title, locale=_page_locale(locale, words))
    if results:
        content = "".join(map(_result, results))
        return page(frame, head, f'<h1>{escape(title)}</h1>\n<ol class="results">\n{content}</ol>')
    why = words.unavailable if results is None else words.nothing_why
    topics = _topics(site.categories(locale) if locale else (), words, locale)
    return page(frame, head, f'<h1>{escape(title)}</h1>\n<p role="status">{escape(why)}</p>\n{topics}')


def message_page(site: Site, look: Look, locale: str | None, words: PageWords, title: str, text: str) -> str:
    """Something that is no article, with a way on."""
    frame = Frame(look, words, locale, switch=fronts_of(site))
    topics = _topics(site.categories(locale) if locale else (), words, locale)
    content = f"<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n{topics}"
    return page(frame, Head(title=title, locale=_page_locale(locale, words)), content)


def breadcrumbs(way: Sequence[tuple[str, str]], words: PageWords) -> str:
    steps = "".join(f'<li><a href="{escape(path)}">{escape(name)}</a></li>' for name, path in way)
    return f'<nav class="way" aria-label="{escape(words.here)}"><ol>{steps}</ol></nav>\n'


def fronts_of(site: Site) -> list[Link]:
    return [(locale, front_path(locale)) for locale in site.locales]


def article_link(article: SiteArticle, page_locale: str) -> str:
    """Says its language where that is not the page's."""
    said = ""
    if article.locale != page_locale:
        said = f' lang="{escape(article.locale)}" hreflang="{escape(article.locale)}" dir="{direction(article.locale)}"'
    return f'<a href="{escape(article.path)}"{said}>{escape(article.title)}</a>'


def _page_locale(locale: str | None, words: PageWords) -> str:
    return locale if locale and words_of(locale).language == words.language else words.language


def _topics(categories: Sequence[Category], words: PageWords, locale: str | None) -> str:
    """Cards, or one list where cards would be a single one."""
    page_locale = _page_locale(locale, words)
    if len(categories) == 1:
        one = categories[0]
        heading = f"<h2>{escape(one.name)}</h2>\n" if one.name else ""
        return heading + _list(one.articles[:ON_A_PAGE], page_locale) + _rest(one, ON_A_PAGE, words)
    most = ON_A_CARD if len(categories) <= MOST_FULL_CARDS else 0
    cards = "".join(_card(each, words, page_locale, most) for each in categories)
    if not cards:
        return ""
    heading = f'<h2 class="visually-hidden">{escape(words.topics)}</h2>\n'
    return f'{heading}<ul class="cards">\n{cards}</ul>'


def _card(category: Category, words: PageWords, page_locale: str, most: int) -> str:
    said = ""
    if category.name and category.locale != page_locale:
        said = f' lang="{escape(category.locale)}" dir="{direction(category.locale)}"'
    name = escape(category.name or words.other)
    count = len(category.articles)
    heading = f'<h3><a href="{escape(category.path)}"{said}>{name}</a> <span class="count">{count}</span></h3>\n'
    links = _list(category.articles[:most], page_locale) if most else ""
    return f"<li>\n{heading}{links}{_rest(category, most, words) if most else ''}</li>\n"


def _rest(category: Category, shown: int, words: PageWords) -> str:
    count = len(category.articles)
    if count <= shown:
        return ""
    label = f"{escape(words.all_articles)} ({count})"
    named = f"{escape(words.all_articles)} ({count}): {escape(category.name or words.other)}"
    return f'<p class="rest"><a href="{escape(category.path)}" aria-label="{named}">{label}</a></p>\n'


def _part(name: str, articles: Iterable[SiteArticle], page_locale: str) -> str:
    heading = f"<h2>{escape(name)}</h2>\n" if name else ""
    return heading + _list(articles, page_locale)


def _list(articles: Iterable[SiteArticle], page_locale: str) -> str:
    links = "".join(f"<li>{article_link(each, page_locale)}</li>\n" for each in articles)
    return f'<ul class="articles">\n{links}</ul>\n'


def _result(result: Result) -> str:
    article = result.article
    said = f'lang="{escape(article.locale)}" dir="{direction(article.locale)}"'
    section = f'<p class="section">{escape(result.section)}</p>' if result.section else ""
    return (
        f'<li {said}><h2><a href="{escape(article.path)}">{escape(article.title)}</a></h2>'
        f"{section}<p>{escape(result.text)}</p></li>\n"
    )


def _pages(category: Category, number: int) -> str:
    """Links to the other pages of a long list."""
    last = -(-len(category.articles) // ON_A_PAGE)
    if last < 2:
        return ""
    current = ' aria-current="page"'
    links = "".join(
        f'<li><a href="{escape(_numbered(category.path, each))}"{current if each == number else ""}>{each}</a></li>'
        for each in range(1, last + 1)
    )
    return f'<nav class="pages" aria-label="{escape(category.name)}"><ul>{links}</ul></nav>\n'


def _numbered(path: str, number: int) -> str:
    return path if number == 1 else f"{path}?page={number}"
