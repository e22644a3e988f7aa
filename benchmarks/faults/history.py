"""Checks a history: what writers were promised, what is stored, and what each reader saw.

It knows nothing of Baton's code, so it cannot share its mistakes. Four things may be wrong with a message: it is lost,
it is there twice, it is out of order, or nobody wrote it. The tests give it a history that is wrong in each way.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Kind = Literal["lost", "doubled", "out of order", "invented"]
KINDS: tuple[Kind, ...] = ("lost", "doubled", "out of order", "invented")


@dataclass(frozen=True)
class Line:
    """A stored message as a reader gets it."""

    seq: int
    author: str
    """`customer`, `bot`, `agent` or `system`."""
    text: str
    public: bool = True


@dataclass(frozen=True)
class Promise:
    """An acknowledgement: the server said that this text is stored under this number."""

    author: str
    text: str
    seq: int


@dataclass
class Reader:
    """Everything that one reader was shown, in the order of arrival, over all of their connections."""

    name: str
    seen: list[Line] = field(default_factory=list)
    reads_internal: bool = False
    starts_after: int = 0
    """The last `seq` that the reader knew before."""


@dataclass
class History:
    """One conversation. A text that is attempted is different from every other one of its author."""

    conversation: str
    attempted: list[tuple[str, str]] = field(default_factory=list)
    """Author and text of every message that somebody tried to send, whether or not it was acknowledged."""
    promises: list[Promise] = field(default_factory=list)
    stored: list[Line] = field(default_factory=list)
    readers: list[Reader] = field(default_factory=list)


@dataclass(frozen=True)
class Problem:
    kind: Kind
    conversation: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.conversation}, {self.where}: {self.what} ({self.kind})"


def check(history: History) -> list[Problem]:
    """What is wrong with it; nothing if it kept its word."""
    found = [
        *_numbers(history.stored),
        *_authors(history),
        *_promises(history),
        *_repeated_replies(history.stored),
    ]
    problems = [Problem(kind, history.conversation, "stored", what) for kind, what in found]
    for reader in history.readers:
        shown = _reading(reader, history.stored)
        problems += [Problem(kind, history.conversation, f"read by {reader.name}", what) for kind, what in shown]
    return problems


def count(problems: Sequence[Problem]) -> Mapping[Kind, int]:
    """How many of each kind, the kinds without any included."""
    counted = Counter(problem.kind for problem in problems)
    return {kind: counted[kind] for kind in KINDS}


Found = Iterator[tuple[Kind, str]]


def _numbers(stored: Sequence[Line]) -> Found:
    """They run from 1 without a gap."""
    seqs = [line.seq for line in stored]
    for seq, times in sorted(Counter(seqs).items()):
        if times > 1:
            yield "doubled", f"{times} messages have the number {seq}"
    for seq in sorted(set(range(1, max(seqs, default=0) + 1)) - set(seqs)):
        yield "lost", f"number {seq} is missing"
    if seqs != sorted(seqs):
        yield "out of order", "the numbers do not rise"


def _authors(history: History) -> Found:
    """People's messages: each was attempted by its author, and is there once."""
    attempted = set(history.attempted)
    said = Counter((line.author, line.text) for line in history.stored if line.author in ("customer", "agent"))
    for (author, text), times in said.items():
        if (author, text) not in attempted:
            yield "invented", f"nobody sent {text!r} as {author}"
        if times > 1:
            yield "doubled", f"{text!r} is stored {times} times"


def _promises(history: History) -> Found:
    """What was acknowledged is stored under the acknowledged number, in the order in which its author sent it."""
    places = {(line.author, line.text): line.seq for line in reversed(history.stored)}
    last: dict[str, Promise] = {}
    for promise in history.promises:
        place = places.get((promise.author, promise.text))
        if place is None:
            yield "lost", f"{promise.text!r} was acknowledged as number {promise.seq}"
        elif place != promise.seq:
            yield "out of order", f"{promise.text!r} was acknowledged as number {promise.seq} and is number {place}"
        before = last.get(promise.author)
        if before is not None and before.seq > promise.seq:
            yield "out of order", f"{promise.text!r} stands before {before.text!r}, which was sent earlier"
        last[promise.author] = promise


def _repeated_replies(stored: Sequence[Line]) -> Found:
    """A turn that ran twice says the same twice in a row.

    So may the bot, to a customer who asked the same twice before it answered: as often as there are messages that no
    earlier reply can belong to.
    """
    asked = answered = same = 0
    before: Line | None = None
    for line in stored:
        if line.author == "customer":
            asked, answered = asked + 1, answered + (before is not None and before.author == "bot")
        is_repeated = before is not None and line.author == "bot" and (before.author, before.text) == ("bot", line.text)
        same = same + 1 if is_repeated else 1
        if is_repeated and same > asked - answered:
            yield "doubled", f"the bot said {line.text!r} {same} times in a row, up to {line.seq}"
        before = line


def _reading(reader: Reader, stored: Sequence[Line]) -> Found:
    """A reader sees every message that is theirs to see, once, in order, as it is stored."""
    readable = {
        line.seq: line for line in stored if line.seq > reader.starts_after and (line.public or reader.reads_internal)
    }
    times = Counter(line.seq for line in reader.seen)
    for seq, line in readable.items():
        if seq not in times:
            yield "lost", f"never saw number {seq}, {line.text!r}"
        elif times[seq] > 1:
            yield "doubled", f"saw number {seq} {times[seq]} times"
    for seen in reader.seen:
        if seen.seq not in readable or readable[seen.seq] != seen:
            yield "invented", f"saw {seen.text!r} as number {seen.seq}, which is not stored like this"
    for before, seen in pairwise(reader.seen):
        if seen.seq < before.seq:
            yield "out of order", f"saw number {seen.seq} after number {before.seq}"
