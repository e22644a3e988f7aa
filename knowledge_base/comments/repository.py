"""SQL for comments on articles."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from kit.rows import columns_of, record_of, records_of, values_of
from knowledge_base.models import article_comments as table


@dataclass(frozen=True, slots=True)
class Comment:
    """`quote` is the passage that it is about, as it was then; empty for the whole article."""

    id: str
    article_id: str
    version: int
    quote: str
    text: str
    author_id: str
    author: str
    created_at: datetime
    resolved_by: str | None = None
    resolved_at: datetime | None = None


def list_comments(connection: Connection, article_id: str) -> list[Comment]:
    """In the order in which they were written."""
    query = select(*columns_of(table, Comment)).where(table.c.article_id == article_id)
    return records_of(Comment, connection.execute(query.order_by(table.c.created_at, table.c.id)))


def count_comments(connection: Connection, article_id: str) -> int:
    query = select(func.count()).select_from(table).where(table.c.article_id == article_id)
    return connection.scalar(query) or 0


def find(connection: Connection, article_id: str, comment_id: str) -> Comment | None:
    query = select(*columns_of(table, Comment)).where(table.c.article_id == article_id, table.c.id == comment_id)
    return record_of(Comment, connection.execute(query).first())


def insert_comment(connection: Connection, comment: Comment) -> None:
    connection.execute(insert(table).values(values_of(comment)))


def resolve(connection: Connection, comment_id: str, person: str, now: datetime) -> None:
    """Who was first stays."""
    which = (table.c.id == comment_id) & table.c.resolved_at.is_(None)
    connection.execute(update(table).where(which).values(resolved_by=person, resolved_at=now))


def reopen(connection: Connection, comment_id: str) -> None:
    connection.execute(update(table).where(table.c.id == comment_id).values(resolved_by=None, resolved_at=None))


def remove(connection: Connection, comment_id: str) -> None:
    connection.execute(delete(table).where(table.c.id == comment_id))
