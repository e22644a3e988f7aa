"""What editors do with articles, each in one transaction.

Editors cannot overwrite what they have not seen: a change names the version that the editor read, and if the newest
version is a different one, the answer is a 409. Published content changes only together with the knowledge version.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Connection

from kit.errors import BadRequest, Conflict, NotFound, TooLarge
from kit.events import tell
from kit.identifiers import new_id
from knowledge_base.approval_rules.rule import refuse_unapproved
from knowledge_base.articles import publications_repository, repository
from knowledge_base.articles.limits import Fault, fault_of, fault_of_id
from knowledge_base.articles.record import ArticleRecord, Content
from knowledge_base.audiences.audience import ANYBODY, Audience
from knowledge_base.slugs import repository as slugs

_NO_PLAN = {"scheduled_version": None, "scheduled_at": None, "scheduled_by": None}


def create(
    connection: Connection,
    content: Content,
    author: str,
    now: datetime,
    *,
    article_id: str | None = None,
    origin: str = "written",
    audience: Audience = ANYBODY,
) -> ArticleRecord:
    """A new draft. Raises BadRequest or TooLarge for content beyond the limits."""
    _refuse(fault_of(content) or (fault_of_id(article_id) if article_id is not None else None))
    record = ArticleRecord(
        article_id or new_id("art"), "draft", 1, None, author, now, now, None, content, audience=audience
    )
    repository.insert_article(connection, record, origin)
    return record


def get(connection: Connection, article_id: str) -> ArticleRecord:
    """Raises NotFound."""
    record = repository.find(connection, article_id)
    if record is None:
        raise NotFound("There is no such article.")
    return record


def update(
    connection: Connection,
    article_id: str,
    expected: int,
    content: Content,
    author: str,
    now: datetime,
    *,
    origin: str = "written",
) -> ArticleRecord:
    """A new version; customers keep getting the published one until this one is published.

    The same content again makes no version.
    """
    _refuse(fault_of(content))
    record = seen(connection, article_id, expected)
    if content == record.content:
        return record
    return _new_version(connection, record, content, origin, author, now)


def publish(connection: Connection, article_id: str, expected: int, author: str, now: datetime) -> ArticleRecord:
    """Makes the newest version the one that customers get; publishing it again changes nothing."""
    record = seen(connection, article_id, expected)
    if record.state == "published" and record.published_version == record.version:
        return record
    return publish_version(connection, article_id, record.version, author, now)


def publish_version(connection: Connection, article_id: str, version: int, author: str, now: datetime) -> ArticleRecord:
    """The same for a version that need not be the newest. What was planned for it, or for an older one, has come.

    Raises Conflict `approval_needed` if its category demands an approval that it lacks.
    """
    refuse_unapproved(connection, article_id, version)
    record = get(connection, article_id)
    scheduled = record.care.scheduled
    planned = _NO_PLAN if scheduled is None or scheduled.version <= version else {}
    reviewed = {"review_asked_by": None} if version == record.version else {}
    published = {"state": "published", "published_version": version, "published_at": now}
    _change(connection, record, **published, **planned, **reviewed, updated_at=now, updated_by=author)
    _claim_address(connection, article_id, version)
    publications_repository.record(connection, article_id, version, author, now)
    knowledge_version = repository.raise_knowledge_version(connection, now)
    tell(connection, "article.published", article_id=article_id, knowledge_version=knowledge_version)
    return get(connection, article_id)


def put_back(
    connection: Connection, record: ArticleRecord, version: int | None, author: str, now: datetime
) -> ArticleRecord:
    """Customers get that version again, or none, as before a publication that is undone. It records nothing."""
    state = "draft" if version is None else "published"
    times = {} if version is None else {"published_at": now}
    _change(connection, record, state=state, published_version=version, **times, updated_at=now, updated_by=author)
    if version is not None:
        _claim_address(connection, record.id, version)
    event = "article.published" if version is not None else "article.archived"
    raised = repository.raise_knowledge_version(connection, now)
    tell(connection, event, article_id=record.id, knowledge_version=raised)
    return get(connection, record.id)


def _claim_address(connection: Connection, article_id: str, version: int) -> None:
    published = repository.find_version(connection, article_id, version)
    if published is not None:
        slugs.claim(connection, article_id, published.content.title, published.content.locale)


def archive(
    connection: Connection, article_id: str, author: str, now: datetime, *, expected: int | None = None
) -> ArticleRecord:
    """Hides the article from customers; nothing is lost, and publishing brings it back."""
    record = get(connection, article_id) if expected is None else seen(connection, article_id, expected)
    if record.state == "archived":
        return record
    hidden = {"state": "archived", "published_version": None, "review_asked_by": None, **_NO_PLAN}
    _change(connection, record, **hidden, updated_at=now, updated_by=author)
    if record.published_version is not None:
        publications_repository.record(connection, article_id, None, author, now)
        version = repository.raise_knowledge_version(connection, now)
        tell(connection, "article.archived", article_id=article_id, knowledge_version=version)
    return get(connection, article_id)


def restore(
    connection: Connection, article_id: str, wanted: int, author: str, now: datetime, *, expected: int | None = None
) -> ArticleRecord:
    """An earlier version's words as a new version, not yet published. An archived article becomes a draft again."""
    record = get(connection, article_id) if expected is None else seen(connection, article_id, expected)
    version = repository.find_version(connection, article_id, wanted)
    if version is None:
        raise NotFound("This article has no such version.")
    _refuse(fault_of(version.content))
    return _new_version(connection, record, version.content, "restored", author, now)


def _new_version(
    connection: Connection, record: ArticleRecord, content: Content, origin: str, author: str, now: datetime
) -> ArticleRecord:
    number = record.version + 1
    changed = replace(
        record,
        version=number,
        content=content,
        updated_at=now,
        updated_by=author,
        state="draft" if record.state == "archived" else record.state,
    )
    values = {"version": number, "updated_at": now, "updated_by": author, "state": changed.state}
    if not repository.change(connection, record.id, record.version, content, **values):
        _edited_meanwhile(connection, record.id)
    repository.insert_version(connection, record.id, number, content, origin, author, now)
    return changed


def _change(connection: Connection, record: ArticleRecord, **values: object) -> None:
    if not repository.change(connection, record.id, record.version, None, **values):
        _edited_meanwhile(connection, record.id)


def seen(connection: Connection, article_id: str, expected: int) -> ArticleRecord:
    """The article, if that is its newest version. Raises Conflict `edited_meanwhile`."""
    record = get(connection, article_id)
    if record.version != expected:
        _edited_meanwhile(connection, article_id)
    return record


def _edited_meanwhile(connection: Connection, article_id: str) -> NoReturn:
    record = get(connection, article_id)
    raise Conflict(
        f"{record.updated_by} has changed this article meanwhile. Look at the newest version and try again.",
        code="edited_meanwhile",
        version=record.version,
        updated_by=record.updated_by,
    )


def _refuse(fault: Fault | None) -> None:
    if fault is None:
        return
    details: dict[str, Any] = {"field": fault.field} | ({"limit": fault.limit} if fault.limit is not None else {})
    message = f"{fault.field} {fault.message}."
    if fault.code == TooLarge.code:
        raise TooLarge(message, **details)
    raise BadRequest(message, code=fault.code, **details)
