"""The rule that publishing asks, whoever publishes and however: by hand, in bulk, by an import, or at a set time."""

from sqlalchemy import Connection

from kit.errors import Conflict
from knowledge_base.approval_rules import repository

UNDER = " / "


def demands(connection: Connection, article_id: str, version: int) -> bool:
    """Whether the category of that version demands an approval, or that of what customers read now.

    Both count: otherwise an article could be moved out of its category first.
    """
    guarded = repository.list_categories(connection)
    if not guarded:
        return False
    categories = repository.categories_of(connection, article_id, version)
    return any(_is_below(category, each) for category in categories for each in guarded)


def lacks_approval(connection: Connection, article_id: str, version: int) -> bool:
    return demands(connection, article_id, version) and (
        repository.find_approval(connection, article_id, version) is None
    )


def refuse_unapproved(connection: Connection, article_id: str, version: int) -> None:
    """Raises Conflict `approval_needed`."""
    if lacks_approval(connection, article_id, version):
        raise Conflict("Another person has to approve this version before it is published.", code="approval_needed")


def _is_below(category: str, guarded: str) -> bool:
    return category == guarded or category.startswith(f"{guarded}{UNDER}")
