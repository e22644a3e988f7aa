"""The questions that the greeting offers: an editor's choice or what is asked most. Each is answered firmly now.

Composed here, because what was asked lies in SQL, what would be answered is asked of `knowledge`, and what the dialogue
would do is asked of `bot`. Nothing is offered that has not gone the whole way that a customer's message goes. The list
is kept, and made anew after a publication, after another choice and once a minute, whenever somebody wants it: the
target precision, the calibration and the bot change what is answered, too.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import structlog
from sqlalchemy import Connection

from chat.clients.bot import BotClient
from chat.clients.knowledge import KnowledgeClient
from chat.editors.try_out_endpoints import knowledge_state_of, try_out
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from kit.events import Event
from kit.web.service_call import ServiceUnavailable
from knowledge_base.articles.phrasings import Phrased, list_phrasings
from knowledge_base.outcomes.greeting_questions import Answered, Wording, ranked, spoken_most
from knowledge_base.outcomes.greeting_questions_repository import Chosen, find_chosen, list_answered

log = structlog.get_logger(__name__)

LATELY = timedelta(days=28)
MOST_READ = 5_000
MOST_OFFERED = 4
LUMP = 16  # wordings that `knowledge` is asked of at once
MOST_LUMPS = 5
FRESH_SECONDS = 60.0
AGAIN_SECONDS = 3.0  # after a failure
PATIENCE_SECONDS = 1.0  # a widget that opens waits no longer, and asks again

CHANGES = frozenset({"article.published", "article.archived", "greeting.changed"})

Origin = Literal["chosen", "asked", "articles"]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a question would lead to today. A dialogue that takes it up, such as a form, counts as an answer."""

    text: str
    action: str
    article_id: str | None
    title: str | None
    confidence: float
    threshold: float

    @property
    def settled(self) -> bool:
        return self.action in ("answer", "reply")

    def view(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "answered": self.settled,
            "action": self.action,
            "article_id": self.article_id,
            "title": self.title,
            "confidence": round(self.confidence, 4),
            "threshold": round(self.threshold, 4),
        }


@dataclass(frozen=True, slots=True)
class Offered:
    """One question of the greeting, and why it is there."""

    tried: Tried
    origin: Origin

    def view(self) -> dict[str, Any]:
        tried = self.tried
        return {"text": tried.text, "origin": self.origin, "article_id": tried.article_id, "title": tried.title}


@dataclass(frozen=True, slots=True)
class Questions:
    """The greeting's questions. `chosen` are all that an editor has chosen, also those left out for now.

    If not `ready`, they are still being made or could not be made yet: ask again soon.
    """

    offered: tuple[Offered, ...] = ()
    language: str = "en"
    chosen: tuple[Tried, ...] = ()
    ready: bool = True

    @property
    def texts(self) -> list[str]:
        return [each.tried.text for each in self.offered]


class GreetingQuestions:
    """Keeps the list. It is made once at a time, when it is wanted and out of date."""

    def __init__(self, database: Database, knowledge: KnowledgeClient, bot: BotClient, clock: Clock) -> None:
        self._database = database
        self._knowledge = knowledge
        self._bot = bot
        self._clock = clock
        self._made: Questions | None = None
        self._changes = 0  # that have happened, and that the list has heard of
        self._heard = -1
        self._due_at = 0.0
        self._making: asyncio.Task[None] | None = None

    async def present(self, patience_seconds: float = PATIENCE_SECONDS) -> Questions:
        """The list as it is; a new one is waited for where something has happened that the old one has not heard of.

        Rather none than one that may fail, where that takes too long; the old one where nobody can say anything.
        """
        until = time.monotonic() + patience_seconds
        while True:
            self._begin_if_due()
            if self._making is None or self._making.done() or self._heard == self._changes:
                return self._made or Questions(ready=False)
            if (left := until - time.monotonic()) <= 0:
                return Questions(ready=False)
            await asyncio.wait([self._making], timeout=left)

    async def try_each(self, texts: Sequence[str]) -> list[Tried]:
        """Tries each question now. Raises BatonError if `knowledge` or `bot` cannot be asked."""
        return [await self._try(text) for text in texts]

    def on_event(self, event: Event) -> None:
        """Listens on the bus. A list that nobody has asked for yet is not made."""
        if event.name in CHANGES:
            self._changes += 1
            self._due_at = 0.0
            if self._made is not None:
                self._begin_if_due()

    async def stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
            await asyncio.gather(self._making, return_exceptions=True)

    def _begin_if_due(self) -> None:
        if time.monotonic() >= self._due_at and (self._making is None or self._making.done()):
            self._due_at = time.monotonic() + FRESH_SECONDS
            self._making = asyncio.create_task(self._make(self._changes))

    async def _make(self, changes: int) -> None:
        try:
            self._made = await self._questions()
            self._heard = changes
        except (ServiceUnavailable, BatonError) as error:
            self._due_at = time.monotonic() + AGAIN_SECONDS
            log.warning("greeting.unmade", error=type(error).__name__)

    async def _questions(self) -> Questions:
        since = self._clock() - LATELY
        chosen, answered, articles = await self._database.read(_read, since)
        language = spoken_most(articles)
        tried = await self.try_each(chosen.texts)
        offered = tuple(Offered(each, "chosen") for each in tried if each.settled)
        if not offered:
            offered = await self._by_itself(answered, [each for each in articles if each.locale == language])
        return Questions(offered, language, tuple(tried))

    async def _by_itself(self, answered: Sequence[Answered], articles: Sequence[Phrased]) -> tuple[Offered, ...]:
        """One question of an article, and no more wordings are looked at than it takes."""
        found: list[Offered] = []
        wordings = ranked(answered, articles)[: LUMP * MOST_LUMPS]
        for start in range(0, len(wordings), LUMP):
            for wording in await self._answerable(wordings[start : start + LUMP]):
                if len(found) == MOST_OFFERED:
                    return tuple(found)
                if any(each.tried.article_id == wording.article_id for each in found):
                    continue
                tried = await self._try(wording.text)
                if tried.action == "answer" and tried.article_id == wording.article_id:
                    found.append(Offered(tried, "asked" if wording.asked else "articles"))
        return tuple(found)

    async def _answerable(self, wordings: Sequence[Wording]) -> list[Wording]:
        """Returns the questions that the articles answer firmly by themselves, without two that ask the same."""
        version, _ = await self._database.read(knowledge_state_of)
        today = await self._knowledge.current_results([wording.text for wording in wordings], version)
        groups: dict[int, str] = {}
        return [
            wording
            for wording, now in zip(wordings, today, strict=True)
            if now.answered
            and now.article_id == wording.article_id
            and groups.setdefault(now.group, wording.article_id) == wording.article_id
        ]

    async def _try(self, text: str) -> Tried:
        found = await try_out(self._database, self._knowledge, self._bot, text)
        titles = {each["article_id"]: each["title"] for each in found["candidates"]}
        article_id = found["article_id"] if found["action"] != "reply" else None
        return Tried(text, found["action"], article_id, titles.get(article_id), found["confidence"], found["threshold"])


def _read(connection: Connection, since: datetime) -> tuple[Chosen, list[Answered], list[Phrased]]:
    return find_chosen(connection), list_answered(connection, since, MOST_READ), list_phrasings(connection)
