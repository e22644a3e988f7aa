"""Records that somebody looked at data that is not theirs: now and then for each person and object, not each poll."""

import time
from collections import OrderedDict

import structlog

from kit.audit import repository
from kit.audit.entry import Actor, Entry
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError

log = structlog.get_logger(__name__)

AGAIN_SECONDS = 3_600.0
MOST_REMEMBERED = 10_000


class Looks:
    """One instance per process; another process may record the same look once more."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._noted: OrderedDict[tuple[str, str], float] = OrderedDict()

    async def note(self, actor: Actor, action: str, subject: str, *, own: bool) -> None:
        """Records nothing if it is their `own`. If nothing can be stored, the log says so, and they still see it."""
        key, now = (actor.id or "", subject), time.monotonic()
        if own or now - self._noted.get(key, -AGAIN_SECONDS) < AGAIN_SECONDS:
            return
        try:
            await self._database.write(repository.append, Entry(actor, action, subject), self._clock())
        except BatonError as error:
            log.error("audit.not_written", action=action, reason=error.code)
            return
        self._noted[key] = now
        self._noted.move_to_end(key)
        while len(self._noted) > MOST_REMEMBERED:
            self._noted.popitem(last=False)
