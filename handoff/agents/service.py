"""Changes to a person who is an agent: account, skills and presence change together, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from handoff.presence import service as presence
from handoff.skills import service as skills_service
from staff.departments import service as departments_service
from staff.people.person import Person
from staff.sign_in import service as people_sign_ins


def change_agent(connection: Connection, person_id: str, changes: Mapping[str, Any], now: datetime) -> Person:
    """Changes a person. Their presence ends if they lose the last role that takes conversations, or are deactivated."""
    skills_service.check_skills(connection, changes.get("skills", ()))
    departments_service.check_departments(connection, changes.get("departments", ()))
    change = people_sign_ins.change_account(connection, person_id, changes)
    if change.takes_no_more:
        presence.end_presence(connection, person_id, now)
    return change.after
