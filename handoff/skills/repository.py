"""The SQL of skills."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from handoff.skills.models import skills
from handoff.skills.skill import Skill

_COLUMNS = [skills.c[name] for name in Skill.__dataclass_fields__]


def insert_skill(connection: Connection, skill: Skill) -> None:
    values = {name: getattr(skill, name) for name in Skill.__dataclass_fields__}
    connection.execute(insert(skills).values(**values, folded_name=skill.name.casefold()))


def find(connection: Connection, skill_id: str) -> Skill | None:
    row = connection.execute(select(*_COLUMNS).where(skills.c.id == skill_id)).first()
    return None if row is None else Skill(*list(row))  # the columns are selected in the order of the fields


def list_all(connection: Connection) -> list[Skill]:
    return [Skill(*list(row)) for row in connection.execute(select(*_COLUMNS).order_by(skills.c.folded_name))]


def change(connection: Connection, skill_id: str, **values: Any) -> None:
    if "name" in values:
        values["folded_name"] = values["name"].casefold()
    connection.execute(update(skills).where(skills.c.id == skill_id).values(**values))


def remove(connection: Connection, skill_id: str) -> bool:
    """Returns whether the skill existed."""
    return connection.execute(delete(skills).where(skills.c.id == skill_id)).rowcount == 1
