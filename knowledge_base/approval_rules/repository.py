"""SQL for approvals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kit.rows import columns_of, insert_missing, record_of
from knowledge_base.approval_rules.models import article_approvals, category_approvals
from knowledge_base.models import article_versions, articles


@dataclass(frozen=True, slots=True)
class Approval:
    version: int
    approved_by: str
    approved_at: datetime


def list_categories(connection: Connection) -> list[str]:
    return list(connection.scalars(select(category_approvals.c.category).order_by(category_approvals.c.category)))


def replace_categories(connection: Connection, categories: Iterable[str], author: str, now: datetime) -> None:
    """Who set one that stays is not changed."""
    there, wanted = set(list_categories(connection)), set(categories)
    connection.execute(delete(category_approvals).where(category_approvals.c.category.in_(there - wanted)))
    rows = [{"category": each, "set_by": author, "set_at": now} for each in sorted(wanted - there)]
    if rows:
        connection.execute(insert(category_approvals), rows)


def categories_of(connection: Connection, article_id: str, version: int) -> set[str]:
    """The category of that version, and of what customers read now."""
    columns = article_versions.c
    live = select(articles.c.published_version).where(articles.c.id == article_id).scalar_subquery()
    query = select(columns.category).where(columns.article_id == article_id)
    return set(connection.scalars(query.where((columns.version == version) | (columns.version == live))))


def find_approval(connection: Connection, article_id: str, version: int) -> Approval | None:
    table = article_approvals
    query = select(*columns_of(table, Approval)).where(table.c.article_id == article_id, table.c.version == version)
    return record_of(Approval, connection.execute(query).first())


def insert_approval(connection: Connection, article_id: str, version: int, approver: str, now: datetime) -> None:
    """The first one stays."""
    key = {"article_id": article_id, "version": version}
    insert_missing(connection, article_approvals, key, {"approved_by": approver, "approved_at": now})
