"""SQL for the published translations of published articles."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from knowledge_base.articles.article import Article
from knowledge_base.audiences.audience import Reader
from knowledge_base.audiences.repository import shown_to
from knowledge_base.models import article_versions, articles


def list_published_groups(connection: Connection, ids: Sequence[str], reader: Reader) -> list[tuple[str, Article]]:
    """What this reader may read of the translation groups of these articles, each with the name of its group."""
    groups = select(articles.c.translation_group).where(
        articles.c.id.in_(ids), articles.c.translation_group.is_not(None)
    )
    shown = article_versions.c
    published = and_(shown.article_id == articles.c.id, shown.version == articles.c.published_version)
    own = (articles.c.translation_group, articles.c.id, articles.c.audience)
    columns = (*own, shown.title, shown.body, shown.category, shown.locale)
    query = select(*columns).join_from(articles, article_versions, published)
    query = query.where(articles.c.translation_group.in_(groups), shown_to(reader)).order_by(
        shown.locale, articles.c.id
    )
    return [
        (row.translation_group, Article(row.id, row.title, row.body, (), row.category, row.locale, row.audience))
        for row in connection.execute(query)
    ]
