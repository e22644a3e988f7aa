"""Rounds: several sides of a comparison, each asked the same way, one after the other, many times over."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from typing import Protocol

from benchmarks.timing import percentile


class Conversation(Protocol):
    """Whatever can be asked and tells how long the reply took."""

    async def ask(self, text: str) -> float: ...


@dataclass(frozen=True)
class Round:
    """What one side did in one round."""

    seconds: Sequence[float]
    elapsed: float

    @property
    def p50(self) -> float:
        return percentile(self.seconds, 0.5)

    @property
    def replies_per_second(self) -> float:
        return len(self.seconds) / self.elapsed


@dataclass(frozen=True)
class Side:
    """One side of a comparison: how to open a conversation there, and what is said in it."""

    name: str
    open: Callable[[], AbstractAsyncContextManager[Conversation]]
    messages: Sequence[str]


async def run_round(side: Side, conversations: int) -> Round:
    """So many new conversations at once, each going on as soon as it is answered. Opening them is not timed."""
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(side.open()) for _ in range(conversations)]
        began = time.perf_counter()
        seconds = await asyncio.gather(*(_hold(conversation, side.messages) for conversation in opened))
        elapsed = time.perf_counter() - began
    return Round([second for each in seconds for second in each], elapsed)


async def _hold(conversation: Conversation, messages: Sequence[str]) -> list[float]:
    return [await conversation.ask(message) for message in messages]


async def interleaved(sides: Sequence[Side], conversations: int, rounds: int) -> dict[str, list[Round]]:
    """Each side once in each round, and another one first each time."""
    done: dict[str, list[Round]] = {side.name: [] for side in sides}
    for number in range(rounds):
        turned = number % len(sides)
        for side in [*sides[turned:], *sides[:turned]]:
            done[side.name].append(await run_round(side, conversations))
    return done
