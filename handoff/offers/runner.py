"""Offers waiting handoffs to agents: as soon as an agent is free or a customer joins, and once a second in any case.

Events only make it faster. The next round finds what they miss, and offers that have lapsed.
"""

import asyncio
import contextlib

from handoff.offers.choice import Rules
from handoff.offers.service import end_offer, list_offerable, list_stale, offer_handoff
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from kit.events import Event

HASTENING = frozenset(
    {"queue.changed", "presence.changed", "department.changed", "person.changed", "follow_up.changed"}
)


class RoutingRunner:
    """Offers waiting handoffs. Every `chat` process runs one."""

    INTERVAL_SECONDS = 1.0
    PAUSE_SECONDS = 0.02

    def __init__(self, database: Database, clock: Clock, rules: Rules) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules
        self._wanted = asyncio.Event()
        self.loop = Loop("routing", self._round)

    async def start(self) -> None:
        self.loop.start()

    async def stop(self) -> None:
        await self.loop.stop()

    def on_event(self, event: Event) -> None:
        """Listens on the bus."""
        if event.name in HASTENING:
            self._wanted.set()

    async def look_once(self) -> None:
        """Runs one round: offers every waiting handoff that an agent has capacity for. Raises if storage is away."""
        with self.loop.spare("end_stale"):
            await self._end_stale()
        with self.loop.spare("offer"):
            while await self._offer_once():
                pass

    async def _end_stale(self) -> None:
        for offer_id, ending in await self._database.read(list_stale, self._rules, self._clock()):
            with self.loop.spare("end_offer", offer_id):
                await self._database.write(end_offer, offer_id, ending, self._clock())

    async def _offer_once(self) -> bool:
        """Makes the offers that are possible now. Returns whether there were any."""
        offered = False
        for handoff_id in await self._database.read(list_offerable, self._rules, self._clock()):
            with self.loop.spare("offer_handoff", handoff_id):
                offered |= await self._database.write(offer_handoff, handoff_id, self._rules, self._clock())
        return offered

    async def _round(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wanted.wait(), self.INTERVAL_SECONDS)
        self._wanted.clear()
        await self.look_once()
        await asyncio.sleep(self.PAUSE_SECONDS)  # several changes at once need one round only
