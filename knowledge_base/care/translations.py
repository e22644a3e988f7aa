"""Which articles say the same in different languages: they share a group, with one article for each language."""

from collections.abc import Sequence

from sqlalchemy import Connection

from kit.errors import Conflict
from kit.identifiers import new_id
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.care import repository
from knowledge_base.help_site.repository import raise_site_revision


def translations_of(connection: Connection, article_id: str) -> list[ArticleRecord]:
    """The other articles of the group, by language."""
    record = editing.get(connection, article_id)
    return [one for one in _group(connection, record) if one.id != article_id]


def link(connection: Connection, article_id: str, other_id: str) -> list[ArticleRecord]:
    """Joins the groups of both articles. Raises `already_linked` if a language would be there twice."""
    one, other = editing.get(connection, article_id), editing.get(connection, other_id)
    together = {each.id: each for each in (*_group(connection, one), *_group(connection, other))}
    locales = [each.content.locale.casefold() for each in together.values()]
    if len(together) < 2 or len(set(locales)) < len(locales):
        raise Conflict("A language would be there twice.", code="already_linked")
    group = one.care.translation_group or other.care.translation_group or new_id("group")
    for each in together:
        repository.change(connection, each, {"translation_group": group})
    raise_site_revision(connection)
    return translations_of(connection, article_id)


def unlink(connection: Connection, article_id: str) -> None:
    """The article stands alone again; the others stay together."""
    editing.get(connection, article_id)
    repository.change(connection, article_id, {"translation_group": None})
    raise_site_revision(connection)


def _group(connection: Connection, record: ArticleRecord) -> Sequence[ArticleRecord]:
    if record.care.translation_group is None:
        return [record]
    return [editing.get(connection, each) for each in repository.list_group(connection, record.care.translation_group)]
