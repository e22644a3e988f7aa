"""What every open widget of this process is told at once: queue positions, department menus, changed settings.

A hundred sockets that read or send in the same moment would delay everybody else, so they are woken a few at a time.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator

from chat.sockets.pace import Paced
from chat.sockets.subscriptions import Subscription
from handoff.queue.positions import list_queue_positions
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database

BETWEEN_SOME_SECONDS = 0.02
TOLD_AT_ONCE = 50


class WidgetNews:
    """Tells the subscriptions that `subscriptions` returns."""

    def __init__(self, database: Database, clock: Clock, subscriptions: Callable[[], Iterable[Subscription]]) -> None:
        self._database = database
        self._clock = clock
        self._subscriptions = subscriptions
        self._positions = Paced(self._tell_positions)
        self._menus_stale = asyncio.Event()
        self._settings_stale = asyncio.Event()
        self._settings_version = 0
        self.loops = (
            Loop("hub.positions", self._positions.once),
            Loop("hub.menus", self._tell_menus_once),
            Loop("hub.settings", self._tell_settings_once),
        )

    def tell_positions(self) -> None:
        self._positions.stale.set()

    def tell_menus(self) -> None:
        self._menus_stale.set()

    def tell_settings(self, version: int) -> None:
        """Makes every open widget read the company's settings again."""
        self._settings_version = version
        self._settings_stale.set()

    async def _tell_positions(self) -> float:
        """Reads the queue once for all customers of this process who wait; wakes those whose position has changed."""
        if not any(self._waiting()):
            return 0.0
        began = time.monotonic()
        positions = await self._database.read(list_queue_positions, self._clock())
        took = time.monotonic() - began
        moved = 0
        for subscription in list(self._waiting()):
            position = positions.get(subscription.conversation_id)
            if position is None:
                subscription.read_again()  # nobody waits there any more
            elif subscription.move_to(position.body()):
                moved += 1
                if moved % TOLD_AT_ONCE == 0:
                    await asyncio.sleep(BETWEEN_SOME_SECONDS)
        return took

    def _waiting(self) -> Iterator[Subscription]:
        return (subscription for subscription in self._subscriptions() if subscription.position is not None)

    async def _tell_menus_once(self) -> None:
        """Makes waiting customers read the department menu again, one by one."""
        await self._menus_stale.wait()
        self._menus_stale.clear()
        for subscription in list(self._waiting()):
            subscription.read_again()
            await asyncio.sleep(BETWEEN_SOME_SECONDS)

    async def _tell_settings_once(self) -> None:
        await self._settings_stale.wait()
        self._settings_stale.clear()
        for number, subscription in enumerate(list(self._subscriptions()), start=1):
            subscription.pass_on({"type": "settings.changed", "version": self._settings_version})
            if number % TOLD_AT_ONCE == 0:
                await asyncio.sleep(BETWEEN_SOME_SECONDS)
