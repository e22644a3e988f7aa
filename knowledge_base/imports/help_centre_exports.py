"""Exports of articles from Zendesk and Intercom, as the JSON that their programming interfaces give.

Several pages of such an interface may stand in one file, as a list. Identifiers are theirs with the product's name in
front, so a later export finds the same articles again.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge_base.articles.limits import LOCALE
from knowledge_base.articles.record import Content
from knowledge_base.audiences.audience import STAFF
from knowledge_base.imports.found import UNSAID, Draft, Found, RefusedError
from knowledge_base.imports.html_pages import to_markdown

Row = Mapping[str, Any]


def read_export(path: str, data: bytes) -> Iterator[Found]:
    """Raises RefusedError with `unknown_export` for JSON that is neither."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise RefusedError("unknown_export", "the file is not JSON", harmless=True) from error
    pages = [page for page in (whole if isinstance(whole, list) else [whole]) if isinstance(page, dict)]
    if any(_rows(page, "articles") and not _is_intercom(page["articles"][0]) for page in pages):
        yield from _zendesk(path, pages)
    elif any(_is_intercom(row) for page in pages for row in _intercom_rows(page)):
        yield from _intercom(path, pages)
    else:
        raise RefusedError("unknown_export", "this is no export of Zendesk's or Intercom's articles", harmless=True)


def _zendesk(path: str, pages: list[dict[str, Any]]) -> Iterator[Found]:
    sections = {row.get("id"): str(row.get("name") or "") for page in pages for row in _rows(page, "sections")}
    seen: set[str] = set()
    for row in (row for page in pages for row in _rows(page, "articles")):
        locale, own_id = _locale(row.get("locale")), f"zendesk-{row.get('id')}"
        article_id = own_id if own_id not in seen else f"{own_id}-{locale.lower() or 'other'}"
        seen.add(own_id)
        category, title = sections.get(row.get("section_id"), ""), str(row.get("title") or row.get("name") or "")
        yield _article(path, article_id, title, row.get("body"), category, locale, not row.get("draft"), row)


def _intercom(path: str, pages: list[dict[str, Any]]) -> Iterator[Found]:
    collections = {str(row.get("id")): str(row.get("name") or "") for page in pages for row in _collections(page)}
    for row in (row for page in pages for row in _intercom_rows(page) if _is_intercom(row)):
        article_id, category = f"intercom-{row.get('id')}", collections.get(str(row.get("parent_id")), "")
        locale = _locale(row.get("default_locale"))
        live = row.get("state") != "draft"
        yield _article(path, article_id, str(row.get("title") or ""), row.get("body"), category, locale, live, row)
        translations = row.get("translated_content")
        for language, text in translations.items() if isinstance(translations, dict) else ():
            if not isinstance(text, dict) or language in ("type", row.get("default_locale")) or not text.get("body"):
                continue
            own, title = f"{article_id}-{language.lower()}", str(text.get("title") or "")
            live = text.get("state") != "draft"
            yield _article(path, own, title, text["body"], category, _locale(language), live, row)


def _article(
    path: str, article_id: str, title: str, body: Any, category: str, locale: str, live: bool, row: Row
) -> Found:
    place = f"{path}:{article_id}"
    if not title.strip():
        return RefusedError("no_title", "the article has no title").of(place)
    address = str(row.get("html_url") or row.get("url") or "") or None
    try:
        text = to_markdown(str(body or ""), address)
    except RefusedError as error:
        return error.of(place)
    if not text:
        return RefusedError("no_text", "the article has no text").of(place)
    content = Content(title, text, (), category, locale)
    return Draft(place, content, article_id, address, live, care={"audience": STAFF} if _is_restricted(row) else {})


def _is_restricted(row: Row) -> bool:
    """Zendesk shows the article to a segment of users. Whoever that is, it is not everybody: editors widen it."""
    return bool(row.get("user_segment_id") or row.get("user_segment_ids"))


def _rows(page: Row, name: str) -> list[dict[str, Any]]:
    found = page.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _intercom_rows(page: Row) -> list[dict[str, Any]]:
    return _rows(page, "data") or _rows(page, "articles") or ([dict(page)] if _is_intercom(page) else [])


def _collections(page: Row) -> list[dict[str, Any]]:
    rows = [*_rows(page, "collections"), *_rows(page, "data")]
    return [row for row in rows if row.get("type") == "collection" or "name" in row]


def _is_intercom(row: Row) -> bool:
    return "body" in row and ("workspace_id" in row or "translated_content" in row or row.get("type") == "article")


def _locale(value: Any) -> str:
    found = str(value or "")
    return found if re.fullmatch(LOCALE, found) else UNSAID
