"""SQL for the estimate. It counts on the report facts, so it knows no more than the reports do."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, distinct, func, select

from chat.report_facts.models import assignment_facts, conversation_facts
from knowledge_base.models import decisions, outcomes

COUNTED = timedelta(weeks=12)
MOST_CONVERSATIONS = 20_000
"""The latest that agents had: enough for a median, whatever the size of the desk."""
COMPLAINED = ("did_not_help", "said_no_help", "handed_over")


def settled_shares(connection: Connection, article_id: str, now: datetime) -> list[int]:
    """For each conversation that the bot settled with this article: how many articles it settled it with.

    Settled: it ended as answered, no agent had it, and the customer complained of none of these answers.
    """
    mine = select(decisions.c.conversation_id).where(
        decisions.c.article_id == article_id, decisions.c.action == "answer", decisions.c.created_at >= now - COUNTED
    )
    complaints = (
        select(decisions.c.conversation_id)
        .join(outcomes, outcomes.c.decision_id == decisions.c.id)
        .where(outcomes.c.happened.in_(COMPLAINED), decisions.c.conversation_id.in_(mine))
    )
    facts = conversation_facts.c
    query = (
        select(func.count(distinct(decisions.c.article_id)))
        .join(conversation_facts, facts.conversation_id == decisions.c.conversation_id)
        .where(decisions.c.action == "answer", decisions.c.conversation_id.in_(mine))
        .where(facts.bot_end == "answered", facts.conversation_id.not_in(complaints))
        .group_by(decisions.c.conversation_id)
    )
    return list(connection.scalars(query))


def agents_seconds(connection: Connection, now: datetime) -> Iterable[int]:
    """The active time that agents had with each conversation that they ended lately."""
    active, accepted = func.sum(assignment_facts.c.active), func.max(assignment_facts.c.accepted)
    query = (
        select(active)
        .where(assignment_facts.c.accepted >= int((now - COUNTED).timestamp()), assignment_facts.c.ended.is_not(None))
        .group_by(assignment_facts.c.conversation_id)
        .order_by(accepted.desc())
        .limit(MOST_CONVERSATIONS)
    )
    return [int(seconds) for seconds in connection.scalars(query) if seconds is not None]
