"""What each agent takes: how many conversations at once, of which departments, in which languages, with which skills.
Supervisors set it.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from handoff.agents.responses import CapacityBody, CapacityListBody, OwnCapacityBody
from handoff.agents.service import change_agent
from handoff.handoffs.languages import PRIMARY_TAG
from handoff.offers import repository as offers_repository
from handoff.offers.choice import Rules
from handoff.offers.service import capacity_of
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import sends
from staff.people import repository as people_repository
from staff.people.person import Person

MOST = 100
MOST_LANGUAGES = 30
MOST_SKILLS = 100
MOST_DEPARTMENTS = 100


Language = Annotated[str, Field(pattern=PRIMARY_TAG)]

DepartmentId = Annotated[str, Field(max_length=64)]

SkillId = Annotated[str, Field(max_length=64)]


class CapacityRequest(BaseModel):
    """`capacity: null` means the installation's default, 0 means no offers. Omitted fields stay unchanged."""

    capacity: Annotated[int, Field(strict=True, ge=0, le=MOST)] | None
    languages: Annotated[list[Language], Field(max_length=MOST_LANGUAGES)] = []
    skills: Annotated[list[SkillId], Field(max_length=MOST_SKILLS)] = []
    departments: Annotated[list[DepartmentId], Field(max_length=MOST_DEPARTMENTS)] = []

    def changes(self) -> dict[str, Any]:
        given = self.model_dump(exclude_unset=True)
        return {name: list(dict.fromkeys(value)) if isinstance(value, list) else value for name, value in given.items()}


def capacities_router(database: Database, clock: Clock, rules: Rules) -> APIRouter:
    router = APIRouter(prefix="/capacities", tags=["people"])

    @router.get("", response_model=sends(CapacityListBody))
    async def list_capacities() -> dict[str, Any]:
        """Returns what every agent takes, and how many conversations they have now."""
        return {"default": rules.capacity, "agents": await database.read(_list, rules)}

    @router.get("/own", response_model=sends(OwnCapacityBody))
    async def own_capacity(request: Request) -> dict[str, int]:
        """What the caller takes at once, and has now. They may go beyond it by hand, knowingly."""
        return await database.read(_own, person_of(request).id, rules)

    @router.put("/{person_id}", response_model=sends(CapacityBody))
    async def set_capacity(person_id: str, body: CapacityRequest) -> dict[str, Any]:
        return await database.write(_set, person_id, body.changes(), rules, clock)

    return router


def _list(connection: Connection, rules: Rules) -> list[dict[str, Any]]:
    agents = [person for person in people_repository.list_people(connection) if person.takes_conversations]
    held = offers_repository.count_held(connection, [person.id for person in agents])
    return [_describe(person, held.get(person.id, 0), rules) for person in agents]


def _own(connection: Connection, person_id: str, rules: Rules) -> dict[str, int]:
    person = people_repository.find(connection, person_id)
    held = offers_repository.count_held(connection, [person_id])
    return {"at_most": capacity_of(person, rules) if person else rules.capacity, "held": held.get(person_id, 0)}


def _set(
    connection: Connection, person_id: str, changes: Mapping[str, Any], rules: Rules, clock: Clock
) -> dict[str, Any]:
    person = people_repository.find(connection, person_id)
    if person is None or not person.takes_conversations:
        raise NotFound("There is no such agent.")
    changed = change_agent(connection, person_id, changes, clock())
    return _describe(changed, offers_repository.count_held(connection, [person_id]).get(person_id, 0), rules)


def _describe(person: Person, held: int, rules: Rules) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "capacity": person.capacity,
        "at_most": capacity_of(person, rules),
        "held": held,
        "languages": person.languages,
        "skills": person.skills,
        "departments": person.departments,
    }
