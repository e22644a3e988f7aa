"""The frame of every help page: head, company, search, languages, chat. Pages need no script and no inline style.

All text is escaped here or where it is put together; only rendered articles come as HTML.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from knowledge_base.help.languages import PageWords, direction, language_name
from knowledge_base.help_pages.look import Look
from knowledge_base.help_pages.structured_data import script
from knowledge_base.help_site.site import front_path

Link = tuple[str, str]
"""A language, and the path of a page in it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says to browsers and search engines. Without `path` it is not to be found by them."""

    title: str
    locale: str
    path: str = ""
    description: str = ""
    kind: str = "website"
    same_in: Sequence[Link] = ()
    """This page in every language that it exists in, its own included."""
    otherwise: str = ""
    """The path for readers of all other languages."""
    picture: str = ""
    """The address of a picture for those who share the page; without it, the company's logo."""
    data: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around the content. `home` is the language whose front page the company's name leads to."""

    look: Look
    words: PageWords
    home: str | None
    switch: Sequence[Link] = ()
    asked: str = ""
    welcome: bool = False
    """On the front page the search is large."""


def page(frame: Frame, head: Head, content: str) -> str:
    words, look = frame.words, frame.look
    site = look.company or words.help
    return f"""<!doctype html>
<html lang="{escape(head.locale)}" dir="{direction(head.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(_full_title(head.title, look, words))}</title>
{_meta(head, look, site)}<link rel="icon" href="{escape(look.icon)}">
<link rel="stylesheet" href="{escape(look.style)}">
</head>
<body{' class="front"' if frame.welcome else ""}>
<a class="skip" href="#_content">{escape(words.skip)}</a>
<header>
<div class="bar">
{_company(frame, site)}{_switch(frame, head)}</div>
{_search(frame)}</header>
<main id="_content" tabindex="-1">
{content}
</main>
<footer><p><bdi>{escape(site)}</bdi></p></footer>
{_chat(frame)}</body>
</html>
"""


def _full_title(title: str, look: Look, words: PageWords) -> str:
    name = look.company or words.help
    return title if title == name else f"{title} – {name}"


def _meta(head: Head, look: Look, site: str) -> str:
    tags: list[str] = []
    if head.description:
        tags.append(_named("description", head.description))
    if not head.path:
        return "".join([*tags, _named("robots", "noindex")])
    address = look.absolute(head.path)
    tags.append(f'<link rel="canonical" href="{escape(address)}">\n')
    for locale, path in head.same_in:
        tags.append(_alternate(locale, look.absolute(path)))
    if head.same_in and head.otherwise:
        tags.append(_alternate("x-default", look.absolute(head.otherwise)))
    shown = {
        "og:type": head.kind,
        "og:title": head.title,
        "og:description": head.description,
        "og:url": address,
        "og:site_name": site,
        "og:locale": head.locale.replace("-", "_"),
        "og:image": head.picture or (look.absolute(look.logo) if look.logo else ""),
    }
    tags += [f'<meta property="{name}" content="{escape(value)}">\n' for name, value in shown.items() if value]
    tags.append(_named("twitter:card", "summary_large_image" if head.picture else "summary"))
    return "".join([*tags, *(script(each) for each in head.data)])


def _named(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">\n'


def _alternate(locale: str, address: str) -> str:
    return f'<link rel="alternate" hreflang="{escape(locale)}" href="{escape(address)}">\n'


def _company(frame: Frame, site: str) -> str:
    look = frame.look
    logo = f'<img src="{escape(look.logo)}" alt="" height="32">' if look.logo else ""
    home = front_path(frame.home) if frame.home else "/help"
    name = f"<bdi>{escape(site)}</bdi>"
    return f'<a class="company" href="{escape(home)}">{logo}{name}</a>\n'


def _switch(frame: Frame, head: Head) -> str:
    """A menu that opens without a script."""
    if len(frame.switch) < 2:
        return ""
    links = "".join(_language(locale, path, current=locale == head.locale) for locale, path in frame.switch)
    shown = escape(language_name(head.locale))
    return (
        f'<nav aria-label="{escape(frame.words.choose_language)}"><details class="languages">'
        f"<summary>{shown}</summary><ul>{links}</ul></details></nav>\n"
    )


def _language(locale: str, path: str, *, current: bool) -> str:
    mark = ' aria-current="true"' if current else ""
    said = f'lang="{escape(locale)}" hreflang="{escape(locale)}" dir="{direction(locale)}"'
    return f'<li><a href="{escape(path)}" {said}{mark}>{escape(language_name(locale))}</a></li>'


def _search(frame: Frame) -> str:
    words = frame.words
    action = front_path(frame.home) if frame.home else "/help"
    heading = f"<h1>{escape(words.welcome)}</h1>\n" if frame.welcome else ""
    label = escape(words.search_label)
    return (
        f'<div class="ask">{heading}<form role="search" action="{escape(action)}" method="get">'
        f'<input type="search" name="q" value="{escape(frame.asked)}" aria-label="{label}" placeholder="{label}" '
        f'maxlength="200" autocomplete="off" required><button>{escape(words.search)}</button></form></div>\n'
    )


def _chat(frame: Frame) -> str:
    if not frame.look.widget:
        return ""
    return f'<script src="/widget.js" data-locale="{escape(frame.words.language)}" async></script>\n'
