"""Everything of webhooks that lives as long as a `chat` process."""

from chat.webhook_deliveries.deliverer import Deliverer
from chat.webhooks.checking import AddressCheck
from chat.webhooks.outbox import Outbox
from chat.webhooks.settings import Rules
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from kit.events import Event
from kit.keys.installation_key import InstallationKey


class Webhooks:
    """`outbox` is the one that records the transactions of `database`."""

    def __init__(self, outbox: Outbox, database: Database, clock: Clock, key: InstallationKey, rules: Rules) -> None:
        self._outbox = outbox
        self.key = key
        self.deliverer = Deliverer(database, clock, key, rules)
        self.addresses = AddressCheck(self.deliverer.addresses)

    @property
    def loops(self) -> tuple[Loop, ...]:
        return self.deliverer.loops

    def on_event(self, event: Event) -> None:
        """Listens on the bus."""
        self._outbox.on_event(event)
        self.deliverer.on_event(event)

    async def start(self) -> None:
        await self.deliverer.start()

    async def stop(self) -> None:
        await self.deliverer.stop()
        await self.addresses.close()
