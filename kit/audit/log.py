"""Writes entries in the transaction of what they record, and checks the chain."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from kit.audit import repository
from kit.audit.entry import Entry, rehash
from kit.clock import Clock

P = ParamSpec("P")
T = TypeVar("T")


def audited(
    work: Callable[Concatenate[Connection, P], T], clock: Clock, entry: Callable[[T], Entry | None]
) -> Callable[Concatenate[Connection, P], T]:
    """`work` with an entry at the end of its transaction: both are stored, or neither. None records nothing."""

    def with_entry(connection: Connection, /, *args: P.args, **kwargs: P.kwargs) -> T:
        result = work(connection, *args, **kwargs)
        if (made := entry(result)) is not None:
            repository.append(connection, made, clock())
        return result

    return with_entry


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken` says what is wrong with entry `seq`, the first that is; empty if the whole chain holds."""

    entries: int
    hash: str
    seq: int = 0
    broken: str = ""


def verify(connection: Connection) -> Verdict:
    """Follows the chain from the first entry to its end. Call it in a read transaction."""
    previous, count = "", 0
    for row in repository.read_all(connection):
        count += 1
        if row.seq != count:
            return Verdict(count - 1, previous, count, "is missing")
        if rehash(row, previous) != row.hash:
            return Verdict(count - 1, previous, count, "was changed, or does not follow the one before it")
        previous = row.hash
    head = repository.read_head(connection)
    if head is None:
        return Verdict(count, previous, count + 1, "cannot be checked: the end of the chain is not noted")
    if head[0] > count:
        return Verdict(count, previous, count + 1, "is missing: the log was cut off")
    if head != (count, previous):
        return Verdict(count, previous, count, "is not the end of the chain that was noted")
    return Verdict(count, previous)
