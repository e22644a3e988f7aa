"""The list of sensitive topics, for the editors who keep it."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, Field, StrictBool, StrictStr
from pydantic_core import PydanticCustomError
from sqlalchemy import Connection

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.errors import Conflict, NotFound
from kit.identifiers import new_id
from kit.web.contract import fails, sends
from knowledge_base.articles.requests import line
from knowledge_base.decision import sensitive_repository as repository
from knowledge_base.decision.responses import (
    DeletedTopicBody,
    SensitiveTopicBody,
    SensitiveTopicListBody,
    SuggestedTopicListBody,
)
from knowledge_base.decision.sensitive import SensitiveTopic, words_of
from knowledge_base.decision.sensitive_suggestions import SUGGESTIONS

MOST_PHRASES = 200
LONGEST_PHRASE = 100
SHORTEST_WORD = 3
"""The fewest letters of a one-word phrase: "it" would hand everybody over."""


def _phrase(text: str) -> str:
    phrase = line(text)
    found = words_of(phrase)
    if not found or (len(found) == 1 and len(found[0].rstrip("*")) < SHORTEST_WORD):
        raise PydanticCustomError("baton.empty_text", "A phrase needs a word of three letters, or several words.")
    return phrase


Phrase = Annotated[StrictStr, Field(max_length=LONGEST_PHRASE), AfterValidator(_phrase)]


class TopicRequest(BaseModel):
    name: Annotated[StrictStr, Field(max_length=100), AfterValidator(line)]
    phrases: Annotated[list[Phrase], Field(min_length=1, max_length=MOST_PHRASES)]
    active: StrictBool = True


class TopicChange(TopicRequest):
    """`seen` is the `updated_at` of the topic that was changed: what others have saved since is not overwritten."""

    seen: StrictStr | None = None


def sensitive_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/sensitive-topics", tags=["sensitive topics"])

    @router.get("", response_model=sends(SensitiveTopicListBody))
    async def list_topics() -> dict[str, Any]:
        return {"topics": [topic.view() for topic in await database.read(repository.list_topics)]}

    @router.get("/suggestions", response_model=sends(SuggestedTopicListBody))
    async def suggest_topics() -> dict[str, Any]:
        """Topics in other languages to begin with."""
        topics = [
            {"language": language, "name": name, "phrases": list(phrases)}
            for language, those in SUGGESTIONS.items()
            for name, phrases in those.items()
        ]
        return {"topics": topics}

    @router.post("", status_code=201, response_model=sends(SensitiveTopicBody), responses=fails(409, "conflict"))
    async def add_topic(request: Request, body: TopicRequest) -> dict[str, Any]:
        topic = _topic(new_id("topic"), body, person_of(request).name, clock())
        entry = Entry(by(person_of(request)), "sensitive_topic.added", topic.id)
        return (await database.write(audited(_add, clock, lambda _: entry), topic)).view()

    @router.put(
        "/{topic_id}", response_model=sends(SensitiveTopicBody), responses=fails(409, "edited_meanwhile", "conflict")
    )
    async def change_topic(request: Request, topic_id: str, body: TopicChange) -> dict[str, Any]:
        topic = _topic(topic_id, body, person_of(request).name, clock())
        entry = Entry(by(person_of(request)), "sensitive_topic.changed", topic.id, {"active": topic.active})
        return (await database.write(audited(_change, clock, lambda _: entry), topic, body.seen)).view()

    @router.delete("/{topic_id}", response_model=sends(DeletedTopicBody))
    async def delete_topic(request: Request, topic_id: str) -> dict[str, Any]:
        entry = Entry(by(person_of(request)), "sensitive_topic.removed", topic_id)
        deleting = audited(repository.delete_topic, clock, lambda done: entry if done else None)
        if not await database.write(deleting, topic_id):
            raise NotFound("There is no such topic.")
        return {"id": topic_id}

    return router


def _topic(topic_id: str, body: TopicRequest, author: str, now: datetime) -> SensitiveTopic:
    return SensitiveTopic(topic_id, body.name, tuple(dict.fromkeys(body.phrases)), body.active, author, now)


def _add(connection: Connection, topic: SensitiveTopic) -> SensitiveTopic:
    _check_name(connection, topic)
    repository.insert_topic(connection, topic)
    return topic


def _change(connection: Connection, topic: SensitiveTopic, seen: str | None) -> SensitiveTopic:
    _check_name(connection, topic)
    before = repository.find_topic(connection, topic.id)
    if before is None:
        raise NotFound("There is no such topic.")
    as_seen = seen is None or seen == to_text(before.updated_at)
    if not as_seen or not repository.replace_topic(connection, before, topic):
        raise Conflict("Somebody else has changed this topic meanwhile.", code="edited_meanwhile")
    return topic


def _check_name(connection: Connection, topic: SensitiveTopic) -> None:
    if any(other.name == topic.name and other.id != topic.id for other in repository.list_topics(connection)):
        raise Conflict("There is a topic of this name already.", code="conflict", field="name")
