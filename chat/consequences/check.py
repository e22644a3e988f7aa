"""Checks a publication, lot by lot: `knowledge` compares, `bot` says what the dialogue would do, `decide` decides."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection

from chat.clients.bot import BotCall, BotClient
from chat.clients.knowledge import Changed, KnowledgeClient
from chat.consequences.comparing import Consequence, consequence_of
from chat.consequences.questions import Checked, questions_to_check, rest_after
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from kit.web.service_call import ServiceUnavailable
from knowledge_base.articles.repository import knowledge_version
from knowledge_base.audiences.audience import STAFF, Audience, Reader, may_read
from knowledge_base.decision import sensitive_repository
from knowledge_base.decision.sensitive import SensitiveTopic

MOST_AT_ONCE = 400  # questions that `knowledge` is handed; it works on them for a second
BOT_AT_ONCE = 2  # calls of the bot in flight: customers' turns need the others


@dataclass(frozen=True, slots=True)
class Change:
    """One article as it would be, as `knowledge` takes it, and who may read it."""

    audience: Audience
    article: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of the check: `done` of `total` questions; `next` is None when it was the last part."""

    knowledge_version: int
    total: int
    golden: int
    done: int
    next: str | None
    found: Sequence[Consequence]

    def view(self) -> dict[str, Any]:
        return {
            "knowledge_version": self.knowledge_version,
            "total": self.total,
            "golden": self.golden,
            "done": self.done,
            "next": self.next,
            "consequences": [each.view() for each in self.found],
        }


class PublicationCheck:
    """Holds clients and no state, so any process can do the next part."""

    def __init__(self, database: Database, knowledge: KnowledgeClient, bot: BotClient, clock: Clock) -> None:
        self._database = database
        self._knowledge = knowledge
        self._bot = bot
        self._clock = clock

    async def part(self, changes: Sequence[Change], cursor: str | None) -> Lot:
        """The questions behind the cursor, as many as fit into a second. Raises BatonError.

        They are asked as the readers ask whom the changed articles are for: once for each audience among them.
        """
        readers = {each.audience for each in changes}
        questions, version, topics = await self._database.read_aside(self._state, readers)
        rest = rest_after(questions, cursor)
        try:
            return await self._part(changes, questions, rest, version, topics)
        except ServiceUnavailable as error:
            raise BatonError(
                "The bot is not available right now.", code="bot_unavailable", status=503, retry_after=2
            ) from error

    async def _part(
        self,
        changes: Sequence[Change],
        questions: Sequence[Checked],
        rest: Sequence[Checked],
        version: int,
        topics: Sequence[SensitiveTopic],
    ) -> Lot:
        if not changes:
            return Lot(version, total=0, golden=0, done=0, next=None, found=[])
        reader = rest[0].reader if rest else STAFF
        asked = list(takewhile(lambda each: each.reader == reader, rest[:MOST_AT_ONCE]))
        bodies = [{"text": each.text, "before": list(each.before)} for each in asked]
        articles = [each.article for each in changes if may_read(reader, each.audience)]
        compared = await self._knowledge.compare(articles, bodies, version, reader)
        places = asyncio.Semaphore(BOT_AT_ONCE)

        async def judged(changed: Changed) -> Consequence | None:
            question = asked[changed.place]
            async with places:
                said = await self._bot.turn(BotCall(None, "check", text=question.text, vector=changed.vector))
            return consequence_of(question, changed, said, topics)

        found = await asyncio.gather(*map(judged, compared.changed))
        left = len(rest) - compared.done
        return Lot(
            knowledge_version=compared.knowledge_version,
            total=len(questions),
            golden=sum(each.golden is not None for each in questions),
            done=len(questions) - left,
            next=asked[compared.done - 1].place if left and compared.done else None,
            found=[each for each in found if each is not None],
        )

    def _state(
        self, connection: Connection, readers: Collection[Reader]
    ) -> tuple[list[Checked], int, list[SensitiveTopic]]:
        questions = questions_to_check(connection, self._clock(), readers)
        return questions, knowledge_version(connection), sensitive_repository.list_topics(connection)
