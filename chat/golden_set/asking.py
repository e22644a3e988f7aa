"""Asks one golden question as a customer would, and judges the reply: editors see whether it is right now."""

from collections.abc import Sequence
from typing import Any

from chat.clients.bot import BotCall, BotClient
from chat.clients.knowledge import KnowledgeClient
from chat.editors.try_out_endpoints import bot_needed, first_context, knowledge_state_of, said_by_dialogue
from chat.golden_set.judging import Reply, judge, reply_of
from kit.database import Database
from kit.errors import NotFound
from knowledge_base.decision.decision import TENTATIVE_AT, Decision, decide
from knowledge_base.decision.evidence import Evidence
from knowledge_base.decision.sensitive import SensitiveTopic
from knowledge_base.golden_set import repository
from knowledge_base.golden_set.question import GoldenContent


class GoldenAsking:
    """Nothing is stored."""

    def __init__(self, database: Database, knowledge: KnowledgeClient, bot: BotClient) -> None:
        self._database = database
        self._knowledge = knowledge
        self._bot = bot

    async def ask(self, question_id: str) -> dict[str, Any]:
        """The reply and what is wrong with it. Raises BatonError."""
        question = await self._database.read(repository.find, question_id)
        if question is None:
            raise NotFound("There is no such question.")
        version, topics = await self._database.read(knowledge_state_of)
        with bot_needed():
            reply, decision = await self._reply(question.content, version, topics)
        miss = judge(question.content, reply)
        return {
            "id": question.id,
            "version": question.version,
            "right": miss is None,
            "problem": miss.problem if miss else None,
            "fact": miss.fact if miss else None,
            "action": reply.action,
            "title": decision.title if decision and reply.article_ids else None,
            "text": reply.text,
        }

    async def _reply(
        self, content: GoldenContent, version: int | None, topics: Sequence[SensitiveTopic]
    ) -> tuple[Reply, Decision | None]:
        earlier: list[str] = []
        for said in content.before:
            before = await self._knowledge.evidence(said, earlier, version)
            earlier.extend(filter(None, (said, _shown(before.evidence))))
        found = await self._knowledge.evidence(content.text, earlier, version)
        said_now = await self._bot.turn(BotCall(None, "golden", text=content.text, vector=found.vector))
        context = first_context(content.text, said_now, topics)
        dialogue = {} if context.urgent else said_by_dialogue(said_now.steps)
        if dialogue:
            return Reply(dialogue["action"], dialogue["reason"] is not None, (), dialogue["text"]), None
        decision = decide(found.evidence, said_now.intents, context)
        return reply_of(decision, content.text), decision


def _shown(found: Evidence) -> str:
    return found.candidates[0].passage if found.candidates and found.probability >= TENTATIVE_AT else ""
