"""`./baton benchmark trace`: plays turns over customers' sockets, and says where their time goes, frame to frame.

Spans cost processor time themselves. So a second Baton without spans runs beside, in turns with the first, and its
processes say what a turn costs each of them.
"""

import re
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from benchmarks.callers import messages
from benchmarks.callers.customer import Customer
from benchmarks.figures import Figure, beside
from benchmarks.measurements.rounds import Side, run_round
from benchmarks.measurements.timing import MILLISECONDS, median
from benchmarks.processes.resources import cpu_seconds_of
from benchmarks.processes.running_baton import RunningBaton, running_baton
from benchmarks.tracing.path import NANOSECONDS_IN_A_MILLISECOND, Asked, Span, Step, is_complete, steps_of
from benchmarks.tracing.receiver import Receiver, receiving
from benchmarks.workspace import Workspace

ROUNDS_OF = {1: 12, 8: 4}
FEW_ROUNDS_OF = {1: 1, 2: 1}
SPANS_COME_WITHIN_SECONDS = 15.0
_NUMBERED = re.compile(r"-\d+$")


class TimedCustomer:
    """A customer who notes when each message was sent and answered, by the clock of spans."""

    def __init__(self, customer: Customer, asked: list[Asked]) -> None:
        self._customer = customer
        self._asked = asked

    async def ask(self, text: str) -> float:
        if self._customer.is_queued:
            await self._customer.back_to_bot()
        began = time.time_ns()
        seconds = await self._customer.ask(text)
        self._asked.append(Asked(self._customer.id, began, time.time_ns()))
        return seconds


@dataclass
class Traced:
    """A Baton that sends spans here, and its customers."""

    baton: RunningBaton
    session: aiohttp.ClientSession
    receiver: Receiver
    asked: list[Asked]

    def side(self) -> Side:
        return Side("traced", self._customer, messages.CUSTOMER, tuple(self.baton.process_ids().values()))

    async def turns(self) -> tuple[list[Asked], list[list[Span]]]:
        """What was asked since the last call, and its spans."""
        asked, conversations = list(self.asked), {each.conversation for each in self.asked}
        self.asked.clear()
        await self.receiver.until(lambda traces: sum(map(is_complete, traces)) >= len(asked), SPANS_COME_WITHIN_SECONDS)
        traces = [spans for spans in self.receiver.traces.values() if _of(spans) & conversations]
        self.receiver.traces.clear()
        return asked, traces

    @asynccontextmanager
    async def _customer(self) -> AsyncIterator[TimedCustomer]:
        async with Customer(self.session, self.baton.api) as customer:
            yield TimedCustomer(customer, self.asked)


def _of(spans: Sequence[Span]) -> set[str]:
    return {span.conversation for span in spans}


async def measure(workspace: Workspace) -> list[Figure]:
    """The steps of a turn for each number of conversations, and what a turn costs each process."""
    figures: list[Figure] = []
    async with (
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session,
        receiving() as receiver,
        running_baton(workspace, workspace.folder("traced"), BATON_TRACES_URL=receiver.url) as baton,
        running_baton(workspace, workspace.folder("untraced")) as untraced,
    ):
        await baton.complete()
        await untraced.complete()
        traced = Traced(baton, session, receiver, [])
        plain = Side("untraced", lambda: Customer(session, untraced.api), messages.CUSTOMER)
        for side in (traced.side(), plain):
            await run_round(side, 2)  # the first turns load and warm up what later ones use
        await traced.turns()
        for conversations, rounds in (FEW_ROUNDS_OF if workspace.small else ROUNDS_OF).items():
            workspace.say(f"{conversations} conversations at once")
            figures += await _measured(traced, plain, untraced, conversations, rounds)
    return figures


async def _measured(
    traced: Traced, plain: Side, untraced: RunningBaton, conversations: int, rounds: int
) -> list[Figure]:
    spent: dict[str, list[float]] = defaultdict(list)
    with_spans: list[float] = []
    for _ in range(rounds):
        done = await run_round(traced.side(), conversations)
        with_spans.append(done.processor_seconds_a_turn)
        before = _processor_seconds(untraced)
        done = await run_round(plain, conversations)
        for name, seconds in _processor_seconds(untraced).items():
            spent[name].append((seconds - before[name]) / len(done.seconds))
    asked, traces = await traced.turns()
    whole = [(each.ended - each.began) / NANOSECONDS_IN_A_MILLISECOND for each in asked]
    steps = steps_of(traces, asked)
    shown = [Step(("customer",), "customer", 0.0, median(whole), 1.0), *steps]
    figures = [_figure(step, conversations, len(asked)) for step in shown]
    made = sum(step.statements for step in steps)
    figures.append(Figure(f"statements a turn, {_at_once(conversations)}", made, "statements"))
    costs = {name: median(seconds) * MILLISECONDS for name, seconds in spent.items()}
    everything = sum(costs.values())
    for name, cost in sorted(costs.items(), key=lambda each: -each[1]):
        figures.append(
            beside(f"processor time a turn, {_at_once(conversations)}, {name}", cost, "ms", "all processes", everything)
        )
    of_spans = (median(with_spans) * MILLISECONDS, "ms", "without spans", everything)
    return [*figures, beside(f"processor time a turn with spans, {_at_once(conversations)}", *of_spans)]


def _figure(step: Step, conversations: int, turns: int) -> Figure:
    name = " > ".join(step.names)
    details = {
        "step": name,
        "process": step.process,
        "conversations": conversations,
        "turns": turns,
        "begins": step.begins,
        "share": step.share,
        "statements": step.statements,
        "in_statements": step.in_statements,
        "first_statement": step.first_statement,
    }
    return Figure(f"{name}, {_at_once(conversations)}", step.takes, "ms", details=details)


def _at_once(conversations: int) -> str:
    return f"{conversations} conversation{'s' if conversations > 1 else ''}"


def _processor_seconds(baton: RunningBaton) -> dict[str, float]:
    """By process; those that are started several times are one."""
    spent: dict[str, float] = defaultdict(float)
    for name, pid in baton.process_ids().items():
        spent[_NUMBERED.sub("", name)] += cpu_seconds_of(pid)
    return spent
