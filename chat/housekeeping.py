"""What nobody asks for and everybody expects: idle conversations end, agents who vanished give theirs back.

Several processes may do it at once; each step is one conditional transaction, so it happens once.
"""

import asyncio
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, select

from conversations import repository
from conversations.models import conversations
from conversations.service import get, move
from handoff.presence import end_lapsed
from handoff.service import requeue_from_lost_agent
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError

log = structlog.get_logger(__name__)

PAGE = 100


class Housekeeping:
    """Looks every few seconds for what has run out."""

    INTERVAL_SECONDS = 5.0

    def __init__(self, database: Database, clock: Clock, *, idle_hours: float) -> None:
        self._database = database
        self._clock = clock
        self._idle = timedelta(hours=idle_hours)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def look_once(self) -> None:
        """One round. Raises BatonError where storage is away."""
        now = self._clock()
        for conversation_id in await self._database.read(list_idle, now - self._idle):
            await self._database.write(resolve_idle, conversation_id, now - self._idle, now)
        await self._database.write(give_back_of_lost_agents, now)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self.INTERVAL_SECONDS)
            try:
                await self.look_once()
            except BatonError as error:
                log.warning("housekeeping.failed", code=error.code)


def list_idle(connection: Connection, before: datetime) -> list[str]:
    """Conversations that the bot has and nobody has touched since."""
    query = (
        select(conversations.c.id)
        .where(conversations.c.status == "bot", conversations.c.updated_at < before)
        .order_by(conversations.c.updated_at)
        .limit(PAGE)
    )
    return list(connection.scalars(query))


def resolve_idle(connection: Connection, conversation_id: str, before: datetime, now: datetime) -> None:
    """Resolves a conversation that is still idle; one with an unanswered turn is not idle but overdue."""
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status != "bot" or conversation.updated_at >= before:
        return
    if conversation.turns_opened > conversation.turn:
        return
    move(connection, conversation, "resolved", "conversation.resolved", now, text="The conversation ended after a day.")


def give_back_of_lost_agents(connection: Connection, now: datetime) -> None:
    """Puts the conversations of agents whose presence ran out back into the queue, at their old places."""
    for agent_id in end_lapsed(connection, now):
        for conversation in _assigned_to(connection, agent_id):
            requeue_from_lost_agent(connection, conversation, now)


def _assigned_to(connection: Connection, agent_id: str) -> list[str]:
    query = select(conversations.c.id).where(conversations.c.agent_id == agent_id, conversations.c.status == "assigned")
    return [each.id for each in repository.find_many(connection, query)]
