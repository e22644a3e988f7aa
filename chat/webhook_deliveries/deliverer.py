"""Sends what is due, in every `chat` process at once; each delivery is claimed by one of them.

A claim ends by itself. So if a process is killed while it sends, another one sends the same event again, with the same
identifier. A receiver that hangs takes a few places alone, and one that keeps failing a single one.
"""

import asyncio
import contextlib
import random
from collections import Counter
from datetime import timedelta

import orjson
import structlog

from chat.connectors.addresses import Addresses
from chat.webhook_deliveries import repository, retention_repository, service
from chat.webhook_deliveries.repository import Sending
from chat.webhook_deliveries.sender import Result, Sender
from chat.webhook_deliveries.service import Letter
from chat.webhooks.secret import PURPOSE, signature_headers
from chat.webhooks.settings import Rules
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from kit.errors import Busy, StorageUnavailable
from kit.events import Event
from kit.keys.installation_key import InstallationKey
from kit.tracing.spans import span, trace

SWEEP_SECONDS = 2.0
CLEAN_SECONDS = 1_800.0
CLAIM_BEYOND_TIMEOUT = timedelta(seconds=20)
DRAIN_SECONDS = 3.0
OF_ONE_ENDPOINT = 4
KEEPS_FAILING_AFTER = 3
"""From this many failures in a row on, an endpoint gets one delivery at a time."""

_AT_ONCE = 500

log = structlog.get_logger(__name__)


class Deliverer:
    """One per process."""

    def __init__(self, database: Database, clock: Clock, key: InstallationKey, rules: Rules) -> None:
        self._database = database
        self._clock = clock
        self._key = key
        self._rules = rules
        self.addresses = Addresses(rules.hosts)
        self._sender = Sender(self.addresses, rules.timeout_seconds)
        self._chance = random.Random()
        self._wake = asyncio.Event()
        self._busy: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self.results: Counter[str] = Counter()
        """Attempts of this process since its start, by `taken` or the code of what was wrong."""
        self.loop = Loop("webhooks", self._round)
        self.cleaning = Loop("webhooks.clean", self._clean_round)

    @property
    def loops(self) -> tuple[Loop, Loop]:
        return self.loop, self.cleaning

    def on_event(self, event: Event) -> None:
        """Listens on the bus."""
        if event.name in ("webhook.waiting", "webhook.changed"):
            self._wake.set()

    async def start(self) -> None:
        self.loop.start()
        self.cleaning.start()

    async def stop(self) -> None:
        """What is being sent may still be answered, for a moment. The rest is sent again after its claim."""
        await self.cleaning.stop()
        await self.loop.stop()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=DRAIN_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._sender.close()

    async def send_now(self, number: int, claim: str) -> None:
        """Makes one attempt at once, for a delivery that the caller has claimed, whatever state its endpoint is in."""
        with trace("webhook", delivery=number) as traced:
            result = await self._sent_and_settled(number, claim)
            traced.set(result=result)

    async def _sent_and_settled(self, number: int, claim: str) -> str:
        """What came of the attempt, for its trace."""
        began = self._clock()
        letter = await self._database.read(service.letter_of, number, claim)
        if letter is None:
            return "nothing_to_send"
        with span("send"):
            result = await self._send(letter)
        self.results[result.problem or "taken"] += 1
        log.info("webhook.sent", endpoint=letter.endpoint.id, event_id=letter.event_id, result=result.problem or "ok")
        await self._database.write(
            service.settle,
            letter,
            result,
            began,
            self._clock(),
            off_after=self._rules.off_after,
            chance=self._chance,
        )
        return result.problem or "taken"

    def claims_until(self) -> timedelta:
        """How long a claim lasts: longer than any attempt."""
        return timedelta(seconds=self._rules.timeout_seconds) + CLAIM_BEYOND_TIMEOUT

    async def clean(self) -> int:
        """Takes away what is older than deliveries are kept. Returns how many events were deleted."""
        deleted = 0
        await self._database.write(retention_repository.delete_nobodys)
        while count := await self._database.write(
            retention_repository.delete_old, self._clock() - self._rules.keep, _AT_ONCE
        ):
            deleted += count
        return deleted

    async def _send(self, letter: Letter) -> Result:
        sealed = letter.endpoint.sealed_secrets(self._clock())
        held = [secret for each in sealed if (secret := self._key.unseal(PURPOSE, each)) is not None]
        if not held:
            return Result("no_secret")
        body = orjson.dumps(letter.body)
        seconds = int(self._clock().timestamp())
        headers = signature_headers(letter.event_id, seconds, body, held)
        return await self._sender.send(letter.endpoint.url, headers, body)

    async def _round(self) -> None:
        self._wake.clear()
        for endpoint in await self._database.read_few(repository.list_sending):
            with self.loop.spare("claim", endpoint.id):
                await self._start_due(endpoint)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SWEEP_SECONDS):
                await self._wake.wait()

    async def _start_due(self, endpoint: Sending) -> None:
        most = 1 if endpoint.failures >= KEEPS_FAILING_AFTER else OF_ONE_ENDPOINT
        free = min(most - self._busy[endpoint.id], self._rules.at_once - self._busy.total())
        now = self._clock()
        if free <= 0 or not await self._database.read_few(repository.is_due, endpoint.id, now):
            return
        until = now + self.claims_until()
        for number, claim in await self._database.write(repository.claim_due, endpoint.id, now, until, free):
            self._busy[endpoint.id] += 1
            task = asyncio.create_task(self._deliver(endpoint.id, number, claim), name=f"webhook-{number}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, endpoint_id: str, number: int, claim: str) -> None:
        """A failure of ours is noted; the delivery is sent again once its claim has ended."""
        try:
            with contextlib.suppress(Busy, StorageUnavailable), self.loop.spare("deliver", str(number)):
                await self.send_now(number, claim)
        finally:
            self._busy[endpoint_id] -= 1
            self._wake.set()

    async def _clean_round(self) -> None:
        await asyncio.sleep(CLEAN_SECONDS)
        await self.clean()
