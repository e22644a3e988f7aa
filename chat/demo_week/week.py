"""Adds the week to an installation with demo data, and removes it again.

Its customers have identities that begin with `demo:`; removing deletes their conversations and everything
about them.
"""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from chat.demo_week import repository
from chat.demo_week.talk import Week, read_week
from chat.demo_week.talking import Talking
from handoff.canned_replies import repository as canned_replies
from handoff.canned_replies.service import add_canned_reply, remove_canned_reply
from handoff.skills import repository as skills
from handoff.skills.service import add_skill, remove_skill
from handoff.tags import repository as tags
from kit.auth import Principal
from kit.database import Database
from kit.errors import Conflict
from staff.departments import repository as departments
from staff.departments.service import add_department, change_department, ensure_default_department
from staff.people import repository as people
from staff.people.person import Person, expand_roles
from staff.people.service import change_person

DAYS = 7
TIMES = 4
"""How often each talk happens."""

FIRST_HOUR, LAST_HOUR = 8, 19
SEED = 7
AUTHOR = Principal("person", id="demo", name="Demo", roles=frozenset({"supervisor"}))


def add_week(database: Database, now: datetime) -> int:
    """Returns the number of conversations added. Raises Conflict if the week is there already or nobody plays in it."""
    week = read_week()
    agents = database.write_now(_add_surroundings, week, now)
    chance = random.Random(SEED)
    moments = sorted(_moment(now, chance) for _ in range(len(week.talks) * TIMES))
    talks = list(week.talks) * TIMES
    chance.shuffle(talks)
    for moment, talk in zip(moments, talks, strict=True):
        department_id, agent = agents.get(talk.department or "", (None, None))
        talking = Talking(talk, _identity(chance.choice(week.customers)), moment, agent, chance)
        database.write_now(talking.play, department_id)
    return len(talks)


def remove_week(database: Database) -> int:
    """Returns the number of conversations removed."""
    removed = database.write_now(repository.delete_conversations)
    database.write_now(_remove_surroundings, read_week())
    return removed


def _moment(now: datetime, chance: random.Random) -> datetime:
    """A moment of the last seven days, by day, and never one so late that a talk would end in the future."""
    day = (now - timedelta(days=chance.randint(1, DAYS))).replace(minute=0, second=0, microsecond=0)
    hour = chance.triangular(FIRST_HOUR, LAST_HOUR, 11)
    return day.replace(hour=0) + timedelta(hours=hour)


def _identity(name: str) -> dict[str, Any]:
    first = name.split(maxsplit=1)[0].lower()
    return {"id": f"{repository.PREFIX}{first}", "name": name, "email": f"{first}@example.com"}


def _add_surroundings(connection: Connection, week: Week, now: datetime) -> Mapping[str, tuple[str, Principal]]:
    """Departments with their members, skills, canned replies. Returns the department and the agent by key."""
    if repository.count_conversations(connection):
        raise Conflict("The demo's week is there already.", code="conflict")
    known = {person.name: person for person in people.list_people(connection)}
    default = ensure_default_department(connection, now)
    found = {}
    for key, given in week.departments.items():
        agent = _agent(known, given["agent"])
        department_id = _department(connection, given["name"], now)
        change_person(connection, agent.id, {"departments": (default.id, department_id)})
        principal = Principal("person", id=agent.id, name=agent.name, roles=expand_roles(agent.roles))
        found[key] = department_id, principal
    for given in week.skills:
        skill = add_skill(connection, given["name"], given["topics"], False, AUTHOR, now)
        change_person(connection, _agent(known, given["agent"]).id, {"skills": (skill.id,)})
    for given in week.canned_replies:
        add_canned_reply(connection, given["shortcut"], given["title"], given["text"], AUTHOR, now)
    return found


def _agent(known: Mapping[str, Person], name: str) -> Person:
    if name not in known:
        raise Conflict(f"{name} of the demo's people is not here: a week needs an installation with demo data.")
    return known[name]


def _department(connection: Connection, name: str, now: datetime) -> str:
    there = departments.find_by_name(connection, name)
    if there is None:
        return add_department(connection, name, now).id
    change_department(connection, there.id, {"active": True})
    return there.id


def _remove_surroundings(connection: Connection, week: Week) -> None:
    """Departments are switched off and not deleted: other conversations may have come to them meanwhile."""
    for given in week.departments.values():
        department = departments.find_by_name(connection, given["name"])
        if department is not None:
            change_department(connection, department.id, {"active": False})
    for person in people.list_people(connection):
        if person.name in {given["agent"] for given in week.departments.values()}:
            change_person(connection, person.id, {"departments": ()})
    tags.delete_unused(connection, week.tags)
    names = {given["name"] for given in week.skills}
    for skill in skills.list_all(connection):
        if skill.name in names:
            remove_skill(connection, skill.id)
    shortcuts = {given["shortcut"] for given in week.canned_replies}
    for reply in canned_replies.list_all(connection):
        if reply.shortcut in shortcuts and reply.updated_by == AUTHOR.name:
            remove_canned_reply(connection, reply.id, AUTHOR)
