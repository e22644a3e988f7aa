"""`/skills`: the list that supervisors maintain."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictBool

from handoff.skills import repository as skills_repository
from handoff.skills import service as skills_service
from handoff.skills.responses import SkillBody, SkillListBody
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import EmptyBody, fails, sends
from kit.web.request_fields import ShortLine

Topics = Annotated[list[ShortLine], Field(max_length=100)]


class SkillRequest(BaseModel):
    """`topics` are names of intents or of article categories."""

    name: ShortLine
    topics: Topics = []
    hard: StrictBool = False


class SkillChanges(BaseModel):
    """Omitted fields stay unchanged."""

    name: ShortLine = "-"
    topics: Topics = []
    hard: StrictBool = False


def skills_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/skills", tags=["people"])

    @router.get("", response_model=sends(SkillListBody))
    async def list_skills() -> dict[str, Any]:
        return {"skills": [skill.body() for skill in await database.read(skills_repository.list_all)]}

    @router.post("", status_code=201, response_model=sends(SkillBody), responses=fails(409, "conflict"))
    async def add_skill(request: Request, body: SkillRequest) -> dict[str, Any]:
        topics, author = _each_once(body.topics), person_of(request)
        added = await database.write(skills_service.add_skill, body.name, topics, body.hard, author, clock())
        return added.body()

    @router.patch("/{skill_id}", response_model=sends(SkillBody), responses=fails(409, "conflict"))
    async def change_skill(request: Request, skill_id: str, body: SkillChanges) -> dict[str, Any]:
        changes = body.model_dump(exclude_unset=True)
        if not changes:
            raise BadRequest("There is nothing to change.", code="missing_field", field="name")
        if "topics" in changes:
            changes["topics"] = _each_once(changes["topics"])
        changed = await database.write(skills_service.change_skill, skill_id, changes, person_of(request), clock())
        return changed.body()

    @router.delete("/{skill_id}", response_model=sends(EmptyBody))
    async def remove_skill(skill_id: str) -> dict[str, Any]:
        await database.write(skills_service.remove_skill, skill_id)
        return {}

    return router


def _each_once(topics: list[str]) -> list[str]:
    """Removes duplicates, ignoring case. The first spelling is kept."""
    written: dict[str, str] = {}
    for topic in topics:
        written.setdefault(topic.casefold(), topic)
    return list(written.values())
