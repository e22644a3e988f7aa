"""Slows down guessing of passwords and codes, without letting a stranger lock anybody out.

A stranger's failures count against their address, against the account from that address, and against the account from
everywhere. A device on which the person signed in before (`staff.sign_in.device`) has a counter of its own, and none of
a stranger's: so the person gets in while somebody else guesses. Unknown accounts are counted like known ones.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection

from kit.clock import Clock
from kit.database import Database
from kit.errors import RateLimited
from staff.attempts import repository

MINUTE = 60
HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Limits:
    """Most failures within a minute; of codes, within an hour. 0 means no limit."""

    of_address: int = 20
    of_account: int = 10
    of_account_from_everywhere: int = 50
    codes: int = 10


@dataclass(frozen=True, slots=True)
class Caller:
    """Who tries: an address, and the person's known device if it is one."""

    address: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted: at most `times` in `seconds`."""

    name: str
    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """A counted attempt, to be taken back if it was right."""

    counters: Sequence[Counter]
    moment: float


class Throttle:
    """Counts attempts before they are checked, so that simultaneous ones are counted too."""

    def __init__(self, database: Database, clock: Clock, limits: Limits | None = None) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits or Limits()

    async def admit(self, kind: Literal["password", "code"], account: str, caller: Caller) -> Attempt:
        """Counts an attempt at this account. Raises RateLimited if there were too many."""
        counters = [each for each in self._counters(kind, account, caller) if each.times > 0]
        now = self._clock().timestamp()
        # Refusing is a read: a flood of attempts writes nothing.
        await self._database.read(_check, counters, now)
        await self._database.write(_count, counters, now)
        return Attempt(counters, now)

    async def forgive(self, attempt: Attempt) -> None:
        """Takes the attempt back, because it was right."""
        await self._database.write(_take_back, attempt.counters, attempt.moment)

    def _counters(self, kind: str, account: str, caller: Caller) -> list[Counter]:
        limits = self._limits
        times, seconds = (limits.codes, HOUR) if kind == "code" else (limits.of_account, MINUTE)
        if caller.device:
            return [Counter(_hash(kind, "device", account, caller.device), times, seconds)]
        everywhere = limits.of_account_from_everywhere if kind == "password" else times
        return [
            Counter(_hash("address", caller.address), limits.of_address, MINUTE),
            Counter(_hash(kind, "account", account, caller.address), times, seconds),
            Counter(_hash(kind, "everywhere", account), everywhere, seconds),
        ]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _check(connection: Connection, counters: Sequence[Counter], now: float) -> None:
    for counter in counters:
        _recent(repository.read_moments(connection, counter.name), counter, now)


def _count(connection: Connection, counters: Sequence[Counter], now: float) -> None:
    repository.delete_past(connection, now)
    counted = []
    for counter in sorted(counters, key=lambda each: each.name):  # in one order, so that two never wait for each other
        until = datetime.fromtimestamp(now + counter.seconds, UTC)
        moments = _recent(repository.lock_moments(connection, counter.name, until), counter, now)
        counted.append((counter.name, [*moments, now], until))
    for name, moments, until in counted:
        repository.store_moments(connection, name, moments, until)


def _recent(moments: Sequence[float], counter: Counter, now: float) -> list[float]:
    """Returns what still counts. Raises RateLimited with the time until there is room again."""
    recent = [moment for moment in moments if moment > now - counter.seconds]
    if len(recent) >= counter.times:
        wait = max(1, math.ceil(recent[-counter.times] + counter.seconds - now))
        raise RateLimited("Too many failed attempts. Please wait a moment.", retry_after=wait)
    return recent


def _take_back(connection: Connection, counters: Sequence[Counter], moment: float) -> None:
    for counter in sorted(counters, key=lambda each: each.name):
        until = datetime.fromtimestamp(moment + counter.seconds, UTC)
        moments = repository.lock_moments(connection, counter.name, until)
        if moment in moments:
            moments.remove(moment)
        repository.store_moments(connection, counter.name, moments, until)
