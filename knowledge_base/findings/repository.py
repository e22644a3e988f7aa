"""SQL for findings: traffic, what was never shown, and what editors have set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, case, delete, func, select

from kit.rows import upsert
from knowledge_base.audiences.audience import ANYBODY
from knowledge_base.audiences.repository import shown_to
from knowledge_base.findings.models import findings_set_aside
from knowledge_base.models import articles, decisions, outcomes


@dataclass(frozen=True, slots=True)
class Traffic:
    """How often an article was shown, and how often a person was asked for right after it."""

    shown: int = 0
    followed: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A published article, with what says that nobody looks after it."""

    id: str
    title: str
    published_at: datetime | None
    review_on: date | None


def traffic_since(connection: Connection, since: datetime) -> Mapping[str, Traffic]:
    followed = func.sum(case((outcomes.c.happened == "handed_over", 1), else_=0))
    query = (
        select(decisions.c.article_id, func.count(decisions.c.id.distinct()), followed)
        .outerjoin(outcomes, (outcomes.c.decision_id == decisions.c.id) & (outcomes.c.happened == "handed_over"))
        .where(
            decisions.c.created_at >= since,
            decisions.c.action.in_(("answer", "tentative")),
            decisions.c.article_id.is_not(None),
        )
        .group_by(decisions.c.article_id)
    )
    return {row[0]: Traffic(row[1], int(row[2] or 0)) for row in connection.execute(query)}


def list_published(connection: Connection) -> list[Listed]:
    columns = (articles.c.id, articles.c.title, articles.c.published_at, articles.c.review_on)
    query = select(*columns).where(shown_to(ANYBODY)).order_by(articles.c.id)
    return [Listed(*row) for row in connection.execute(query)]


def set_aside(connection: Connection, key: str, author: str, now: datetime) -> None:
    upsert(connection, findings_set_aside, {"key": key}, {"set_by": author, "set_at": now})


def take_up_again(connection: Connection, key: str) -> bool:
    which = findings_set_aside.c.key == key
    return connection.execute(delete(findings_set_aside).where(which)).rowcount == 1


def list_set_aside(connection: Connection) -> dict[str, str]:
    """Key -> who set it aside."""
    query = select(findings_set_aside.c.key, findings_set_aside.c.set_by)
    return {row.key: row.set_by for row in connection.execute(query)}
