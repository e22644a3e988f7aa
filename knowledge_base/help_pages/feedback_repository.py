"""SQL for "Was this helpful?": how many readers said yes and no, for each article, language and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.models import article_feedback

_counts = article_feedback.c


@dataclass(frozen=True, slots=True)
class Feedback:
    yes: int = 0
    no: int = 0


def count(connection: Connection, article_id: str, locale: str, day: date, *, helpful: bool) -> None:
    """Adds one answer. Nothing else of it is kept."""
    if _add(connection, article_id, locale, day, helpful=helpful):
        return
    row = {"article_id": article_id, "locale": locale, "day": day, "yes": int(helpful), "no": int(not helpful)}
    try:
        with connection.begin_nested():
            connection.execute(insert(article_feedback).values(**row))
    except IntegrityError:  # another transaction has the first answer of the day
        _add(connection, article_id, locale, day, helpful=helpful)


def feedback_since(connection: Connection, first_day: date) -> Mapping[str, Feedback]:
    """The answers about each article from this day on."""
    sums = select(_counts.article_id, func.sum(_counts.yes).label("yes"), func.sum(_counts.no).label("no"))
    query = sums.where(_counts.day >= first_day).group_by(_counts.article_id)
    return {row.article_id: Feedback(int(row.yes), int(row.no)) for row in connection.execute(query)}


def _add(connection: Connection, article_id: str, locale: str, day: date, *, helpful: bool) -> bool:
    column = _counts.yes if helpful else _counts.no
    which = (_counts.article_id == article_id, _counts.locale == locale, _counts.day == day)
    return connection.execute(update(article_feedback).where(*which).values({column.name: column + 1})).rowcount == 1
