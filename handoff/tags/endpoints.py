"""Tags over HTTP: agents give and take them away at any time, supervisors keep the list in order."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictBool
from sqlalchemy import Connection

from handoff.tags import repository
from handoff.tags import service as tags_service
from handoff.tags.responses import SuggestedTagsBody, TagCountBody, TagListBody
from handoff.tags.tag import Colour, Tag, TagName
from handoff.views.access import readable
from handoff.views.conversation import conversation_body
from handoff.views.responses import StaffConversationBody
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import Principal, person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.events import tell
from kit.web.contract import fails, sends


class GivenTag(BaseModel):
    """A tag has up to 40 lower-case letters, digits, blanks and hyphens. One that does not exist yet is made."""

    tag: TagName


class TagRequest(BaseModel):
    name: TagName
    colour: Colour = "grey"


class TagChanges(BaseModel):
    """Omitted fields stay unchanged."""

    name: TagName = "-"
    colour: Colour = "grey"
    archived: StrictBool = False


class TagMerge(BaseModel):
    """`into` is the tag that stays."""

    into: Annotated[str, Field(max_length=64)]


def tags_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["tags"])
    _add_conversations_tags(router, database, clock)
    _add_list(router, database, clock)
    return router


def _add_conversations_tags(router: APIRouter, database: Database, clock: Clock) -> None:
    """The tags of one conversation, whatever its status."""

    @router.post(
        "/conversations/{conversation_id}/tags",
        response_model=sends(StaffConversationBody),
        responses=fails(400, "too_many") | fails(409, "tag_archived"),
    )
    async def give(request: Request, conversation_id: str, body: GivenTag) -> dict[str, Any]:
        return await database.write(_give, conversation_id, body.tag, person_of(request), clock())

    @router.delete("/conversations/{conversation_id}/tags/{tag}", response_model=sends(StaffConversationBody))
    async def take_away(request: Request, conversation_id: str, tag: str) -> dict[str, Any]:
        return await database.write(_take_away, conversation_id, tag, person_of(request), clock())

    @router.get("/conversations/{conversation_id}/suggested-tags", response_model=sends(SuggestedTagsBody))
    async def suggest(request: Request, conversation_id: str) -> dict[str, Any]:
        return {"tags": await database.read(_suggest, conversation_id, person_of(request))}


def _add_list(router: APIRouter, database: Database, clock: Clock) -> None:
    """The list of all tags."""

    @router.get("/tags", response_model=sends(TagListBody))
    async def list_tags(archived: bool = False) -> dict[str, Any]:
        return {"tags": await database.read(tags_service.list_tags, archived=archived)}

    @router.post("/tags", status_code=201, response_model=sends(TagCountBody), responses=fails(409, "conflict"))
    async def add_tag(request: Request, body: TagRequest) -> dict[str, Any]:
        adding = audited(tags_service.add_tag, clock, lambda tag: Entry(by(person_of(request)), "tag.added", tag.id))
        return tags_service.tag_body(await database.write(adding, body.name, body.colour, clock()), 0)

    @router.patch("/tags/{tag_id}", response_model=sends(TagCountBody), responses=fails(409, "conflict"))
    async def change_tag(request: Request, tag_id: str, body: TagChanges) -> dict[str, Any]:
        changes = body.model_dump(exclude_unset=True)
        if not changes:
            raise BadRequest("There is nothing to change.", code="missing_field", field="name")

        def entry(tag: Tag) -> Entry:
            return Entry(by(person_of(request)), "tag.changed", tag.id, {"changed": sorted(changes)})

        changed = await database.write(audited(tags_service.change_tag, clock, entry), tag_id, changes)
        return await database.read(_counted, changed)

    @router.post("/tags/{tag_id}/merge", response_model=sends(TagCountBody))
    async def merge_tags(request: Request, tag_id: str, body: TagMerge) -> dict[str, Any]:
        def entry(tag: Tag) -> Entry:
            return Entry(by(person_of(request)), "tag.merged", tag_id, {"into": tag.id})

        stays = await database.write(audited(tags_service.merge_tags, clock, entry), tag_id, body.into)
        return await database.read(_counted, stays)

    @router.delete("/tags/{tag_id}/merge", response_model=sends(TagCountBody), responses=fails(409, "conflict"))
    async def undo_merge(request: Request, tag_id: str) -> dict[str, Any]:
        """The tag is there again, on each conversation that had it and still has the tag that it was merged into."""
        undoing = audited(
            tags_service.undo_merge, clock, lambda tag: Entry(by(person_of(request)), "tag.parted", tag.id)
        )
        return await database.read(_counted, await database.write(undoing, tag_id))


def _give(connection: Connection, conversation_id: str, tag: str, agent: Principal, now: datetime) -> dict[str, Any]:
    readable(connection, agent, conversation_id, lock=True)
    tags_service.give_tags(connection, conversation_id, [tag], agent, now)
    return _told(connection, conversation_id, agent, now)


def _take_away(
    connection: Connection, conversation_id: str, tag: str, agent: Principal, now: datetime
) -> dict[str, Any]:
    readable(connection, agent, conversation_id, lock=True)
    repository.take_away(connection, conversation_id, [tag])
    return _told(connection, conversation_id, agent, now)


def _told(connection: Connection, conversation_id: str, agent: Principal, now: datetime) -> dict[str, Any]:
    """Other consoles hear of it: whoever waits shows with their tags, too."""
    conversation, _ = readable(connection, agent, conversation_id)
    tell(connection, "conversation.changed", conversation_id=conversation_id)
    if conversation.status == "queued":
        tell(connection, "queue.changed")
    return conversation_body(connection, conversation, "staff", now)


def _suggest(connection: Connection, conversation_id: str, agent: Principal) -> list[str]:
    conversation, _ = readable(connection, agent, conversation_id)
    return tags_service.suggest(connection, conversation)


def _counted(connection: Connection, tag: Tag) -> dict[str, Any]:
    return tags_service.tag_body(tag, repository.count_uses(connection, tag.id))
