"""What a page says to search engines as JSON-LD: an article, a question with its answer, and the way to it.

A `<script>` of data is never run, and the content policy forbids inline scripts that are. No text can end the element:
everything that HTML would read is written as an escape of JSON.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kit.clock import to_text
from knowledge_base.help.article_html import QUESTION_MARKS, ArticleHtml
from knowledge_base.help_pages.look import Look
from knowledge_base.help_site.site import SiteArticle

_CONTEXT = "https://schema.org"
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return f'<script type="application/ld+json">{text}</script>\n'


def article_data(article: SiteArticle, look: Look, made: ArticleHtml, picture: str = "") -> dict[str, Any]:
    """Parts that ask, or a title that does, are questions of an FAQ; any other is an article."""
    address, summary = look.absolute(article.path), made.summary
    common = {"@context": _CONTEXT, "inLanguage": article.locale, "dateModified": to_text(article.changed_at)}
    questions = [_question(each.question, each.answer, f"{address}#{quote(each.anchor)}") for each in made.asked]
    if not questions and article.title.endswith(QUESTION_MARKS) and summary:
        questions = [_question(article.title, summary, address)]
    if questions:
        return {**common, "@type": "FAQPage", "url": address, "mainEntity": questions}
    said: dict[str, Any] = {
        **common,
        "@type": "Article",
        "headline": article.title[:110],
        "mainEntityOfPage": address,
    }
    if summary:
        said["description"] = summary
    if picture:
        said["image"] = picture
    if look.company:
        logo = {"logo": {"@type": "ImageObject", "url": look.absolute(look.logo)}} if look.logo else {}
        said["publisher"] = said["author"] = {"@type": "Organization", "name": look.company, **logo}
    return said


def _question(name: str, answer: str, address: str) -> dict[str, Any]:
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": answer, "url": address}}


def way_data(steps: Sequence[tuple[str, str]], look: Look) -> dict[str, Any]:
    """The breadcrumbs: name and path of each step."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": look.absolute(path)}
        for place, (name, path) in enumerate(steps, 1)
    ]
    return {"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def search_data(look: Look, path: str, name: str) -> dict[str, Any]:
    """That the site can be searched, and how."""
    target = f"{look.absolute(path)}?q={{search_term_string}}"
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": name,
        "url": look.absolute(path),
        "potentialAction": action,
    }
