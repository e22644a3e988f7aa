"""Runs the turn of every customer message: finds it in SQL, works it out outside of any transaction, commits it once.

What is unanswered is a query, so a process that dies at any line leaves nothing behind that the next sweep does not
find. Leases in Redis only save work; the compare-and-swap in `commit_turn` is what keeps it right.
"""

import asyncio
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import Connection, select

from chat.turns.abuse import abuses_bot
from chat.turns.dialogue import Dialogue, unavailable
from chat.turns.language import heard_language, reply_language
from chat.turns.lease_timer import LeaseTimer
from chat.turns.memory import choice_in_words
from chat.turns.outcomes import note_turn
from chat.turns.topics import remember_topics
from chat.turns.turn import Outcome, Turn
from conversations import repository
from conversations.attachments.service import is_only_files
from conversations.service import append
from handoff.cooldowns.repository import note_abuse
from handoff.follow_ups.service import leave_contact
from handoff.lifecycle.service import request_handoff
from handoff.presence.service import agents_available
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from kit.events import Event, tell
from kit.measures.histogram import Histogram
from kit.tracing import spans
from knowledge_base.audiences.audience import reader_with
from knowledge_base.decision import sensitive_repository
from knowledge_base.models import knowledge_state
from knowledge_base.outcomes import repository as outcomes_repository
from staff.departments.service import low_confidence_of

CONTEXT_MESSAGES = 4
MOST_TRIES = 2
LONGEST_WAIT_FOR_REDIS_SECONDS = 0.25

_KNOWLEDGE_VERSION = select(knowledge_state.c.version)


def load_turn(connection: Connection, conversation_id: str, now: datetime) -> Turn | None:
    """Returns the conversation's next unanswered turn. None if the bot has nothing to answer."""
    conversation = repository.find(connection, conversation_id)
    if conversation is None or conversation.status != "bot" or conversation.turns_opened <= conversation.turn:
        return None
    number = conversation.turn + 1
    message = repository.find_turn_message(connection, conversation_id, number)
    if message is None:
        return None
    before = repository.list_last_texts(connection, conversation_id, message.seq, CONTEXT_MESSAGES)
    typed = message.draft.choice is None  # the title of a button is not the customer's own words
    heard = heard_language(conversation.memory, message.draft.text) if typed else conversation.memory
    memory, not_helped = _count_anew(heard, outcomes_repository.count_not_helped(connection, conversation_id))
    begun_after = int(memory.get("begun_after", 0))
    return Turn(
        conversation_id,
        number,
        message.id,
        message.draft.text,
        message.draft.choice or choice_in_words(message.draft.text, memory),
        [each.draft.text for each in before],
        conversation.dialogue,
        memory,
        low_confidence_of(connection, conversation.department_id),
        agents_available(connection, now, conversation.department_id) == 0,
        connection.scalar(_KNOWLEDGE_VERSION),
        [each.draft.text for each in before if each.draft.author.kind == "customer" and each.seq > begun_after],
        not_helped,
        sensitive_repository.list_topics(connection),
        reply_language(memory, conversation.locale),
        is_only_files(message.draft),
        reader_with(conversation.identity),
    )


def _count_anew(memory: Mapping[str, Any], not_helped: int) -> tuple[Mapping[str, Any], int]:
    """Notes once how many answers had not helped when the dialogue began anew. Those no longer count."""
    if "begun_after" in memory and "forgiven" not in memory:
        memory = {**memory, "forgiven": not_helped}
    return memory, not_helped - int(memory.get("forgiven", 0))


def commit_turn(connection: Connection, turn: Turn, outcome: Outcome, now: datetime) -> bool:
    """Writes the outcome if the bot still has the conversation at this turn; else writes nothing and returns False."""
    conversation = repository.find(connection, turn.conversation_id, lock=True)
    if conversation is None or conversation.status != "bot" or conversation.turn != turn.number - 1:
        return False
    drafts = outcome.drafts
    changed, stored = append(
        connection,
        conversation,
        drafts,
        now,
        turn=turn.number,
        turn_tries=0,
        dialogue=outcome.dialogue,
        memory=remember_topics(connection, turn, outcome),
    )
    note_turn(connection, turn, outcome, stored, now)
    for contact in outcome.contacts:
        leave_contact(connection, conversation, contact, now)
    if abuses_bot(outcome.intents):
        note_abuse(connection, conversation.id, now)
    if outcome.handoff is not None:
        request_handoff(connection, changed, outcome.handoff, now)
    elif changed.turns_opened > changed.turn:
        tell(connection, "turn.opened", conversation_id=conversation.id)
    return True


def count_try(connection: Connection, conversation_id: str, now: datetime) -> int:
    """Notes that an abandoned turn is started again. Returns the number of this attempt."""
    conversation = repository.find(connection, conversation_id, lock=True)
    if conversation is None:
        return 0
    repository.change(connection, conversation, now, turn_tries=conversation.turn_tries + 1)
    return conversation.turn_tries + 1


