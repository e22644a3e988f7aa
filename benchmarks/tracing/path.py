"""From the spans of many turns to one path: each step's median start and length, counted from the customer's sending.

A step is a span with the names of those above it, so that it is the same in each turn. Statements are not steps of
their own: they are grouped under the step that made them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.measurements.timing import median

BEGINS = "message"
"""The span that begins with the customer's frame."""
STATEMENT = "sql "
CALL = "POST "
"""A call of a neighbour, whose own span is a part of it."""
USUAL = 0.5
"""A step that fewer of the turns have is left out: it belongs to some messages only, such as a look at an order."""
NANOSECONDS_IN_A_MILLISECOND = 1e6

Key = tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """A span as it was received; times in nanoseconds since 1970."""

    trace: str
    id: str
    parent: str
    process: str
    name: str
    began: int
    ended: int
    conversation: str = ""


@dataclass(frozen=True)
class Asked:
    """A message as the customer's client saw it: sent, and answered."""

    conversation: str
    began: int
    ended: int


@dataclass(frozen=True)
class Step:
    """Medians over the turns that have this step, in milliseconds. `begins` counts from the customer's sending."""

    names: Key
    process: str
    begins: float
    takes: float
    share: float
    statements: float = 0.0
    in_statements: float = 0.0
    first_statement: float = 0.0
    """When the first of its statements began."""


@dataclass
class _Seen:
    """A step of one kind, in all turns."""

    process: str
    begins: list[float] = field(default_factory=list)
    takes: list[float] = field(default_factory=list)
    statements: list[list[Span]] = field(default_factory=list)
    first_statements: list[float] = field(default_factory=list)


def steps_of(traces: Iterable[Sequence[Span]], asked: Iterable[Asked]) -> list[Step]:
    """The usual steps, in the order of their beginnings, each after the one that it is a part of."""
    turns = list(_matched(traces, asked))
    seen: dict[Key, _Seen] = {}
    for spans, message in turns:
        _note(spans, message, seen)
    usual = {key: each for key, each in seen.items() if len(each.begins) >= USUAL * len(turns)}
    steps = {key: _step(key, each, len(turns)) for key, each in usual.items()}
    return list(_in_order((), steps))


def is_complete(spans: Sequence[Span]) -> bool:
    """Whether a turn's spans have come, from the frame to the reply on the customer's socket."""
    names, parents = {span.id: span.name for span in spans}, {span.parent for span in spans}
    shown = any(span.name == "show" and names.get(span.parent) == "turn" for span in spans)
    answered = all(span.id in parents for span in spans if span.name.startswith(CALL))
    return answered and shown and BEGINS in names.values() and parents <= {"", *names}


def _matched(traces: Iterable[Sequence[Span]], asked: Iterable[Asked]) -> Iterator[tuple[Sequence[Span], Asked]]:
    """Each complete trace with its message: in a conversation, the last one sent before the trace began."""
    sent: dict[str, list[Asked]] = defaultdict(list)
    for message in asked:
        sent[message.conversation].append(message)
    for spans in filter(is_complete, traces):
        first = next(span for span in spans if span.name == BEGINS)
        found = [message for message in sent[first.conversation] if message.began <= first.began <= message.ended]
        if found:
            yield spans, found[-1]


def _note(spans: Sequence[Span], message: Asked, seen: dict[Key, _Seen]) -> None:
    keys = _keys(spans)
    statements: dict[Key, list[Span]] = defaultdict(list)
    for span in spans:
        if span.name.startswith(STATEMENT) and (of := keys.get(span.parent)):
            statements[of].append(span)
    for span in spans:
        if (key := keys.get(span.id)) is None:
            continue
        each = seen.setdefault(key, _Seen(span.process))
        each.begins.append((span.began - message.began) / NANOSECONDS_IN_A_MILLISECOND)
        each.takes.append((span.ended - span.began) / NANOSECONDS_IN_A_MILLISECOND)
        made = statements[key]
        each.statements.append(made)
        if made:
            first = min(one.began for one in made)
            each.first_statements.append((first - message.began) / NANOSECONDS_IN_A_MILLISECOND)


def _keys(spans: Sequence[Span]) -> Mapping[str, Key]:
    """The names of each span and of those above it. The second of the same name beside another gets a number."""
    by_parent: dict[str, list[Span]] = defaultdict(list)
    for span in sorted(spans, key=lambda each: each.began):
        if not span.name.startswith(STATEMENT):
            by_parent[span.parent].append(span)
    keys: dict[str, Key] = {}

    def walk(parent: str, above: Key) -> None:
        counted: Counter[str] = Counter()
        for span in by_parent.get(parent, ()):
            counted[span.name] += 1
            number = counted[span.name]
            keys[span.id] = (*above, span.name if number == 1 else f"{span.name} {number}")
            walk(span.id, keys[span.id])

    walk("", ())
    return keys


def _step(key: Key, seen: _Seen, turns: int) -> Step:
    lengths = [sum(one.ended - one.began for one in made) / NANOSECONDS_IN_A_MILLISECOND for made in seen.statements]
    return Step(
        key,
        seen.process,
        median(seen.begins),
        median(seen.takes),
        len(seen.begins) / turns,
        median([float(len(made)) for made in seen.statements]),
        median(lengths),
        median(seen.first_statements) if seen.first_statements else 0.0,
    )


def _in_order(above: Key, steps: Mapping[Key, Step]) -> Iterator[Step]:
    parts = [step for key, step in steps.items() if key[:-1] == above]
    for step in sorted(parts, key=lambda each: each.begins):
        yield step
        yield from _in_order(step.names, steps)
