"""SQL for lists of articles: filtered, sorted, searched by name, and counted."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    cast,
    func,
    or_,
    select,
    tuple_,
)

from knowledge_base.article_lists.ranking import Named, ranked
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.articles.repository import record_of, with_newest
from knowledge_base.models import article_versions, articles

Stage = Literal["in_review", "scheduled", "changed", "overdue", "live", "kept"]
STAGES: tuple[Stage, ...] = ("in_review", "scheduled", "changed", "overdue", "live", "kept")
Sort = Literal["updated", "title", "review", "best"]
SORTS: tuple[Sort, ...] = ("updated", "title", "review", "best")

UNDER = " / "
"""Stands between a category and one below it: "Orders / Returns"."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles a list shows; what is None or empty narrows nothing. A category has those below it."""

    words: str = ""
    state: str | None = None
    stage: str | None = None
    category: str | None = None
    tag: str | None = None
    owner: str | None = None
    locale: str | None = None
    audience: str | None = None


ALL = Wanted()


def list_articles(
    connection: Connection, *, wanted: Wanted = ALL, today: date | None = None, after: Any = None, limit: int
) -> list[ArticleRecord]:
    """Last edited first, from `after` on: the time and the identifier of an article. The words are taken literally."""
    query = with_newest().where(*_conditions(wanted, today))
    if wanted.words:
        query = query.where(_says(wanted.words))
    if after is not None:
        query = query.where(tuple_(articles.c.updated_at, articles.c.id) < tuple_(*after))
    query = query.order_by(articles.c.updated_at.desc(), articles.c.id.desc()).limit(limit)
    return _records(connection, query)


def list_sorted(
    connection: Connection, *, sort: Sort, wanted: Wanted, today: date, skipped: int, limit: int
) -> list[ArticleRecord]:
    """By title, by review date (those without one last), or with words by how well they fit."""
    if sort == "best" and wanted.words:
        found = _ranked(connection, wanted, today)[skipped : skipped + limit]
        records = {one.id: one for one in _records(connection, with_newest().where(articles.c.id.in_(found)))}
        return [records[each] for each in found if each in records]
    query = with_newest().where(*_conditions(wanted, today))
    if wanted.words:
        query = query.where(_says(wanted.words))
    return _records(connection, query.order_by(*_order(sort)).offset(skipped).limit(limit))


def overview(connection: Connection, today: date) -> dict[str, Any]:
    """How many articles there are of each kind: what the filters of a list offer."""
    columns = ("state", "category", "locale", "owner", "tags", "audience")
    rows = connection.execute(select(*(articles.c[name] for name in columns))).all()
    tags = Counter(tag for row in rows for tag in row.tags)
    return {
        "states": dict(Counter(row.state for row in rows)),
        "audiences": dict(Counter(row.audience for row in rows)),
        "stages": {stage: _count(connection, Wanted(stage=stage), today) for stage in STAGES},
        "categories": _counted(Counter(each for row in rows for each in _with_parents(row.category))),
        "tags": _counted(tags),
        "owners": _counted(Counter(row.owner for row in rows if row.owner)),
        "locales": _counted(Counter(row.locale for row in rows)),
    }


def _count(connection: Connection, wanted: Wanted, today: date) -> int:
    return connection.scalar(select(func.count()).select_from(articles).where(*_conditions(wanted, today))) or 0


def _with_parents(category: str) -> Iterable[str]:
    """ "A / B" counts for "A" too."""
    parts = [part.strip() for part in category.split(UNDER) if part.strip()]
    return (UNDER.join(parts[:end]) for end in range(1, len(parts) + 1))


def _counted(counts: Counter[str]) -> list[dict[str, Any]]:
    return [{"name": name, "articles": counts[name]} for name in sorted(counts, key=str.casefold)]


def _conditions(wanted: Wanted, today: date | None) -> list[ColumnElement[bool]]:
    column, found = articles.c, []
    if wanted.state:
        found.append(column.state == wanted.state)
    if wanted.stage:
        found.append(_of_stage(wanted.stage, today))
    if wanted.category:
        below = column.category.startswith(f"{wanted.category}{UNDER}", autoescape=True)
        found.append(or_(column.category == wanted.category, below))
    if wanted.tag:
        found.append(_tagged(wanted.tag))
    if wanted.owner:
        found.append(column.owner == wanted.owner)
    if wanted.locale:
        found.append(column.locale == wanted.locale)
    if wanted.audience:
        found.append(column.audience == wanted.audience)
    return found


def _of_stage(stage: str, today: date | None) -> ColumnElement[bool]:
    column = articles.c
    if stage == "in_review":
        return column.review_asked_by.is_not(None)
    if stage == "scheduled":
        return column.scheduled_at.is_not(None)
    if stage == "overdue":
        return and_(column.review_on <= today, column.state == "published")
    if stage == "changed":
        return and_(column.state == "published", column.version != column.published_version)
    return column.state == "published" if stage == "live" else column.state != "archived"


def _tagged(tag: str) -> ColumnElement[bool]:
    """Tags are stored as a JSON list. In one, a quotation mark only ever begins or ends a tag."""
    return cast(articles.c.tags, String).contains(json.dumps(tag), autoescape=True)


def _order(sort: Sort) -> Sequence[ColumnElement[Any]]:
    column = articles.c
    if sort == "review":
        return (column.review_on.is_(None), column.review_on, column.id)
    if sort == "title":
        return (func.lower(column.title), column.id)
    return (column.updated_at.desc(), column.id.desc())


def _ranked(connection: Connection, wanted: Wanted, today: date) -> list[str]:
    newest = and_(article_versions.c.article_id == articles.c.id, article_versions.c.version == articles.c.version)
    columns = (articles.c.id, articles.c.title, articles.c.category, articles.c.tags, article_versions.c.questions)
    query = select(*columns).join_from(articles, article_versions, newest).where(*_conditions(wanted, today))
    named = [Named(row.id, row.title, (*row.questions, row.category, *row.tags)) for row in connection.execute(query)]
    saying = select(articles.c.id).join_from(articles, article_versions, newest).where(_says(wanted.words))
    return ranked(wanted.words, named, connection.scalars(saying))


def _says(words: str) -> ColumnElement[bool]:
    places = (article_versions.c.title, articles.c.id, article_versions.c.body)
    phrasings = cast(article_versions.c.questions, String)
    return or_(*(func.lower(place).contains(words.lower(), autoescape=True) for place in (*places, phrasings)))


def _records(connection: Connection, query: Select[Any]) -> list[ArticleRecord]:
    return [record_of(row) for row in connection.execute(query).mappings()]
