"""SQL for customers' latest questions, as suggestions for phrasings."""

from datetime import datetime

from sqlalchemy import Connection, select

from knowledge_base.models import decisions, outcomes
from knowledge_base.outcomes.asked import AskedQuestion

SURELY = 0.5


def list_asked_questions(connection: Connection, since: datetime, limit: int) -> list[AskedQuestion]:
    """The latest questions that stand by themselves: no follow-ups, and no titles that customers chose."""
    query = (
        select(decisions.c.id, decisions.c.question, decisions.c.action, decisions.c.article_id)
        .where(decisions.c.created_at >= since, decisions.c.in_context.is_(False), decisions.c.rule != "customer_chose")
        .order_by(decisions.c.created_at.desc(), decisions.c.id)
        .limit(limit)
    )
    rows = list(connection.execute(query))
    labels = (
        select(outcomes.c.decision_id, outcomes.c.article_id, outcomes.c.label)
        .where(outcomes.c.created_at >= since, outcomes.c.weight >= SURELY, outcomes.c.article_id.is_not(None))
        .order_by(outcomes.c.weight, outcomes.c.created_at)
    )
    right: dict[str, str] = {}
    wrong: set[tuple[str, str]] = set()
    for decision_id, article_id, label in connection.execute(labels):
        if label == "right":
            right[decision_id] = article_id
        elif label == "wrong":
            wrong.add((decision_id, article_id))
    return [
        AskedQuestion(row.question, row.article_id, right.get(row.id), (row.id, row.article_id) in wrong)
        for row in rows
    ]
