"""Skills: supervisors maintain the list. A waiting handoff keeps the skills it needs until it is queued again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from handoff.handoffs import repository as handoffs
from handoff.skills import repository
from handoff.skills.skill import Skill
from kit.auth import Principal
from kit.errors import BadRequest, NotFound
from kit.events import tell
from kit.identifiers import new_id
from kit.rows import refuse_duplicate
from staff.people import repository as people_repository

_TAKEN = ("A skill with this name already exists.", "name")


def add_skill(
    connection: Connection, name: str, topics: Sequence[str], hard: bool, author: Principal, now: datetime
) -> Skill:
    """Adds a skill. Raises Conflict if the name is taken, ignoring case."""
    skill = Skill(new_id("skill"), name, list(topics), hard, now, author.name)
    with refuse_duplicate(connection, *_TAKEN):
        repository.insert_skill(connection, skill)
    return skill


def change_skill(
    connection: Connection, skill_id: str, changes: Mapping[str, Any], author: Principal, now: datetime
) -> Skill:
    """Changes name, topics or hard. Raises NotFound, or Conflict if the name is taken."""
    with refuse_duplicate(connection, *_TAKEN):
        repository.change(connection, skill_id, **changes, updated_at=now, updated_by=author.name)
    changed = repository.find(connection, skill_id)
    if changed is None:
        raise NotFound()
    return changed


def remove_skill(connection: Connection, skill_id: str) -> None:
    """Removes a skill, also from every person and every waiting handoff. Raises NotFound."""
    if not repository.remove(connection, skill_id):
        raise NotFound()
    for person in people_repository.list_people(connection):
        if skill_id in person.skills:
            left = [each for each in person.skills if each != skill_id]
            people_repository.change(connection, person.id, skills=left)
    for handoff in handoffs.list_waiting(connection):
        left_needed = [each for each in handoff.skills if each["id"] != skill_id]
        if len(left_needed) < len(handoff.skills):
            handoffs.change(connection, handoff.id, skills=left_needed)
    tell(connection, "queue.changed")


def check_skills(connection: Connection, skill_ids: Sequence[str]) -> None:
    """Raises BadRequest if one of these does not exist."""
    if skill_ids and not {skill.id for skill in repository.list_all(connection)}.issuperset(skill_ids):
        raise BadRequest("skills contains an unknown skill.", code="bad_type", field="skills")
