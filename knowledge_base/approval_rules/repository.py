"""SQL for approvals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kit.rows import columns_of, insert_missing, records_of
from knowledge_base.approval_rules.models import article_approvals, category_approvals, category_approvers
from knowledge_base.models import article_versions, articles


@dataclass(frozen=True, slots=True)
class Approval:
    approver_id: str
    approved_by: str
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class Approver:
    """A person whom a category names."""

    id: str
    name: str


def list_categories(connection: Connection) -> list[str]:
    return list(connection.scalars(select(category_approvals.c.category).order_by(category_approvals.c.category)))


def list_approvers(connection: Connection) -> dict[str, list[Approver]]:
    """For each category that names people: whom."""
    table = category_approvers
    found: dict[str, list[Approver]] = {}
    query = select(table.c.category, table.c.person_id, table.c.name)
    for row in connection.execute(query.order_by(table.c.category, table.c.name, table.c.person_id)):
        found.setdefault(row.category, []).append(Approver(row.person_id, row.name))
    return found


def replace_categories(connection: Connection, categories: Iterable[str], author: str, now: datetime) -> None:
    """Who set one that stays is not changed, nor whom it names."""
    there, wanted = set(list_categories(connection)), set(categories)
    gone = there - wanted
    connection.execute(delete(category_approvers).where(category_approvers.c.category.in_(gone)))
    connection.execute(delete(category_approvals).where(category_approvals.c.category.in_(gone)))
    rows = [{"category": each, "set_by": author, "set_at": now} for each in sorted(wanted - there)]
    if rows:
        connection.execute(insert(category_approvals), rows)


def replace_approvers(connection: Connection, named: Mapping[str, Iterable[Approver]]) -> None:
    """Of all categories; each has to demand approvals."""
    connection.execute(delete(category_approvers))
    rows = [
        {"category": category, "person_id": each.id, "name": each.name}
        for category, people in sorted(named.items())
        for each in people
    ]
    if rows:
        connection.execute(insert(category_approvers), rows)


def categories_of(connection: Connection, article_id: str, version: int) -> set[str]:
    """The category of that version, and of what customers read now."""
    columns = article_versions.c
    live = select(articles.c.published_version).where(articles.c.id == article_id).scalar_subquery()
    query = select(columns.category).where(columns.article_id == article_id)
    return set(connection.scalars(query.where((columns.version == version) | (columns.version == live))))


def list_approvals(connection: Connection, article_id: str, version: int) -> list[Approval]:
    """The first one first."""
    table = article_approvals
    query = select(*columns_of(table, Approval)).where(table.c.article_id == article_id, table.c.version == version)
    return records_of(Approval, connection.execute(query.order_by(table.c.approved_at, table.c.approver_id)))


def insert_approval(connection: Connection, article_id: str, version: int, approver: Approver, now: datetime) -> None:
    """The first one of a person stays."""
    key = {"article_id": article_id, "version": version, "approver_id": approver.id}
    insert_missing(connection, article_approvals, key, {"approved_by": approver.name, "approved_at": now})


def forget_approvals(connection: Connection, article_id: str, version: int) -> None:
    which = (article_approvals.c.article_id == article_id) & (article_approvals.c.version == version)
    connection.execute(delete(article_approvals).where(which))
