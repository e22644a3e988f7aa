"""What people decide about approvals, each in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kit.errors import Conflict
from knowledge_base.approval_rules import repository
from knowledge_base.approval_rules.repository import Approval
from knowledge_base.approval_rules.rule import demands
from knowledge_base.articles import repository as articles
from knowledge_base.articles import service as editing
from knowledge_base.care import repository as care


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """Of an article's newest version. `author` wrote it and so cannot approve it."""

    version: int
    needed: bool
    author: str
    approval: Approval | None


def state_of(connection: Connection, article_id: str) -> ApprovalState:
    record = editing.get(connection, article_id)
    version = articles.find_version(connection, article_id, record.version)
    author = version.author if version else record.updated_by
    approval = repository.find_approval(connection, article_id, record.version)
    return ApprovalState(record.version, demands(connection, article_id, record.version), author, approval)


def approve(connection: Connection, article_id: str, version: int, approver: str, now: datetime) -> ApprovalState:
    """Raises Conflict: `edited_meanwhile`, `no_approval_needed`, or `own_version` for the one who wrote it."""
    editing.seen(connection, article_id, version)
    state = state_of(connection, article_id)
    if not state.needed:
        raise Conflict("This category demands no approval.", code="no_approval_needed")
    if state.author == approver:
        raise Conflict("Another person has to approve what you have written.", code="own_version")
    repository.insert_approval(connection, article_id, version, approver, now)
    care.change(connection, article_id, {"review_asked_by": None})
    return state_of(connection, article_id)


def set_categories(connection: Connection, categories: Sequence[str], author: str, now: datetime) -> list[str]:
    repository.replace_categories(connection, filter(None, categories), author, now)
    return repository.list_categories(connection)
