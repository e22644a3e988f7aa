"""Published articles in their editors' words: titles and other phrasings, without the texts."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from knowledge_base.audiences.audience import ANYBODY
from knowledge_base.audiences.repository import shown_to
from knowledge_base.models import article_versions, articles


@dataclass(frozen=True, slots=True)
class Phrased:
    """A published article with its title and other phrasings."""

    article_id: str
    title: str
    questions: tuple[str, ...]
    category: str
    locale: str


def list_phrasings(connection: Connection) -> list[Phrased]:
    """Those of every article that everybody may read, in a fixed order."""
    shown = article_versions.c
    published = and_(shown.article_id == articles.c.id, shown.version == articles.c.published_version)
    query = select(shown.article_id, shown.title, shown.questions, shown.category, shown.locale)
    query = query.join_from(articles, article_versions, published).where(shown_to(ANYBODY)).order_by(articles.c.id)
    return [
        Phrased(row.article_id, row.title, tuple(row.questions), row.category, row.locale)
        for row in connection.execute(query)
    ]
