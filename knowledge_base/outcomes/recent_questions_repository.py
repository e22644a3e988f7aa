"""SQL for the questions that a publication is checked with: the golden set, and what customers asked lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from knowledge_base.golden_set.models import golden_questions
from knowledge_base.models import decisions

LATELY = timedelta(days=28)
MOST_RECENT = 2_000


@dataclass(frozen=True, slots=True)
class RecentQuestion:
    """What customers asked in these words, and how often."""

    text: str
    times: int


def list_recent(connection: Connection, now: datetime, limit: int = MOST_RECENT) -> list[RecentQuestion]:
    """The most frequent first, then the latest.

    Follow-ups are left out, because they mean nothing without what was said before, and so are chosen titles.
    """
    times = func.count().label("times")
    query = (
        select(decisions.c.question, times)
        .where(
            decisions.c.created_at >= now - LATELY,
            decisions.c.in_context.is_(False),
            decisions.c.rule != "customer_chose",
        )
        .group_by(decisions.c.question)
        .order_by(times.desc(), func.max(decisions.c.created_at).desc())
        .limit(limit)
    )
    return [RecentQuestion(*row) for row in connection.execute(query)]


def list_to_check(connection: Connection, now: datetime) -> list[str]:
    """The texts of both."""
    golden = connection.scalars(select(golden_questions.c.text)).all()
    return list(dict.fromkeys((*golden, *(each.text for each in list_recent(connection, now)))))
