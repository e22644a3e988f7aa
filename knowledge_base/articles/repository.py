"""SQL for articles and the knowledge version."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, insert, select, update

from knowledge_base.articles.article import Article
from knowledge_base.articles.care import Care, Scheduled
from knowledge_base.articles.record import ArticleRecord, Content, ListedArticle, VersionRecord
from knowledge_base.models import article_comments, article_versions, articles, knowledge_state

_OF_ARTICLE = ("id", "state", "version", "published_version", "updated_by", "created_at", "updated_at", "published_at")
_CONTENT = ("title", "body", "questions", "category", "locale")
_CARE = ("owner", "tags", "review_on", "review_asked_by", "translation_group")
_SCHEDULED = ("scheduled_version", "scheduled_at", "scheduled_by")


_OPEN_COMMENTS = (
    select(func.count())
    .where(article_comments.c.article_id == articles.c.id, article_comments.c.resolved_at.is_(None))
    .correlate(articles)
    .scalar_subquery()
    .label("open_comments")
)


def with_newest() -> Select[Any]:
    """Every article with its newest version; `record_of` reads a row."""
    newest = and_(article_versions.c.article_id == articles.c.id, article_versions.c.version == articles.c.version)
    columns = [articles.c[name] for name in (*_OF_ARTICLE, *_CARE, *_SCHEDULED)]
    columns += [article_versions.c[name] for name in _CONTENT]
    return select(*columns, _OPEN_COMMENTS).join_from(articles, article_versions, newest)


def find(connection: Connection, article_id: str) -> ArticleRecord | None:
    """The article with its newest version."""
    row = connection.execute(with_newest().where(articles.c.id == article_id)).mappings().first()
    return None if row is None else record_of(row)


def list_all(connection: Connection) -> list[ArticleRecord]:
    """Every article with its newest version, in a fixed order."""
    return [record_of(row) for row in connection.execute(with_newest().order_by(articles.c.id)).mappings()]


def find_version(connection: Connection, article_id: str, version: int) -> VersionRecord | None:
    query = _versions(article_id).where(article_versions.c.version == version)
    row = connection.execute(query).mappings().first()
    return None if row is None else _version(row)


def list_versions(connection: Connection, article_id: str) -> list[VersionRecord]:
    """Newest first."""
    query = _versions(article_id).order_by(article_versions.c.version.desc())
    return [_version(row) for row in connection.execute(query).mappings()]


def list_published(connection: Connection) -> list[Article]:
    """What customers get, in a fixed order."""
    published = and_(
        article_versions.c.article_id == articles.c.id, article_versions.c.version == articles.c.published_version
    )
    columns = [article_versions.c[name] for name in ("article_id", *_CONTENT)]
    query = select(*columns).join_from(articles, article_versions, published).order_by(articles.c.id)
    return [_content(row).article(row["article_id"]) for row in connection.execute(query).mappings()]


def list_published_titles(connection: Connection) -> list[ListedArticle]:
    """What customers get, by category and title."""
    shown = article_versions.c
    published = and_(shown.article_id == articles.c.id, shown.version == articles.c.published_version)
    query = select(shown.article_id, shown.title, shown.category, shown.locale)
    query = query.join_from(articles, article_versions, published)
    ordered = query.order_by(shown.category, shown.title, shown.article_id)
    return [ListedArticle(*row) for row in connection.execute(ordered)]


def find_published(connection: Connection, article_id: str) -> Article | None:
    """The article as customers get it."""
    record = find(connection, article_id)
    if record is None or record.published_version is None:
        return None
    version = find_version(connection, article_id, record.published_version)
    return version.content.article(article_id) if version else None


def ids_in_use(connection: Connection, ids: Sequence[str]) -> set[str]:
    return set(connection.scalars(select(articles.c.id).where(articles.c.id.in_(ids))))


def find_category(connection: Connection, article_id: str) -> str | None:
    return connection.scalar(select(articles.c.category).where(articles.c.id == article_id))


def list_categories(connection: Connection) -> list[str]:
    """The categories of published articles."""
    published = articles.c.published_version.is_not(None)
    return [each for each in connection.scalars(select(articles.c.category).where(published).distinct()) if each]


def insert_article(connection: Connection, record: ArticleRecord, origin: str) -> None:
    """Stores the article with its first version."""
    row = {name: getattr(record, name) for name in _OF_ARTICLE}
    connection.execute(insert(articles).values(**row, **_listed(record.content)))
    insert_version(connection, record.id, record.version, record.content, origin, record.updated_by, record.updated_at)


def insert_version(
    connection: Connection, article_id: str, version: int, content: Content, origin: str, author: str, now: datetime
) -> None:
    row = {"article_id": article_id, "version": version, "origin": origin, "author": author, "created_at": now}
    connection.execute(insert(article_versions).values(**row, **content.fields()))


def change(connection: Connection, article_id: str, version: int, content: Content | None, /, **values: Any) -> bool:
    """Changes the article if its newest version is still `version`. False: somebody else changed it first."""
    listed = _listed(content) if content else {}
    which = (articles.c.id == article_id) & (articles.c.version == version)
    return connection.execute(update(articles).where(which).values(**values, **listed)).rowcount == 1


def knowledge_version(connection: Connection) -> int:
    return connection.scalar(select(knowledge_state.c.version)) or 0


def raise_knowledge_version(connection: Connection, now: datetime) -> int:
    """The next version; two transactions that publish at once get different ones."""
    raised = (
        update(knowledge_state)
        .where(knowledge_state.c.id == 1)
        .values(version=knowledge_state.c.version + 1, changed_at=now)
        .returning(knowledge_state.c.version)
    )
    version: int | None = connection.scalar(raised)
    if version is None:
        connection.execute(insert(knowledge_state).values(id=1, version=1, changed_at=now))
        return 1
    return version


def _versions(article_id: str) -> Select[Any]:
    return select(article_versions).where(article_versions.c.article_id == article_id)


def _listed(content: Content) -> dict[str, str]:
    return {"title": content.title, "category": content.category, "locale": content.locale}


def record_of(row: RowMapping) -> ArticleRecord:
    stored = {name: row[name] for name in _OF_ARTICLE}
    return ArticleRecord(**stored, content=_content(row), care=_care(row), open_comments=row["open_comments"])


def _care(row: RowMapping) -> Care:
    scheduled = Scheduled(*(row[name] for name in _SCHEDULED)) if row["scheduled_at"] else None
    return Care(**{**{name: row[name] for name in _CARE}, "tags": tuple(row["tags"])}, scheduled=scheduled)


def _version(row: RowMapping) -> VersionRecord:
    return VersionRecord(row["version"], row["origin"], row["author"], row["created_at"], _content(row))


def _content(row: RowMapping) -> Content:
    return Content(row["title"], row["body"], tuple(row["questions"]), row["category"], row["locale"])
