"""Help for an agent who writes: canned replies filled in for this customer, articles that answer the question, and
agents' past answers to similar questions.

It is composed here because handoff and knowledge meet only in `chat`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, select

from chat.clients.knowledge import Found, KnowledgeClient
from chat.customer_panel.service import ask
from chat.edge.rate_limits import RateLimits
from chat.orders.order_book import OrderBook
from chat.reply_help.meant_order import meant_order
from chat.reply_help.past_answers import find_past_answers
from chat.reply_help.responses import PastAnswerListBody, SuggestionListBody
from conversations import repository
from conversations.conversation import Conversation, Message
from conversations.customer_records.records import CustomerRecords, subject_of
from conversations.text import clean_text
from handoff.canned_replies import repository as canned_replies_repository
from handoff.canned_replies.canned_reply import CannedReply, fill
from handoff.canned_replies.responses import FilledReplyListBody
from handoff.views.access import readable
from kit.auth import Principal, person_of
from kit.database import Database
from kit.errors import BatonError
from kit.web.contract import fails, sends
from kit.web.service_call import ServiceUnavailable
from knowledge_base.audiences.audience import ANYBODY, STAFF
from knowledge_base.decision.evidence import Candidate
from knowledge_base.models import knowledge_state
from staff.departments.repository import find_default

PATH = "/conversations/{conversation_id}"
MOST_SUGGESTED = 3
MOST_SEARCHED = 8
CONTEXT_MESSAGES = 4

MOST_READ = 200
"""How many of the last messages are searched for the order that the customer means."""

LEAST_PROBABILITY = 0.1
"""An article below this probability is not suggested. A search by the agent shows it anyway."""


_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\([^()\s]{0,2000}\)")
_MARKS = re.compile(r"\*\*|__|`|^#{1,6}[ \t]+|(?<=\w)\*|\*(?=\w)", re.MULTILINE)


def reply_help_router(
    database: Database,
    knowledge: KnowledgeClient,
    order_book: OrderBook,
    records: CustomerRecords,
    limits: RateLimits,
    *,
    help_address: str,
) -> APIRouter:
    """`/conversations/{id}/canned-replies`, `…/suggestions` and `…/past-answers`."""
    router = APIRouter(tags=["canned replies"])

    @router.get(f"{PATH}/canned-replies", response_model=sends(FilledReplyListBody))
    async def read_canned_replies(request: Request, conversation_id: str) -> dict[str, Any]:
        agent = person_of(request)
        conversation, said, found = await database.read(_canned, agent, conversation_id)
        values = await _values(conversation, said, agent, order_book, records)
        return {"canned_replies": [_filled(each, values) for each in found]}

    @router.get(
        f"{PATH}/suggestions", response_model=sends(SuggestionListBody), responses=fails(503, "bot_unavailable")
    )
    async def read_suggestions(request: Request, conversation_id: str, q: str | None = None) -> dict[str, Any]:
        """Suggestions for the conversation's open question, or for the agent's own search words."""
        agent = person_of(request)
        said = await database.read(_open_question, agent, conversation_id)
        wanted = clean_text(q, field="q") if q else None
        if wanted is None and not said:
            return {"question": None, "suggestions": []}
        await limits.check("searches", agent.id)
        context = [] if wanted else [message.draft.text for message in said[:-1]]
        found = await _ask(knowledge, wanted or said[-1].draft.text, context, await database.read(_version))
        suggestions = _suggestions(found, help_address, searched=wanted is not None)
        return {"question": None if wanted else _question(said[-1]), "suggestions": suggestions}

    @router.get(f"{PATH}/past-answers", response_model=sends(PastAnswerListBody))
    async def read_past_answers(request: Request, conversation_id: str) -> dict[str, Any]:
        """Agents' answers to questions similar to the open one."""
        agent = person_of(request)
        said = await database.read(_open_question, agent, conversation_id)
        if not said:
            return {"question": None, "past_answers": []}
        await limits.check("searches", agent.id)
        conversation, all_said, _ = await database.read(_canned, agent, conversation_id)
        values = await _values(conversation, all_said, agent, order_book, records)
        question = _question(said[-1])
        found = await database.read(find_past_answers, agent, conversation_id, question["text"], values)
        return {"question": question, "past_answers": found}

    return router


