"""“What would the bot say?” for editors: decides on the same path as the widget, before anything is published."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, StrictStr
from sqlalchemy import Connection, select

from chat.clients.bot import BotAnswer, BotCall, BotClient
from chat.clients.knowledge import Found, KnowledgeClient
from chat.editors.responses import SearchResultBody
from chat.turns.explanation import decision_why
from conversations.requests import GivenText
from conversations.text import clean_text
from kit.database import Database
from kit.errors import BadRequest, BatonError
from kit.web.contract import fails, sends
from kit.web.service_call import ServiceUnavailable
from knowledge_base.articles.repository import find_audience
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision import sensitive_repository
from knowledge_base.decision.decision import Decision, DecisionContext, Intent, decide
from knowledge_base.decision.frustration import read_frustration
from knowledge_base.decision.sensitive import SensitiveTopic, find_sensitive
from knowledge_base.models import knowledge_state

LONGEST_BODY = 256 * 1024


class DraftArticle(BaseModel):
    """An article in its state in the editor; `article_id` names the published article that it replaces."""

    article_id: StrictStr | None = None
    title: StrictStr
    body: StrictStr
    questions: list[StrictStr] | None = None


class SearchRequest(BaseModel):
    """A question to try out."""

    q: GivenText
    draft: DraftArticle | None = None


def search_router(database: Database, knowledge: KnowledgeClient, bot: BotClient) -> APIRouter:
    """`GET /search` for what is published, `POST /search` with a draft instead of its article."""
    router = APIRouter(tags=["answering"])

    @router.get("/search", response_model=sends(SearchResultBody), responses=fails(503, "bot_unavailable"))
    async def search_published(q: str | None = None) -> dict[str, Any]:
        return await try_out(database, knowledge, bot, clean_question(q))

    @router.post(
        "/search",
        response_model=sends(SearchResultBody),
        responses=fails(400, "bad_query") | fails(503, "bot_unavailable"),
    )
    async def search_with_draft(body: SearchRequest) -> dict[str, Any]:
        return await try_out(database, knowledge, bot, clean_question(body.q), body.draft)

    return router


async def try_out(
    database: Database, knowledge: KnowledgeClient, bot: BotClient, question: str, draft: DraftArticle | None = None
) -> dict[str, Any]:
    """What the bot would say as the first thing in a conversation. Raises BatonError where it cannot be asked."""
    version, topics = await database.read(knowledge_state_of)
    reader = ANYBODY if draft is None else await database.read(reader_of, draft.article_id)
    with bot_needed():
        found = await _find(knowledge, question, draft, version, reader)
        said = await bot.turn(BotCall(None, "search", text=question, vector=found.vector))
    context = first_context(question, said, topics)
    decision = decide(found.evidence, said.intents, context)
    return {**_body(decision, found, said.intents), **({} if context.urgent else said_by_dialogue(said.steps))}


@contextmanager
def bot_needed() -> Iterator[None]:
    """Raises BatonError where `bot` or `knowledge` does not answer."""
    try:
        yield
    except ServiceUnavailable as error:
        raise BatonError(
            "The bot is not available right now.", code="bot_unavailable", status=503, retry_after=2
        ) from error


def first_context(question: str, said: BotAnswer, topics: Sequence[SensitiveTopic]) -> DecisionContext:
    """What a decision knows of a conversation that begins with this question."""
    return DecisionContext(
        in_scope=said.in_scope,
        sensitive=find_sensitive(question, list(topics)),
        frustration=read_frustration(question),
    )


def clean_question(value: Any) -> str:
    try:
        question = clean_text(value, field="q")
    except BadRequest as error:
        if error.code == "too_long" or len(str(value).split()) > 400:
            raise BadRequest("This question is too long.", code="bad_query", field="q") from error
        raise
    if not any(character.isalnum() for character in question):
        raise BadRequest("This question contains no word.", code="bad_query", field="q")
    return question


async def _find(
    knowledge: KnowledgeClient, question: str, draft: DraftArticle | None, version: int | None, reader: Reader
) -> Found:
    if draft is None:
        return await knowledge.evidence(question, [], version)
    if len(draft.body.encode(errors="replace")) > LONGEST_BODY:
        raise BadRequest("This draft is too long.", code="too_long", field="draft.body", limit=LONGEST_BODY)
    return await knowledge.preview(question, draft.model_dump(exclude_none=True), version, reader)


def reader_of(connection: Connection, article_id: str | None) -> Reader:
    """Whose questions a draft is tried on: those of the people who may read it."""
    return find_audience(connection, article_id) if article_id else ANYBODY


def knowledge_state_of(connection: Connection) -> tuple[int | None, list[SensitiveTopic]]:
    return connection.scalar(select(knowledge_state.c.version)), sensitive_repository.list_topics(connection)


def said_by_dialogue(steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The action if the dialogue would not ask `knowledge` at all: a form, small talk or a handoff."""
    if any(step.get("effect") == "ask_knowledge" for step in steps):
        return {}
    reason = next((step["reason"] for step in steps if step.get("effect") == "hand_over"), None)
    text = "\n".join(str(step["text"]) for step in steps if "text" in step)
    return {"action": "hand_over" if reason else "reply", "reason": reason, "rule": "dialogue", "text": text}


def _body(decision: Decision, found: Found, intents: Sequence[Intent]) -> dict[str, Any]:
    """The explanation for agents, with the text of every candidate."""
    return {
        **decision_why(decision, found.evidence, intents),
        "article_id": decision.article_id,
        "confidence": decision.confidence,
        "threshold": decision.threshold,
        "choices": [{"article_id": choice.article_id, "title": choice.title} for choice in decision.choices],
        "candidates": [
            {
                "article_id": candidate.article_id,
                "title": candidate.title,
                "section": candidate.section,
                "passage": candidate.passage,
                "score": candidate.score,
                "dense": candidate.dense,
                "lexical": candidate.lexical,
                "probability": candidate.probability,
            }
            for candidate in found.evidence.candidates
        ],
    }
