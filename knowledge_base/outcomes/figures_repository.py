"""SQL for the figures per article. The database counts; only sums by article, action and week are read."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, String, case, cast, func, or_, select, true

from knowledge_base.audiences.audience import ANYBODY
from knowledge_base.audiences.repository import shown_to
from knowledge_base.models import articles, decisions, outcomes
from knowledge_base.outcomes.figures import COUNTED, WEEKS, ArticleFigures

DISLIKED = ("did_not_help", "said_no_help")
SHOWS_BEST = ("answer", "tentative")
NEAR = 0.1
"""P(the article answers) from which a question counts as asking for it; below, it is about no article."""
MOST_OFFERS = 50_000

_ASKED_FOR = or_(decisions.c.action == "answer", decisions.c.probability >= NEAR)
Figures = Mapping[str, ArticleFigures]


def list_figures(connection: Connection, now: datetime, article_id: str | None = None) -> list[ArticleFigures]:
    """Of every article, or of one, in the order of their identifiers."""
    wanted = select(articles.c.id).where(_is(articles.c.id, article_id)).order_by(articles.c.id)
    found = {each: ArticleFigures(each) for each in connection.scalars(wanted)}
    _count_decisions(connection, now, found, article_id)
    _count_offers(connection, now, found, article_id)
    _count_since_published(connection, now, found, article_id)
    _count_outcomes(connection, now, found, article_id)
    return list(found.values())


def _count_decisions(connection: Connection, now: datetime, found: Figures, article_id: str | None) -> None:
    starts = [(decisions.c.created_at >= now - timedelta(weeks=week + 1), WEEKS - 1 - week) for week in range(WEEKS)]
    week = case(*starts, else_=0).label("week")
    counted = select(decisions.c.article_id, decisions.c.action, week).where(
        decisions.c.created_at >= now - COUNTED, _ASKED_FOR, _is(decisions.c.article_id, article_id)
    )
    rows = counted.subquery().c
    query = select(rows.article_id, rows.action, rows.week, func.count()).group_by(
        rows.article_id, rows.action, rows.week
    )
    for best, action, number, times in connection.execute(query):
        if best not in found:
            continue
        figures = found[best]
        figures.asked += times
        figures.answered += times if action == "answer" else 0
        if action in SHOWS_BEST:
            _show(figures, number, times)


def _count_offers(connection: Connection, now: datetime, found: Figures, article_id: str | None) -> None:
    """An article that was one of several choices was shown too. Only the latest offers are read."""
    written = cast(decisions.c.choices, String)
    query = (
        select(decisions.c.choices, decisions.c.article_id, decisions.c.action, decisions.c.created_at)
        .where(decisions.c.created_at >= now - COUNTED, decisions.c.action != "answer")
        .where(written != "[]" if article_id is None else written.contains(f'"{article_id}"', autoescape=True))
        .order_by(decisions.c.created_at.desc())
        .limit(MOST_OFFERS)
    )
    for choices, best, action, created_at in connection.execute(query):
        week = WEEKS - 1 - (now - created_at) // timedelta(weeks=1)
        for choice in {*choices} - ({best} if action in SHOWS_BEST else set()):
            if choice in found:
                _show(found[choice], min(max(week, 0), WEEKS - 1), 1)


def _count_since_published(connection: Connection, now: datetime, found: Figures, article_id: str | None) -> None:
    answered = func.sum(case((decisions.c.action == "answer", 1), else_=0))
    query = (
        select(decisions.c.article_id, func.count(), answered)
        .join(articles, articles.c.id == decisions.c.article_id)
        .where(decisions.c.created_at >= now - COUNTED, decisions.c.created_at >= articles.c.published_at)
        .where(_ASKED_FOR, _is(decisions.c.article_id, article_id), shown_to(ANYBODY))
        .group_by(decisions.c.article_id)
    )
    for best, asked, answers in connection.execute(query):
        if best in found:
            found[best].asked_since, found[best].answered_since = asked, answers


def _count_outcomes(connection: Connection, now: datetime, found: Figures, article_id: str | None) -> None:
    query = (
        select(outcomes.c.article_id, outcomes.c.happened, func.count())
        .where(outcomes.c.created_at >= now - COUNTED, _is(outcomes.c.article_id, article_id))
        .where(outcomes.c.happened.in_(("helped", "handed_over", *DISLIKED)))
        .group_by(outcomes.c.article_id, outcomes.c.happened)
    )
    for about, happened, times in connection.execute(query):
        if about in found:
            name = "did_not_help" if happened in DISLIKED else happened
            setattr(found[about], name, getattr(found[about], name) + times)


def _show(figures: ArticleFigures, week: int, times: int) -> None:
    figures.shown += times
    figures.weeks[week] += times


def _is(column: ColumnElement[str], article_id: str | None) -> ColumnElement[bool]:
    return true() if article_id is None else column == article_id
