"""The rule that publishing asks, whoever publishes and however: by hand, in bulk, by an import, or at a set time."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from kit.errors import Conflict
from knowledge_base.approval_rules import repository
from knowledge_base.approval_rules.repository import Approval, Approver

UNDER = " / "


@dataclass(frozen=True, slots=True)
class Demand:
    """A category that demands an approval: by one of the people it names, or by anybody if it names nobody."""

    category: str
    approvers: tuple[Approver, ...] = ()

    def is_met_by(self, approvals: Iterable[Approval]) -> bool:
        return any(self.accepts(each.approver_id) for each in approvals)

    def accepts(self, person_id: str) -> bool:
        return not self.approvers or any(person_id == each.id for each in self.approvers)


def demands_on(connection: Connection, article_id: str, version: int) -> list[Demand]:
    """What the category of that version demands, and that of what customers read now.

    Both count: otherwise an article could be moved out of its category first. Of categories that stand below one
    another the nearest one decides.
    """
    guarded = repository.list_categories(connection)
    if not guarded:
        return []
    categories = repository.categories_of(connection, article_id, version)
    nearest = (
        max((each for each in guarded if _is_below(category, each)), key=len, default=None) for category in categories
    )
    named = repository.list_approvers(connection)
    return [Demand(each, tuple(named.get(each, ()))) for each in sorted({each for each in nearest if each})]


def open_demands(connection: Connection, article_id: str, version: int) -> list[Demand]:
    """Those that no approval of that version meets."""
    demands = demands_on(connection, article_id, version)
    approvals = repository.list_approvals(connection, article_id, version) if demands else []
    return [each for each in demands if not each.is_met_by(approvals)]


def lacks_approval(connection: Connection, article_id: str, version: int) -> bool:
    return bool(open_demands(connection, article_id, version))


def refuse_unapproved(connection: Connection, article_id: str, version: int) -> None:
    """Raises Conflict `approval_needed`."""
    if lacks_approval(connection, article_id, version):
        raise Conflict("Another person has to approve this version before it is published.", code="approval_needed")


def _is_below(category: str, guarded: str) -> bool:
    return category == guarded or category.startswith(f"{guarded}{UNDER}")
