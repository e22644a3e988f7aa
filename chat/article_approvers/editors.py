"""Everybody whom a category can name, because they could approve an article."""

from sqlalchemy import Connection

from knowledge_base.approval_rules.repository import Approver
from staff.people.person import expand_roles
from staff.people.repository import list_people


def list_editors(connection: Connection) -> list[Approver]:
    """By name."""
    return [
        Approver(person.id, person.name)
        for person in list_people(connection)
        if person.active and "editor" in expand_roles(person.roles)
    ]
