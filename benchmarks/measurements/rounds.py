"""Rounds: several sides of a comparison, each asked in the same way, in alternation, many times."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from typing import Protocol

from benchmarks.measurements.timing import percentile
from benchmarks.processes.resources import cpu_seconds_of


class Conversation(Protocol):
    """Anything that can be asked and reports how long the reply took."""

    async def ask(self, text: str) -> float: ...


@dataclass(frozen=True)
class Round:
    """One side's results in one round."""

    seconds: Sequence[float]
    elapsed: float
    processor_seconds: float = 0.0

    @property
    def p50(self) -> float:
        return percentile(self.seconds, 0.5)

    @property
    def replies_per_second(self) -> float:
        return len(self.seconds) / self.elapsed

    @property
    def processor_seconds_a_turn(self) -> float:
        return self.processor_seconds / len(self.seconds)


@dataclass(frozen=True)
class Side:
    """One side of a comparison: how to open a conversation, what is said in it, and which processes answer."""

    name: str
    open: Callable[[], AbstractAsyncContextManager[Conversation]]
    messages: Sequence[str]
    process_ids: Sequence[int] = ()

    def processor_seconds(self) -> float:
        return sum(cpu_seconds_of(pid) for pid in self.process_ids)


async def run_round(side: Side, conversations: int) -> Round:
    """Runs several new conversations at once; each continues as soon as it is answered. Opening them is not timed."""
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(side.open()) for _ in range(conversations)]
        began, used = time.perf_counter(), side.processor_seconds()
        seconds = await asyncio.gather(*(_hold(conversation, side.messages) for conversation in opened))
        elapsed, used = time.perf_counter() - began, side.processor_seconds() - used
    return Round([second for each in seconds for second in each], elapsed, used)


async def _hold(conversation: Conversation, messages: Sequence[str]) -> list[float]:
    return [await conversation.ask(message) for message in messages]


async def interleaved(sides: Sequence[Side], conversations: int, rounds: int) -> dict[str, list[Round]]:
    """Each side runs once per round; in each round another one goes first."""
    done: dict[str, list[Round]] = {side.name: [] for side in sides}
    for number in range(rounds):
        turned = number % len(sides)
        for side in [*sides[turned:], *sides[:turned]]:
            done[side.name].append(await run_round(side, conversations))
    return done
