"""SQL for suggested phrasings that were dismissed."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from knowledge_base.phrasings.models import dismissed_phrasings
from knowledge_base.phrasings.phrasing import compared


def dismiss(connection: Connection, article_id: str, phrasing: str, editor: str, now: datetime) -> None:
    """Once is enough: dismissing it again changes only who did it last."""
    row = {"article_id": article_id, "phrasing_hash": hash_of(phrasing)}
    connection.execute(delete(dismissed_phrasings).filter_by(**row))
    connection.execute(insert(dismissed_phrasings).values(**row, dismissed_by=editor, dismissed_at=now))


def restore(connection: Connection, article_id: str, phrasing: str) -> None:
    """It may be suggested again."""
    connection.execute(delete(dismissed_phrasings).filter_by(article_id=article_id, phrasing_hash=hash_of(phrasing)))


def list_dismissed(connection: Connection, article_id: str) -> set[str]:
    """The hashes of what was dismissed for this article."""
    of_article = dismissed_phrasings.c.article_id == article_id
    return set(connection.scalars(select(dismissed_phrasings.c.phrasing_hash).where(of_article)))


def hash_of(phrasing: str) -> str:
    return hashlib.sha256(compared(phrasing).encode("utf-8", "surrogatepass")).hexdigest()
