"""What editors decide about an article besides its words, each in one transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kit.errors import BadRequest, Conflict
from knowledge_base.approval_rules.rule import lacks_approval
from knowledge_base.articles import service as editing
from knowledge_base.articles.care import MOST_TAGS, Scheduled
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.care import repository


def care_for(connection: Connection, article_id: str, given: Mapping[str, Any], author: str) -> ArticleRecord:
    """`given` has `owner`, `tags`, `review_on` and `in_review`, as far as they change."""
    record = editing.get(connection, article_id)
    values: dict[str, Any] = {}
    if given.get("owner") is not None:
        values["owner"] = given["owner"]
    if given.get("tags") is not None:
        values["tags"] = _tags(given["tags"])
    if "review_on" in given:
        values["review_on"] = given["review_on"]
    if (asked := given.get("in_review")) is not None:
        _refuse_review(record, asked=asked)
        values["review_asked_by"] = (record.care.review_asked_by or author) if asked else None
    if values:
        repository.change(connection, article_id, values)
    return editing.get(connection, article_id)


def add_tag(connection: Connection, article_id: str, tag: str, author: str) -> ArticleRecord:
    """Raises `too_long` if the article has as many tags as it may."""
    tags = [*editing.get(connection, article_id).care.tags, tag]
    if len(set(tags)) > MOST_TAGS:
        raise BadRequest(f"An article may have at most {MOST_TAGS} tags.", code="too_long", field="tags")
    return care_for(connection, article_id, {"tags": tags}, author)


def schedule(
    connection: Connection, article_id: str, version: int, at: datetime, author: str, now: datetime
) -> ArticleRecord:
    """This version, the newest, is published at that time. Raises `edited_meanwhile` or `bad_query`."""
    record = editing.seen(connection, article_id, version)
    if at <= now:
        raise BadRequest("The time of publication has passed.", code="bad_type", field="at")
    if record.state == "published" and record.published_version == version:
        raise Conflict("This version is published already.", code="already_published")
    repository.schedule(connection, article_id, Scheduled(version, at, author))
    return editing.get(connection, article_id)


def unschedule(connection: Connection, article_id: str) -> ArticleRecord:
    editing.get(connection, article_id)
    repository.schedule(connection, article_id, None)
    return editing.get(connection, article_id)


def publish_due(connection: Connection, article_id: str, now: datetime) -> Scheduled | None:
    """Publishes the scheduled version if its time has come.

    None: another process was first, nothing is due, or it lacks an approval and waits for a reader now.
    """
    scheduled = repository.take_due(connection, article_id, now)
    if scheduled is None or not publish_or_ask(connection, article_id, scheduled.version, scheduled.by, now):
        return None
    return scheduled


def publish_or_ask(connection: Connection, article_id: str, version: int, author: str, now: datetime) -> bool:
    """Publishes the version. One that lacks an approval waits for a reader instead: False."""
    if lacks_approval(connection, article_id, version):
        repository.change(connection, article_id, {"review_asked_by": author})
        return False
    editing.publish_version(connection, article_id, version, author, now)
    return True


def move(
    connection: Connection, article_id: str, version: int, category: str, author: str, now: datetime
) -> ArticleRecord:
    """The article under another category. What was live without changes is live again: only its place differs."""
    record = editing.seen(connection, article_id, version)
    as_published = record.state == "published" and record.published_version == record.version
    moved = editing.update(
        connection, article_id, version, replace(record.content, category=category), author, now, origin="moved"
    )
    if as_published:
        publish_or_ask(connection, article_id, moved.version, author, now)
    return editing.get(connection, article_id)


def _tags(tags: list[str]) -> list[str]:
    """Without empty and repeated ones; two that differ in capitals alone are the same, and the first is kept."""
    return list({tag.casefold(): tag for tag in reversed(tags) if tag}.values())[::-1]


def _refuse_review(record: ArticleRecord, *, asked: bool) -> None:
    if asked and record.state == "published" and not record.has_unpublished_changes:
        raise Conflict("There is nothing to review: this version is published.", code="already_published")
