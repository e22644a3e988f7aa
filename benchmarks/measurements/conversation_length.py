"""Whether a long conversation is slower than a short one: turns around message 200 against the first 25.

Minutes lie between the two, in which the machine's load may change. So several conversations run like a relay: while
one is at message 200, the next one starts, and the two take turns.
"""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import cycle, islice

import aiohttp

from benchmarks.callers import messages
from benchmarks.callers.customer import Customer
from benchmarks.figures import Figure, Target
from benchmarks.measurements.rounds import Conversation
from benchmarks.measurements.timing import MILLISECONDS, median
from benchmarks.references.rest_channel import RestChannel

FIRST = 25
LATE = 200  # the last of the late turns' messages is number 212, the middle one is number 200
CONVERSATIONS = 4


async def measure(session: aiohttp.ClientSession, api: str, stock: RestChannel) -> Figure:
    early: list[float] = []
    late: list[float] = []
    async with AsyncExitStack() as stack:
        old = await stack.enter_async_context(Customer(session, api))
        await _turns(old, 0, LATE - FIRST // 2)
        for _ in range(CONVERSATIONS):
            new = await stack.enter_async_context(Customer(session, api))
            await _both(new, early, old, late)
            await _turns(new, FIRST, LATE - FIRST // 2)
            old = new
    return Figure(
        name=f"a turn at message {LATE}, p50",
        value=median(late) * MILLISECONDS,
        unit="ms",
        reference=f"its first {FIRST} messages",
        reference_value=median(early) * MILLISECONDS,
        ratio=median(late) / median(early),
        target=Target("ratio", at_most=1.15),
        details={"stock_rasa_ratio": await _stock_ratio(stock)},
    )


async def _both(new: Conversation, early: list[float], old: Conversation, late: list[float]) -> None:
    """The same messages on both sides, one turn on each in alternation."""
    for text in _texts(messages.CUSTOMER, 0, FIRST):
        early.append(await new.ask(text))
        late.append(await old.ask(text))


async def _turns(conversation: Conversation, begin: int, end: int) -> None:
    for text in _texts(messages.CUSTOMER, begin, end):
        await conversation.ask(text)


async def _stock_ratio(stock: RestChannel) -> float:
    """Stock Rasa's own slowdown over the same length, for comparison."""
    conversation = stock.conversation()
    seconds = [await conversation.ask(text) for text in _texts(messages.STARTER, 0, LATE + FIRST // 2)]
    return median(seconds[-FIRST:]) / median(seconds[:FIRST])


def _texts(said: Sequence[str], begin: int, end: int) -> list[str]:
    return list(islice(cycle(said), begin, end))