def _conversation(connection: Connection, agent: Principal, conversation_id: str) -> Conversation:
    conversation, _ = readable(connection, agent, conversation_id)
    return conversation


def _canned(
    connection: Connection, agent: Principal, conversation_id: str
) -> tuple[Conversation, list[Message], list[CannedReply]]:
    conversation = _conversation(connection, agent, conversation_id)
    said = repository.list_last_texts(connection, conversation_id, conversation.last_seq + 1, MOST_READ)
    default = find_default(connection)
    department_id = conversation.department_id or (default.id if default else None)
    known = canned_replies_repository.list_all(connection, agent.id)
    return conversation, said, [each for each in known if each.is_for(department_id)]


async def _values(
    conversation: Conversation,
    said: Sequence[Message],
    agent: Principal,
    order_book: OrderBook,
    records: CustomerRecords,
) -> Mapping[str, str | None]:
    """What is known of the customer: the name signed by the host site, or else the name that an agent noted. Orders are
    looked up only by an e-mail address that the host site has signed.
    """
    identity = conversation.identity or {}
    email = identity.get("email")
    orders = await order_book.list_by_email(str(email)) if email else []
    return {
        "customer_name": str(identity.get("name") or "") or await _noted_name(conversation, records),
        "agent_name": agent.name,
        "order_number": meant_order(said, orders),
    }


async def _noted_name(conversation: Conversation, records: CustomerRecords) -> str | None:
    try:
        return (await ask("record", records.read(subject_of(conversation)))).values.get("name")
    except BatonError:
        return None  # the reply is still useful; the agent fills in the name


def _filled(reply: CannedReply, values: Mapping[str, str | None]) -> dict[str, Any]:
    text, missing = fill(reply.text, values)
    return {"id": reply.id, "shortcut": reply.shortcut, "title": reply.title, "text": text, "missing": missing}


def _open_question(connection: Connection, agent: Principal, conversation_id: str) -> list[Message]:
    """The customer's last messages with the ones just before, oldest first; empty if somebody else wrote last."""
    conversation = _conversation(connection, agent, conversation_id)
    said = repository.list_last_texts(connection, conversation_id, conversation.last_seq + 1, 50)
    while said and said[-1].draft.author.kind == "bot":
        said = said[:-1]  # the bot's reply did not settle it
    if not said or said[-1].draft.author.kind != "customer":
        return []
    return said[-CONTEXT_MESSAGES - 1 :]


def _question(message: Message) -> dict[str, Any]:
    return {"seq": message.seq, "text": message.draft.text}


def _version(connection: Connection) -> int | None:
    return connection.scalar(select(knowledge_state.c.version))


async def _ask(knowledge: KnowledgeClient, question: str, context: list[str], version: int | None) -> Found:
    try:
        return await knowledge.evidence(question, context, version, STAFF)
    except ServiceUnavailable as error:
        raise BatonError(
            "The articles cannot be searched right now.", code="bot_unavailable", status=503, retry_after=2
        ) from error


def _suggestions(found: Found, help_address: str, *, searched: bool) -> list[dict[str, Any]]:
    candidates = found.evidence.candidates
    if not searched:
        candidates = tuple(each for each in candidates if each.probability >= LEAST_PROBABILITY)
    return [_suggestion(each, help_address) for each in candidates[: MOST_SEARCHED if searched else MOST_SUGGESTED]]


def _without_marks(markdown: str) -> str:
    """A passage as plain text: lines and list marks stay, emphasis and link addresses are removed."""
    return _MARKS.sub("", _LINK.sub(r"\1", markdown)).strip()


def _suggestion(candidate: Candidate, help_address: str) -> dict[str, Any]:
    """`text` is the text for a reply: the passage as plain text, and the address of the whole article if it has one."""
    url = f"{help_address}/{candidate.article_id}" if candidate.audience == ANYBODY else ""
    return {
        "article_id": candidate.article_id,
        "title": candidate.title,
        "section": candidate.section,
        "passage": candidate.passage,
        "text": f"{_without_marks(candidate.passage)}\n{url}".strip(),
        "url": url,
        "audience": candidate.audience,
        "probability": round(candidate.probability, 4),
    }
