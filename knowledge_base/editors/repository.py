"""SQL for who has an article open."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from kit.auth import Principal
from knowledge_base.editors.models import article_editors


def note(connection: Connection, article_id: str, person: Principal, *, changing: bool, now: datetime) -> None:
    mine = (article_editors.c.article_id == article_id) & (article_editors.c.person_id == person.id)
    values = {"name": person.name, "changing": changing, "seen_at": now}
    if connection.execute(update(article_editors).where(mine).values(**values)).rowcount == 0:
        connection.execute(insert(article_editors).values(article_id=article_id, person_id=person.id, **values))


def list_others(connection: Connection, article_id: str, person_id: str, since: datetime) -> list[tuple[str, bool]]:
    """Each other person's name, and whether they have unsaved changes."""
    columns = article_editors.c
    query = select(columns.name, columns.changing).where(
        columns.article_id == article_id, columns.person_id != person_id, columns.seen_at >= since
    )
    return [(row.name, row.changing) for row in connection.execute(query.order_by(columns.name))]


def forget(connection: Connection, article_id: str, person_id: str, before: datetime) -> None:
    """Forgets this person, and everybody who has not been seen since then."""
    columns = article_editors.c
    mine = (columns.article_id == article_id) & (columns.person_id == person_id)
    connection.execute(delete(article_editors).where(mine | (columns.seen_at < before)))
