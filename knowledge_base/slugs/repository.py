"""SQL for the addresses of articles. An article keeps every address that it ever had, so that links stay good."""

from itertools import islice

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.models import article_slugs
from knowledge_base.slugs.slug import numbered, slug_of

_MOST_TRIES = 1_000


def claim(connection: Connection, article_id: str, title: str, locale: str) -> str:
    """Gives the article its address for this title, in the transaction that publishes it; returns the slug.

    An address belongs to the first article that had it. A title that another article has too gets a number.
    """
    wished = slug_of(title, locale) or slug_of(article_id, locale) or "article"
    for slug in islice(numbered(wished), _MOST_TRIES):
        owner = _owner(connection, locale, slug)
        if owner is None and not _insert(connection, article_id, locale, slug):
            owner = _owner(connection, locale, slug)  # another transaction was first
        if owner in (None, article_id):
            _make_current(connection, article_id, locale, slug)
            return slug
    raise AssertionError("a thousand articles with one title")


def _owner(connection: Connection, locale: str, slug: str) -> str | None:
    which = (article_slugs.c.locale == locale, article_slugs.c.slug == slug)
    return connection.scalar(select(article_slugs.c.article_id).where(*which))


def _insert(connection: Connection, article_id: str, locale: str, slug: str) -> bool:
    row = {"article_id": article_id, "locale": locale, "slug": slug, "current": True}
    try:
        with connection.begin_nested():
            connection.execute(insert(article_slugs).values(**row))
    except IntegrityError:
        return False
    return True


def _make_current(connection: Connection, article_id: str, locale: str, slug: str) -> None:
    this = (article_slugs.c.locale == locale) & (article_slugs.c.slug == slug)
    of_article = article_slugs.c.article_id == article_id
    connection.execute(update(article_slugs).where(of_article, ~this).values(current=False))
    connection.execute(update(article_slugs).where(of_article, this).values(current=True))


def find_article_id(connection: Connection, locale: str, slug: str) -> str | None:
    """Whose address it is, or was."""
    return _owner(connection, locale, slug)
