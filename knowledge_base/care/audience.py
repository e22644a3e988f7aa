"""Changing who may read an article. It is true at once, for what is live too, and without a new version.

Showing an article to more people is like publishing it. So where its category demands an approval, only somebody who
could give that approval may do it, and an approval of a draft does not outlive it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kit.audit import log as audit
from kit.audit.entry import Entry, by
from kit.auth import Principal
from kit.clock import Clock
from kit.errors import Conflict
from kit.events import tell
from knowledge_base.approval_rules.repository import Approver, forget_approvals
from knowledge_base.approval_rules.rule import Demand, demands_on
from knowledge_base.articles import publications_repository
from knowledge_base.articles import repository as articles
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import ArticleRecord
from knowledge_base.audiences.audience import Audience, is_wider
from knowledge_base.care import repository, service


def approver_of(person: Principal) -> Approver:
    return Approver(person.id, person.name)


def set_audience(
    connection: Connection, article_id: str, audience: Audience, person: Approver | None, now: datetime
) -> ArticleRecord:
    """`person` is None for an import. Raises Conflict `approval_needed`."""
    publications_repository.lock(connection, article_id)  # nobody publishes it for its old audience meanwhile
    record = editing.get(connection, article_id)
    if record.audience == audience:
        return record
    if is_wider(audience, record.audience):
        _refuse_widening(connection, record, person)
    repository.change(connection, article_id, {"audience": audience})
    if record.published_version is not None:
        version = articles.raise_knowledge_version(connection, now)
        tell(connection, "article.published", article_id=article_id, knowledge_version=version)
    return editing.get(connection, article_id)


def care_change(person: Principal, clock: Clock) -> Callable[[Connection, str, Mapping[str, Any]], ArticleRecord]:
    """What `PATCH …/care` does: the audience with its entry in the audit log, and the rest of the care."""

    def change(connection: Connection, article_id: str, given: Mapping[str, Any]) -> ArticleRecord:
        audience: Audience | None = given.get("audience")
        if audience is not None and audience != editing.get(connection, article_id).audience:
            entry = Entry(by(person), "article.audience_changed", article_id, {"audience": audience})
            changing = audit.audited(set_audience, clock, lambda _: entry)
            changing(connection, article_id, audience, approver_of(person), clock())
        return service.care_for(connection, article_id, given, person.name)

    return change


def _refuse_widening(connection: Connection, record: ArticleRecord, person: Approver | None) -> None:
    demands = demands_on(connection, record.id, record.version)
    if not demands or (person is not None and _could_approve(connection, record, demands, person)):
        return
    if record.published_version is not None:
        raise Conflict("Another person has to approve that more people read this.", code="approval_needed")
    forget_approvals(connection, record.id, record.version)


def _could_approve(connection: Connection, record: ArticleRecord, demands: Sequence[Demand], person: Approver) -> bool:
    """Nobody shows more people what they have written themselves."""
    versions = {record.version, record.published_version or record.version}
    written = [articles.find_version(connection, record.id, version) for version in versions]
    wrote = any(version is not None and version.author == person.name for version in written)
    return not wrote and all(each.accepts(person.id) for each in demands)
