"""SQL for the site: what is published, at which address, and what is related."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, select, update

from knowledge_base.audiences.audience import ANYBODY
from knowledge_base.audiences.repository import shown_to
from knowledge_base.help_site.site import Site, SiteArticle, Version
from knowledge_base.models import (
    article_publications,
    article_slugs,
    article_versions,
    articles,
    knowledge_state,
    related_articles,
)
from knowledge_base.slugs import repository as slugs

_PUBLISHED = and_(
    article_versions.c.article_id == articles.c.id, article_versions.c.version == articles.c.published_version
)


def site_version(connection: Connection) -> Version:
    """Changes with whatever the site shows. One row."""
    row = connection.execute(select(knowledge_state.c.version, knowledge_state.c.site_revision)).first()
    return (0, 0) if row is None else (row.version, row.site_revision or 0)


def raise_site_revision(connection: Connection) -> None:
    """For changes of the site that are no publication."""
    raised = func.coalesce(knowledge_state.c.site_revision, 0) + 1
    connection.execute(update(knowledge_state).values(site_revision=raised))


def store_related(connection: Connection, related: Mapping[str, Sequence[str]]) -> None:
    """Replaces what is stored; changes nothing if it is the same."""
    stored = {row.article_id: row.related for row in connection.execute(select(related_articles))}
    wanted = {article_id: list(ids) for article_id, ids in related.items() if ids}
    if stored == wanted:
        return
    there = set(connection.scalars(select(articles.c.id)))
    connection.execute(delete(related_articles))
    rows = [{"article_id": each, "related": wanted[each]} for each in sorted(wanted.keys() & there)]
    if rows:
        connection.execute(insert(related_articles), rows)
    raise_site_revision(connection)


def load_site(connection: Connection) -> Site:
    rows = connection.execute(select(article_slugs)).all()
    addresses = {(row.locale.lower(), row.slug): row.article_id for row in rows}
    current = {row.article_id: row.slug for row in rows if row.current}
    related = {row.article_id: row.related for row in connection.execute(select(related_articles))}
    published = connection.execute(_published()).mappings().all()
    groups: dict[str, list[str]] = defaultdict(list)
    for row in published:
        if row["translation_group"]:
            groups[row["translation_group"]].append(row["id"])
    listed = [_article(row, current, related, groups) for row in published]
    return Site(site_version(connection), {each.id: each for each in listed}, addresses)


def list_former_categories(connection: Connection) -> list[tuple[str, str, str]]:
    """Each published article with every category and language that customers ever found it under."""
    shown, published = article_versions.c, article_publications.c
    ever = and_(published.article_id == shown.article_id, published.version == shown.version)
    query = select(shown.article_id, shown.category, shown.locale).distinct()
    query = query.join_from(article_versions, article_publications, ever)
    query = query.join(articles, articles.c.id == shown.article_id).where(shown_to(ANYBODY))
    return [(row.article_id, row.category, row.locale) for row in connection.execute(query)]


def claim_missing(connection: Connection) -> None:
    """Gives an address to each published article that has none, such as those published before there were any."""
    known = select(article_slugs.c.article_id).where(article_slugs.c.current)
    for row in connection.execute(_published().where(articles.c.id.not_in(known))).all():
        slugs.claim(connection, row.id, row.title, row.locale)


def find_body(connection: Connection, article_id: str, version: int) -> str | None:
    """The text of one version."""
    which = (article_versions.c.article_id == article_id, article_versions.c.version == version)
    return connection.scalar(select(article_versions.c.body).where(*which))


def _published() -> Any:
    shown = article_versions.c
    columns = (shown.version, shown.title, shown.category, shown.locale)
    query = select(articles.c.id, articles.c.published_at, articles.c.translation_group, *columns)
    return query.join_from(articles, article_versions, _PUBLISHED).where(shown_to(ANYBODY)).order_by(articles.c.id)


def _article(
    row: RowMapping, current: Mapping[str, str], related: Mapping[str, list[str]], groups: Mapping[str, list[str]]
) -> SiteArticle:
    group = groups[row["translation_group"]] if row["translation_group"] else []
    return SiteArticle(
        id=row["id"],
        version=row["version"],
        title=row["title"],
        category=row["category"],
        locale=row["locale"],
        slug=current.get(row["id"], ""),
        changed_at=row["published_at"],
        related=tuple(related.get(row["id"], ())),
        translations=tuple(each for each in group if each != row["id"]),
    )
