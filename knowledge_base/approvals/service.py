"""What people decide about approvals, each in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kit.errors import BadRequest, Conflict
from knowledge_base.approval_rules import repository
from knowledge_base.approval_rules.repository import Approval, Approver
from knowledge_base.approval_rules.rule import Demand, demands_on
from knowledge_base.articles import repository as articles
from knowledge_base.articles import service as editing
from knowledge_base.care import repository as care

ListEditors = Callable[[Connection], Sequence[Approver]]
"""Everybody who may approve at present. The knowledge base knows no accounts, so `chat` says who they are."""


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """Of an article's newest version. `author` wrote it and so cannot approve it."""

    version: int
    author: str
    demands: tuple[Demand, ...]
    approvals: tuple[Approval, ...]

    @property
    def open(self) -> list[Demand]:
        return [each for each in self.demands if not each.is_met_by(self.approvals)]

    @property
    def names_people(self) -> bool:
        return bool(self.open) and all(each.approvers for each in self.open)

    @property
    def approved(self) -> list[Approval]:
        """By whom it was approved, once nothing more is demanded."""
        if not self.demands or self.open:
            return []
        return [each for each in self.approvals if any(one.accepts(each.approver_id) for one in self.demands)]

    def waits_for(self, editors: Sequence[Approver]) -> list[Approver]:
        """Who can give what is lacking: named people who are still editors, without who wrote it."""
        named = {person.id for each in self.open for person in each.approvers}
        return [each for each in editors if each.id in named and each.name != self.author]


@dataclass(frozen=True, slots=True)
class Rules:
    """The categories that demand an approval, and whom some of them name."""

    categories: list[str]
    approvers: Mapping[str, Sequence[Approver]]

    @property
    def people(self) -> list[str]:
        return sorted({each.id for people in self.approvers.values() for each in people})


def state_of(connection: Connection, article_id: str) -> ApprovalState:
    record = editing.get(connection, article_id)
    version = articles.find_version(connection, article_id, record.version)
    author = version.author if version else record.updated_by
    demands = demands_on(connection, article_id, record.version)
    approvals = repository.list_approvals(connection, article_id, record.version)
    return ApprovalState(record.version, author, tuple(demands), tuple(approvals))


def approve(connection: Connection, article_id: str, version: int, approver: Approver, now: datetime) -> ApprovalState:
    """Raises Conflict: `edited_meanwhile`, `no_approval_needed`, `own_version` for the one who wrote it, or
    `not_an_approver` for somebody whom the category does not name.
    """
    editing.seen(connection, article_id, version)
    state = state_of(connection, article_id)
    if not state.demands:
        raise Conflict("This category demands no approval.", code="no_approval_needed")
    if state.author == approver.name:
        raise Conflict("Another person has to approve what you have written.", code="own_version")
    if not any(each.accepts(approver.id) for each in state.demands):
        raise Conflict("This category names other people to approve it.", code="not_an_approver")
    repository.insert_approval(connection, article_id, version, approver, now)
    state = state_of(connection, article_id)
    if not state.open:
        care.change(connection, article_id, {"review_asked_by": None})
    return state


def rules(connection: Connection) -> Rules:
    return Rules(repository.list_categories(connection), repository.list_approvers(connection))


def set_rules(
    connection: Connection,
    categories: Sequence[str],
    named: Mapping[str, Sequence[str]] | None,
    editors: Sequence[Approver],
    author: str,
    now: datetime,
) -> Rules:
    """`named` are the identifiers of the people whom categories name; None leaves those that stay as they are.

    Raises BadRequest for somebody who could not approve, and for a category that is not among them.
    """
    repository.replace_categories(connection, filter(None, categories), author, now)
    if named is not None:
        repository.replace_approvers(connection, _people(named, set(filter(None, categories)), editors))
    return rules(connection)


def _people(
    named: Mapping[str, Sequence[str]], categories: set[str], editors: Sequence[Approver]
) -> Mapping[str, list[Approver]]:
    known = {each.id: each for each in editors}
    if not named.keys() <= categories:
        raise BadRequest("Approvers belong to a category that demands an approval.", code="bad_type", field="approvers")
    if any(each not in known for people in named.values() for each in people):
        raise BadRequest("Only an active editor can approve.", code="bad_type", field="approvers")
    return {category: [known[each] for each in dict.fromkeys(people)] for category, people in named.items() if people}
