"""Questions on trial for one article: asked the whole way of a customer's message, and judged by where they lead.

`firm`: the bot answers from this article. `offered`: the customer sees it as a guess or as one of several choices.
`missed`: the customer sees other articles, or none.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chat.clients.bot import BotCall, BotClient
from chat.clients.knowledge import Found, KnowledgeClient
from chat.editors.try_out_endpoints import knowledge_state_of, reader_of, said_by_dialogue
from kit.database import Database
from kit.errors import BatonError
from kit.web.service_call import ServiceUnavailable
from knowledge_base.decision.decision import Decision, DecisionContext, decide
from knowledge_base.decision.frustration import read_frustration
from knowledge_base.decision.sensitive import SensitiveTopic, find_sensitive

BOT_CALLS_AT_ONCE = 4

State = Literal["firm", "offered", "missed"]


@dataclass(frozen=True, slots=True)
class Tried:
    """What one question led to. `instead` is the article that came first, if it was another one."""

    question: str
    found: State
    action: str
    confidence: float
    near: float
    instead: tuple[str, str] | None

    def view(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "found": self.found,
            "action": self.action,
            "confidence": round(self.confidence, 4),
            "instead": None if self.instead is None else {"article_id": self.instead[0], "title": self.instead[1]},
        }


@dataclass(frozen=True, slots=True)
class Trial:
    """Tries questions against an article as it is typed."""

    database: Database
    knowledge: KnowledgeClient
    bot: BotClient

    async def try_all(self, draft: Mapping[str, Any], questions: Sequence[str]) -> list[Tried]:
        """In the questions' order. Raises BatonError `bot_unavailable`."""
        version, topics = await self.database.read(knowledge_state_of)
        reader = await self.database.read(reader_of, draft.get("article_id"))
        own, turns = str(draft.get("article_id") or "draft"), asyncio.Semaphore(BOT_CALLS_AT_ONCE)

        async def judge(question: str, found: Found) -> Tried:
            async with turns:
                return await self._judge(own, question, found, topics)

        try:
            found = await self.knowledge.trials(questions, draft, version, reader) if questions else []
            return list(await asyncio.gather(*(map(judge, questions, found))))
        except ServiceUnavailable as error:
            raise bot_unavailable() from error

    async def _judge(self, own: str, question: str, found: Found, topics: Sequence[SensitiveTopic]) -> Tried:
        said = await self.bot.turn(BotCall(None, "search", text=question, vector=found.vector))
        context = DecisionContext(
            in_scope=said.in_scope,
            sensitive=find_sensitive(question, topics),
            frustration=read_frustration(question),
        )
        decision = decide(found.evidence, said.intents, context)
        dialogue = {} if context.urgent else said_by_dialogue(said.steps)
        action = str(dialogue.get("action") or decision.action)
        near = next((each.probability for each in found.evidence.candidates if each.article_id == own), 0.0)
        return Tried(
            question,
            "missed" if dialogue else _found(own, decision),
            action,
            decision.confidence,
            near,
            None
            if dialogue or decision.article_id in (own, None)
            else (str(decision.article_id), decision.title or ""),
        )


def bot_unavailable() -> BatonError:
    return BatonError("The bot is not available right now.", code="bot_unavailable", status=503, retry_after=2)


def _instead(own: str, decision: Decision) -> tuple[str, str] | None:
    best = decision.article_id
    return None if best is None or best == own else (best, decision.title or "")


def _found(own: str, decision: Decision) -> State:
    also = decision.also is not None and decision.also.article_id == own
    if decision.action == "answer":
        return "firm" if decision.article_id == own or also else "missed"
    if decision.action == "tentative" and (decision.article_id == own or also):
        return "offered"
    second = decision.second is not None and decision.second.article_id == own
    return "offered" if second or own in {choice.article_id for choice in decision.choices} else "missed"
