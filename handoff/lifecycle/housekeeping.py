"""Regular work that nobody asks for: idle conversations end, conversations of lost agents are requeued, snoozed ones
come back, and consoles are told of timers that are near.

Several processes may do it at once. Each step is one conditional transaction, so it happens once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, select

from conversations.models import conversations
from conversations.service import get, move
from handoff.follow_ups.repository import list_due_snoozes
from handoff.handoffs.timeline import IDLE
from handoff.lifecycle.returns import end_due_snooze
from handoff.lifecycle.service import requeue_from_lost_agent
from handoff.presence.repository import list_left
from handoff.presence.service import DEFAULT_LEASES, GRACE_SECONDS, Leases, end_lapsed, keep_leases_over_jump
from handoff.timers.service import list_untold, tell_reached
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database

log = structlog.get_logger(__name__)

PAGE = 100

Job = Callable[[datetime], Awaitable[None]]


class Housekeeping:
    """Checks every few seconds for everything whose time is up."""

    INTERVAL_SECONDS = 5.0

    LARGEST_DRIFT = timedelta(seconds=5)
    """From this difference between the system clock and a monotonic one on, the system clock was set."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        idle_hours: float,
        grace_seconds: float = GRACE_SECONDS,
        leases: Leases = DEFAULT_LEASES,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._steady = steady
        self._began, self._began_steady = clock(), steady()
        self._idle = timedelta(hours=idle_hours)
        self._grace = timedelta(seconds=grace_seconds)
        self._leases = leases
        self.loop = Loop("housekeeping", self._round)
        self._jobs: dict[str, Job] = {
            "resolve_idle": self._resolve_idle,
            "end_lapsed": self._end_lapsed,
            "end_snoozes": self._end_snoozes,
            "requeue_lost": self._requeue_lost,
            "tell_timers": self._tell_timers,
        }

    async def start(self) -> None:
        self.loop.start()

    async def stop(self) -> None:
        await self.loop.stop()

    async def look_once(self) -> None:
        """Runs one round. A job or a row that fails is skipped. Raises BatonError if the database is unavailable."""
        now = self._clock()
        await self._notice_jump(now)  # first: the jobs below would treat every agent as lost
        for name, job in self._jobs.items():
            with self.loop.spare(name):
                await job(now)

    async def _resolve_idle(self, now: datetime) -> None:
        for conversation_id in await self._database.read(list_idle, now - self._idle):
            with self.loop.spare("resolve_idle", conversation_id):
                await self._database.write(resolve_idle, conversation_id, now - self._idle, now)

    async def _end_lapsed(self, now: datetime) -> None:
        await self._database.write(end_lapsed, now)

    async def _end_snoozes(self, now: datetime) -> None:
        for conversation_id in await self._database.read(list_due_snoozes, now):
            with self.loop.spare("end_snooze", conversation_id):
                await self._database.write(end_due_snooze, conversation_id, now)

    async def _requeue_lost(self, now: datetime) -> None:
        for conversation_id in await self._database.read(list_left, now - self._grace):
            with self.loop.spare("requeue_lost", conversation_id):
                await self._database.write(requeue_from_lost_agent, conversation_id, now, grace=self._grace)

    async def _tell_timers(self, now: datetime) -> None:
        for reached in await self._database.read(list_untold, now):
            with self.loop.spare("tell_timer", reached.conversation_id):
                await self._database.write(tell_reached, reached, now)

    async def _notice_jump(self, now: datetime) -> None:
        """Keeps leases valid when the clock was set. Consoles renew them within a minute."""
        expected = self._began + timedelta(seconds=self._steady() - self._began_steady)
        if abs(now - expected) > self.LARGEST_DRIFT:
            log.warning("clock.jumped", seconds=round((now - expected).total_seconds()))
            await self._database.write(keep_leases_over_jump, expected, now, self._leases)
            self._began, self._began_steady = now, self._steady()

    async def _round(self) -> None:
        await asyncio.sleep(self.INTERVAL_SECONDS)
        await self.look_once()


def list_idle(connection: Connection, before: datetime) -> list[str]:
    """Returns conversations that the bot has and that have not changed since `before`."""
    query = (
        select(conversations.c.id)
        .where(conversations.c.status == "bot", conversations.c.updated_at < before)
        .order_by(conversations.c.updated_at)
        .limit(PAGE)
    )
    return list(connection.scalars(query))


def resolve_idle(connection: Connection, conversation_id: str, before: datetime, now: datetime) -> None:
    """Resolves a conversation that is still idle. One with an unanswered turn is overdue, not idle."""
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status != "bot" or conversation.updated_at >= before:
        return
    if conversation.turns_opened > conversation.turn:
        return
    move(connection, conversation, "resolved", "conversation.resolved", now, text=IDLE.fill())
