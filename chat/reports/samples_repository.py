"""The SQL of samples: drawing conversations of the bot at random, and what was found in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, insert, select, update

from chat.report_facts.models import conversation_facts
from chat.reports.models import sample_verdicts, samples
from chat.reports.period import Filters
from chat.reports.repository import chosen
from kit.identifiers import new_id

MOST_LISTED = 50


def _with_answers(filters: Filters) -> ColumnElement[bool]:
    facts = conversation_facts.c
    return and_(chosen(conversation_facts, filters), facts.answers + facts.tentative > 0)


def draw(connection: Connection, filters: Filters, size: int, by: str, now: datetime) -> str | None:
    """Draws a sample of at most this size. Returns its identifier; None if there is nothing to draw from."""
    facts = conversation_facts.c
    population = connection.scalar(select(func.count()).where(_with_answers(filters))) or 0
    query = select(facts.conversation_id).where(_with_answers(filters)).order_by(func.random()).limit(size)
    drawn = connection.scalars(query).all()
    if not drawn:
        return None
    identifier = new_id("sample")
    connection.execute(
        insert(samples).values(
            id=identifier,
            drawn_at=now,
            drawn_by=by,
            first_day=f"{filters.first_day:%Y-%m-%d}",
            last_day=f"{filters.last_day:%Y-%m-%d}",
            population=population,
        )
    )
    rows = [{"sample_id": identifier, "conversation_id": each, "place": n} for n, each in enumerate(drawn)]
    connection.execute(insert(sample_verdicts), rows)
    return identifier


def list_samples(connection: Connection, identifier: str | None = None) -> Sequence[Any]:
    """The newest first, with how many conversations each has and how many were right and wrong; or only this one."""
    verdict = sample_verdicts.c.verdict
    counted = [func.sum(case((verdict == each, 1), else_=0)).label(each) for each in ("right", "wrong")]
    query = (
        select(samples, func.count(sample_verdicts.c.conversation_id).label("size"), *counted)
        .outerjoin(sample_verdicts, sample_verdicts.c.sample_id == samples.c.id)
        .group_by(*samples.c)
        .order_by(samples.c.drawn_at.desc(), samples.c.id)
        .limit(MOST_LISTED)
    )
    return connection.execute(query if identifier is None else query.where(samples.c.id == identifier)).all()


def list_verdicts(connection: Connection, identifier: str) -> Sequence[Any]:
    query = select(sample_verdicts).where(sample_verdicts.c.sample_id == identifier)
    return connection.execute(query.order_by(sample_verdicts.c.place)).all()


def put_verdict(
    connection: Connection, identifier: str, conversation_id: str, verdict: str | None, by: str, now: datetime
) -> bool:
    """Returns whether the conversation is in the sample. None takes a verdict back."""
    given = {"verdict": verdict, "given_by": by if verdict else None, "given_at": now if verdict else None}
    one = and_(sample_verdicts.c.sample_id == identifier, sample_verdicts.c.conversation_id == conversation_id)
    return connection.execute(update(sample_verdicts).where(one).values(**given)).rowcount == 1
