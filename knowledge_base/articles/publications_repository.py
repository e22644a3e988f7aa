"""SQL for the history of what customers could read: each publication and archival of an article."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from kit.rows import columns_of, records_of
from knowledge_base.models import article_publications as table
from knowledge_base.models import articles


@dataclass(frozen=True, slots=True)
class Publication:
    """`version` is None if the article was archived."""

    id: int
    version: int | None
    author: str
    created_at: datetime
    undone_by: str | None
    undone_at: datetime | None


def lock(connection: Connection, article_id: str) -> None:
    """Until the transaction ends nobody else changes what is published of this article."""
    connection.execute(select(articles.c.id).where(articles.c.id == article_id).with_for_update())


def record(connection: Connection, article_id: str, version: int | None, author: str, now: datetime) -> None:
    row = {"article_id": article_id, "version": version, "author": author, "created_at": now}
    connection.execute(insert(table).values(**row))


def list_publications(connection: Connection, article_id: str) -> list[Publication]:
    """The newest first."""
    query = select(*columns_of(table, Publication)).where(table.c.article_id == article_id)
    return records_of(Publication, connection.execute(query.order_by(table.c.id.desc())))


def mark_undone(connection: Connection, publication_id: int, author: str, now: datetime) -> bool:
    """False if somebody else was first."""
    which = (table.c.id == publication_id) & table.c.undone_at.is_(None)
    return connection.execute(update(table).where(which).values(undone_by=author, undone_at=now)).rowcount == 1
