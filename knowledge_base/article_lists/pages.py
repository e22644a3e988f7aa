"""One page of a list of articles: what a request asks for, and where the next page begins."""

import base64
import binascii
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from kit.errors import BadRequest
from knowledge_base.article_lists.repository import SORTS, STAGES, Sort, Wanted, list_articles, list_sorted
from knowledge_base.articles.record import STATES, ArticleRecord
from knowledge_base.audiences.audience import AUDIENCES

LONGEST_SEARCH = 200
_SKIPS = "skip"


def wanted_articles(
    q: str = "",
    state: str | None = None,
    stage: str | None = None,
    category: str | None = None,
    tag: str | None = None,
    owner: str | None = None,
    locale: str | None = None,
    audience: str | None = None,
) -> Wanted:
    """Reads the filters of a request. `category` has those below it, such as "Orders / Returns" for "Orders"."""
    named = (category, tag, owner, locale)
    words, *rest = (_one_line(text or "") for text in (q, *named))
    chosen = [text or None for text in rest]
    read_by = _one_of("audience", audience, AUDIENCES)
    wanted = Wanted(words, _one_of("state", state, STATES), _one_of("stage", stage, STAGES), *chosen)
    return replace(wanted, audience=read_by)


def sort_of(sort: str) -> Sort:
    return next((known for known in SORTS if known == sort), None) or _refuse("sort", SORTS)


def list_page(
    connection: Connection, wanted: Wanted, sort: Sort, cursor: str | None, limit: int, today: date
) -> dict[str, Any]:
    if sort == "updated":
        after = read_cursor(cursor) if cursor else None
        found = list_articles(connection, wanted=wanted, today=today, after=after, limit=limit + 1)
        following = make_cursor(found[limit - 1]) if len(found) > limit else None
    else:
        skipped = _read_skipped(cursor) if cursor else 0
        found = list_sorted(connection, sort=sort, wanted=wanted, today=today, skipped=skipped, limit=limit + 1)
        following = _encoded(f"{_SKIPS} {skipped + limit}") if len(found) > limit else None
    return {"articles": [record.view(with_body=False) for record in found[:limit]], "next": following}


def make_cursor(record: ArticleRecord) -> str:
    """Where a list continues after this article."""
    return _encoded(f"{record.updated_at.isoformat()} {record.id}")


def read_cursor(cursor: str) -> tuple[datetime, str]:
    """Raises BadRequest `bad_cursor` for anything that `make_cursor` has not made."""
    moment, _, article_id = _decoded(cursor).partition(" ")
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError as error:
        raise _bad_cursor() from error
    if parsed.tzinfo is None or not article_id:
        raise _bad_cursor()
    return parsed, article_id


def _read_skipped(cursor: str) -> int:
    word, _, number = _decoded(cursor).partition(" ")
    if word != _SKIPS or not number.isascii() or not number.isdigit() or len(number) > 6:
        raise _bad_cursor()
    return int(number)


def _encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


def _decoded(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor.encode()).decode()
    except (ValueError, binascii.Error) as error:
        raise _bad_cursor() from error


def _bad_cursor() -> BadRequest:
    return BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")


def _one_line(text: str) -> str:
    words = " ".join(text.replace("\x00", " ").split())
    if len(words) > LONGEST_SEARCH:
        raise BadRequest("This search is too long.", code="bad_query", field="q", limit=LONGEST_SEARCH)
    return words


def _one_of(field: str, value: str | None, known: tuple[str, ...]) -> str | None:
    if value and value not in known:
        _refuse(field, known)
    return value or None


def _refuse(field: str, known: tuple[str, ...]) -> Any:
    raise BadRequest(f"{field} must be one of {', '.join(known)}.", code="bad_query", field=field)