class TurnRunner:
    """Runs turns: one at a time in each conversation, many conversations at once."""

    def __init__(
        self,
        database: Database,
        dialogue: Dialogue,
        clock: Clock,
        redis: "Redis | None",
        *,
        prefix: str,
        at_once: int,
        sweep_seconds: float,
        lease_seconds: float,
    ) -> None:
        self._database = database
        self._dialogue = dialogue
        self._clock = clock
        self._redis = redis
        self._prefix = prefix
        self._places = asyncio.Semaphore(at_once)
        self._sweep_seconds = sweep_seconds
        self._lease_seconds = lease_seconds
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: dict[str, str | None] = {}
        """Running conversations that have another turn meanwhile, each with what is traced there."""
        self._stopping = False
        self.loop = Loop("turns", self._sweep_round)
        self.seconds = Histogram(
            "baton_turn_seconds",
            "How long the bot took for a customer's message: read, worked out and stored.",
            {"outcome": ("answered", "handed_over", "dropped", "failed")},
        )

    def on_event(self, event: Event) -> None:
        """Listens on the bus. A process runs the turns that it opened."""
        if event.name == "turn.opened":
            self.schedule(str(event.details["conversation_id"]))

    def schedule(self, conversation_id: str, *, left_lying: bool = False) -> None:
        """Starts the conversation's next turn. If one is running, this one starts at its end."""
        if conversation_id not in self._running:
            self._begin(conversation_id, left_lying, spans.here())
        elif not left_lying:
            self._again[conversation_id] = spans.here()

    def _begin(self, conversation_id: str, left_lying: bool, traced: str | None) -> None:
        task = asyncio.create_task(self._run(conversation_id, left_lying, traced))
        self._running[conversation_id] = task
        task.add_done_callback(lambda _task: self._ended(conversation_id, _task))

    async def start(self) -> None:
        self.loop.start()

    async def stop(self, *, grace_seconds: float = 5.0) -> None:
        """Lets running turns finish. Another process finds those that could not."""
        await self.loop.stop()
        self._stopping = True
        running = list(self._running.values())
        if running:
            await asyncio.wait(running, timeout=grace_seconds)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, conversation_id: str, task: "asyncio.Task[None]") -> None:
        """After a failure only the sweep goes on: it counts the tries."""
        del self._running[conversation_id]
        more, traced = conversation_id in self._again, self._again.pop(conversation_id, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.loop.note(error, "turn", conversation_id)
        elif more and not self._stopping:
            self._begin(conversation_id, False, traced)

    async def _run(self, conversation_id: str, left_lying: bool, traced: str | None) -> None:
        async with self._places:
            if left_lying:
                await self._run_left_lying(conversation_id)
            else:
                await self._run_opened(conversation_id, traced)

    async def _run_left_lying(self, conversation_id: str) -> None:
        """Runs a turn that another process left. It is leased at once, so that only one process starts it."""
        if not await self._lease(conversation_id):
            return
        try:
            if not await self._gave_up(conversation_id):
                await self._run_next(conversation_id, None)
        finally:
            await self._let_go(conversation_id)

    async def _run_opened(self, conversation_id: str, traced: str | None) -> None:
        """Runs a turn that this process opened. Only a slow one is leased. The timer always ends with the turn."""
        timer = LeaseTimer(self._sweep_seconds, self._lease, conversation_id)
        try:
            await self._run_next(conversation_id, traced)
        finally:
            if await timer.end():
                await self._let_go(conversation_id)

    async def _run_next(self, conversation_id: str, parent: str | None) -> None:
        """Runs one turn, if there is one. Whatever opens another one says so, and the sweep finds what was not heard:
        so it is not asked for.
        """
        began, began_at, ending = time.perf_counter(), spans.now(), "failed"
        with spans.continued("load", parent):
            turn = await self._database.read_few(load_turn, conversation_id, self._clock())
        if turn is None:
            return
        with spans.trace(
            "turn", began=began_at, parent=parent, conversation=turn.conversation_id, turn=turn.number
        ) as traced:
            if parent is None:
                spans.past("load", began_at, spans.now())
            try:
                outcome = await self._dialogue.think(turn)
                committed = await self._database.write(commit_turn, turn, outcome, self._clock())
                ending = "dropped" if not committed else "handed_over" if outcome.handoff else "answered"
            finally:
                self.seconds.observe(time.perf_counter() - began, ending)
                traced.set(outcome=ending)

    async def _gave_up(self, conversation_id: str) -> bool:
        """Gives a turn that was abandoned twice to a person, instead of starting it a third time."""
        tries = await self._database.write(count_try, conversation_id, self._clock())
        if tries <= MOST_TRIES:
            return False
        turn = await self._database.read(load_turn, conversation_id, self._clock())
        if turn is not None:
            await self._database.write(commit_turn, turn, unavailable(turn), self._clock())
        return True

    async def _sweep_round(self) -> None:
        await asyncio.sleep(self._sweep_seconds)
        await self._sweep()

    async def _sweep(self) -> None:
        waiting = await self._database.read(repository.list_unanswered, 200)
        before = self._clock() - timedelta(seconds=2 * self._sweep_seconds)
        for conversation_id, touched_at in waiting:
            if touched_at < before:
                self.schedule(conversation_id, left_lying=True)

    async def _lease(self, conversation_id: str) -> bool:
        """Returns whether this process may start. Without Redis it may: a turn that runs twice is committed once."""
        if self._redis is None:
            return True
        try:
            key = f"{self._prefix}:turn:{conversation_id}"
            async with asyncio.timeout(LONGEST_WAIT_FOR_REDIS_SECONDS):
                return bool(await self._redis.set(key, "1", nx=True, px=int(self._lease_seconds * 1000)))
        except (RedisError, OSError):
            return True

    async def _let_go(self, conversation_id: str) -> None:
        if self._redis is None:
            return
        try:
            async with asyncio.timeout(LONGEST_WAIT_FOR_REDIS_SECONDS):
                await self._redis.delete(f"{self._prefix}:turn:{conversation_id}")
        except (RedisError, OSError):
            return
