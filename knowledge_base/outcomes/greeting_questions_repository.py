"""SQL for the greeting's questions: what was asked and answered firmly, and which questions an editor has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kit.events import tell
from knowledge_base.models import decisions, greeting_questions, outcomes
from knowledge_base.outcomes.greeting_questions import Answered


@dataclass(frozen=True, slots=True)
class Chosen:
    """An editor's choice; if it has no texts, there is no choice, and the greeting chooses itself."""

    texts: tuple[str, ...] = ()
    set_by: str | None = None
    set_at: datetime | None = None


def list_answered(connection: Connection, since: datetime, limit: int) -> list[Answered]:
    """The latest questions with a firm answer that nobody has called wrong; no follow-ups."""
    wrong = select(outcomes.c.decision_id).where(outcomes.c.label == "wrong")
    query = (
        select(decisions.c.conversation_id, decisions.c.article_id, decisions.c.question)
        .where(
            decisions.c.created_at >= since,
            decisions.c.action == "answer",
            decisions.c.rule != "customer_chose",
            decisions.c.in_context.is_(False),
            decisions.c.article_id.is_not(None),
            decisions.c.id.not_in(wrong),
        )
        .order_by(decisions.c.created_at.desc(), decisions.c.id)
        .limit(limit)
    )
    return [Answered(*row) for row in connection.execute(query)]


def find_chosen(connection: Connection) -> Chosen:
    columns = (greeting_questions.c.text, greeting_questions.c.set_by, greeting_questions.c.set_at)
    rows = connection.execute(select(*columns).order_by(greeting_questions.c.place)).all()
    return Chosen(tuple(row.text for row in rows), rows[0].set_by, rows[0].set_at) if rows else Chosen()


def set_chosen(connection: Connection, texts: Sequence[str], author: str, now: datetime) -> None:
    """Replaces what was chosen before."""
    connection.execute(delete(greeting_questions))
    rows = [{"place": place, "text": text, "set_by": author, "set_at": now} for place, text in enumerate(texts)]
    if rows:
        connection.execute(insert(greeting_questions), rows)
    tell(connection, "greeting.changed")
