"""SQL for where imported articles came from, so that the next import finds them again and sees what is missing."""

from sqlalchemy import Connection, delete, insert, select

from knowledge_base.models import article_origins


def origins_of(connection: Connection, source: str) -> dict[str, str]:
    """The article of each path that an import from this source has brought."""
    query = select(article_origins.c.path, article_origins.c.article_id).where(article_origins.c.source == source)
    return {row.path: row.article_id for row in connection.execute(query)}


def batches_of(connection: Connection, source: str) -> dict[str, str]:
    """The batch of each article that an import from this source has brought."""
    query = select(article_origins.c.article_id, article_origins.c.batch).where(article_origins.c.source == source)
    return {row.article_id: row.batch for row in connection.execute(query)}


def note_origin(connection: Connection, article_id: str, source: str, path: str, batch: str) -> None:
    connection.execute(delete(article_origins).where(article_origins.c.article_id == article_id))
    connection.execute(
        insert(article_origins).values(article_id=article_id, source=source, path=path[:1000], batch=batch)
    )
