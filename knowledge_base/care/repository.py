"""SQL for the care of articles."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, select, update

from knowledge_base.articles.care import Scheduled
from knowledge_base.models import articles


def change(connection: Connection, article_id: str, values: dict[str, Any]) -> None:
    connection.execute(update(articles).where(articles.c.id == article_id).values(**values))


def schedule(connection: Connection, article_id: str, scheduled: Scheduled | None) -> None:
    values = (scheduled.version, scheduled.at, scheduled.by) if scheduled else (None, None, None)
    names = ("scheduled_version", "scheduled_at", "scheduled_by")
    change(connection, article_id, dict(zip(names, values, strict=True)))


def list_due(connection: Connection, now: datetime, limit: int) -> list[str]:
    """Articles with a version whose time has come, the longest due first."""
    query = select(articles.c.id).where(articles.c.scheduled_at <= now).order_by(articles.c.scheduled_at, articles.c.id)
    return list(connection.scalars(query.limit(limit)))


def take_due(connection: Connection, article_id: str, now: datetime) -> Scheduled | None:
    """Ends the schedule of a due article and returns it: to one caller only, however many ask."""
    columns = articles.c
    found = connection.execute(
        select(columns.scheduled_version, columns.scheduled_at, columns.scheduled_by).where(
            columns.id == article_id, columns.scheduled_at <= now
        )
    ).first()
    if found is None:
        return None
    scheduled = Scheduled(*found)
    mine = and_(columns.id == article_id, columns.scheduled_at == scheduled.at, columns.scheduled_version == found[0])
    ended = {"scheduled_version": None, "scheduled_at": None, "scheduled_by": None}
    return scheduled if connection.execute(update(articles).where(mine).values(**ended)).rowcount == 1 else None


def list_group(connection: Connection, group: str) -> list[str]:
    query = select(articles.c.id).where(articles.c.translation_group == group).order_by(articles.c.locale)
    return list(connection.scalars(query))
