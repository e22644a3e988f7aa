"""The SQL of skills."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from handoff.skills.models import skills
from handoff.skills.skill import Skill
from kit.rows import columns_of, record_of, records_of, values_of

_COLUMNS = columns_of(skills, Skill)


def insert_skill(connection: Connection, skill: Skill) -> None:
    connection.execute(insert(skills).values(**values_of(skill), folded_name=skill.name.casefold()))


def find(connection: Connection, skill_id: str) -> Skill | None:
    return record_of(Skill, connection.execute(select(*_COLUMNS).where(skills.c.id == skill_id)).first())


def list_all(connection: Connection) -> list[Skill]:
    return records_of(Skill, connection.execute(select(*_COLUMNS).order_by(skills.c.folded_name)))


def change(connection: Connection, skill_id: str, **values: Any) -> None:
    if "name" in values:
        values["folded_name"] = values["name"].casefold()
    connection.execute(update(skills).where(skills.c.id == skill_id).values(**values))


def remove(connection: Connection, skill_id: str) -> bool:
    """Returns whether the skill existed."""
    return connection.execute(delete(skills).where(skills.c.id == skill_id)).rowcount == 1
