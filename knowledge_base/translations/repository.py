"""SQL for the published translations of published articles."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select

from knowledge_base.articles.article import Article
from knowledge_base.models import article_versions, articles


def list_published_groups(connection: Connection, ids: Sequence[str]) -> list[tuple[str, Article]]:
    """Everything published in the translation groups of these articles, each with the name of its group."""
    groups = select(articles.c.translation_group).where(
        articles.c.id.in_(ids), articles.c.translation_group.is_not(None)
    )
    shown = article_versions.c
    published = and_(shown.article_id == articles.c.id, shown.version == articles.c.published_version)
    columns = (articles.c.translation_group, articles.c.id, shown.title, shown.body, shown.category, shown.locale)
    query = select(*columns).join_from(articles, article_versions, published)
    query = query.where(articles.c.translation_group.in_(groups)).order_by(shown.locale, articles.c.id)
    return [
        (row.translation_group, Article(row.id, row.title, row.body, (), row.category, row.locale))
        for row in connection.execute(query)
    ]
