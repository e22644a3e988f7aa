"""Offers what waits to agents, the moment that somebody frees up or joins, and once a second in any case.

Events only hasten it: what they miss, and offers whose time runs out, the next look finds.
"""

import asyncio
import contextlib

import structlog

from handoff.offers.choice import Rules
from handoff.offers.service import end_offer, list_offerable, list_stale, offer_handoff
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from kit.events import Event

log = structlog.get_logger(__name__)

HASTENING = frozenset(
    {"queue.changed", "presence.changed", "department.changed", "person.changed", "follow_up.changed"}
)


class RoutingRunner:
    """Looks over the queue, in as many processes as there are."""

    INTERVAL_SECONDS = 1.0
    PAUSE_SECONDS = 0.02

    def __init__(self, database: Database, clock: Clock, rules: Rules) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def on_event(self, event: Event) -> None:
        """Listens on the bus."""
        if event.name in HASTENING:
            self._wanted.set()

    async def look_once(self) -> None:
        """One round: afterwards whatever waits and somebody has room for is offered. Raises where storage is away."""
        for offer_id, ending in await self._database.read(list_stale, self._rules, self._clock()):
            await self._database.write(end_offer, offer_id, ending, self._clock())
        offered = True
        while offered:
            offered = False
            for handoff_id in await self._database.read(list_offerable, self._rules, self._clock()):
                offered |= await self._database.write(offer_handoff, handoff_id, self._rules, self._clock())

    async def _run(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wanted.wait(), self.INTERVAL_SECONDS)
            self._wanted.clear()
            try:
                await self.look_once()
            except BatonError as error:
                log.warning("routing.failed", code=error.code)
            await asyncio.sleep(self.PAUSE_SECONDS)  # one look for what changed together
