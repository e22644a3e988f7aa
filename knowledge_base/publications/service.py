"""Undoing a publication: customers get again what they got before it.

Whoever undoes names what customers get now, as they see it. If somebody has published, archived or undone meanwhile,
the answer is a 409 and nothing changes. The drafts of the article stay as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kit.clock import to_text
from kit.errors import Conflict
from knowledge_base.articles import publications_repository as repository
from knowledge_base.articles import service as editing
from knowledge_base.articles.publications_repository import Publication
from knowledge_base.articles.record import ArticleRecord


@dataclass(frozen=True, slots=True)
class Undone:
    """The article as it is now; `taken_back` is the version that customers no longer get, or None."""

    article: ArticleRecord
    taken_back: int | None


def described(connection: Connection, article_id: str) -> dict[str, Any]:
    """The publications of an article, and what undoing the last one would bring back."""
    article = editing.get(connection, article_id)
    publications = repository.list_publications(connection, article_id)
    valid = _valid(publications)
    undo = {"version": _before(valid)} if _can_undo(article, valid) else None
    return {"publications": [_view(each) for each in publications], "undo": undo}


def undo(connection: Connection, article_id: str, seen: int | None, author: str, now: datetime) -> Undone:
    """`seen` is the published version that the editor sees. Raises Conflict."""
    repository.lock(connection, article_id)
    article = editing.get(connection, article_id)
    if article.published_version != seen:
        raise Conflict(
            f"{article.updated_by} has changed meanwhile what customers read. Look at it and try again.",
            code="edited_meanwhile",
            version=article.version,
            published_version=article.published_version,
            updated_by=article.updated_by,
        )
    valid = _valid(repository.list_publications(connection, article_id))
    if not _can_undo(article, valid):
        raise Conflict("There is no publication to undo.", code="nothing_to_undo")
    if not repository.mark_undone(connection, valid[0].id, author, now):
        raise Conflict("Somebody has undone this publication already.", code="edited_meanwhile")
    return Undone(editing.put_back(connection, article, _before(valid), author, now), seen)


def _valid(publications: Sequence[Publication]) -> list[Publication]:
    return [each for each in publications if each.undone_at is None]


def _can_undo(article: ArticleRecord, valid: Sequence[Publication]) -> bool:
    return bool(valid) and valid[0].version == article.published_version


def _before(valid: Sequence[Publication]) -> int | None:
    return valid[1].version if len(valid) > 1 else None


def _view(publication: Publication) -> dict[str, Any]:
    return {
        "version": publication.version,
        "author": publication.author,
        "created_at": to_text(publication.created_at),
        "undone_by": publication.undone_by,
        "undone_at": to_text(publication.undone_at) if publication.undone_at else None,
    }
