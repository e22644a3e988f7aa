"""How long a turn takes, from the customer's socket and back, against stock Rasa and against our model under plain
Rasa.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from benchmarks.callers import messages
from benchmarks.callers.customer import Customer
from benchmarks.figures import Figure, Target, beside
from benchmarks.measurements import conversation_length
from benchmarks.measurements.rounds import Round, Side, interleaved, run_round
from benchmarks.measurements.timing import MILLISECONDS, median, percentile, ratio_of_rounds
from benchmarks.processes.running_baton import RunningBaton, running_baton
from benchmarks.references.bare_rasa import answering_bare_rasa
from benchmarks.references.rest_channel import RestChannel
from benchmarks.references.stock_rasa import answering_stock_rasa, prepare
from benchmarks.workspace import Workspace

ROUNDS_OF = {1: 12, 8: 5, 32: 2}
BOT_PROCESSES = 2  # the number that `./baton up` starts
BUSY = 8


@dataclass(frozen=True)
class Sides:
    baton: RunningBaton
    session: aiohttp.ClientSession
    stock: RestChannel
    bare: RestChannel
    handoffs: list[int]

    def all(self) -> list[Side]:
        return [
            Side("baton", self._customer, messages.CUSTOMER, tuple(self.baton.process_ids().values())),
            Side("stock", self.stock.conversation, messages.STARTER, self.stock.process_ids),
            Side("bare", self.bare.conversation, messages.CUSTOMER, self.bare.process_ids),
        ]

    @asynccontextmanager
    async def _customer(self) -> AsyncIterator[Customer]:
        async with Customer(self.session, self.baton.api) as customer:
            yield customer
            self.handoffs.append(customer.handoffs)


async def measure(workspace: Workspace) -> list[Figure]:
    """All sides run at the same time and take turns, so that a disturbance affects all."""
    await prepare(workspace)
    async with _running(workspace) as sides:
        for side in sides.all():
            await run_round(side, 2)  # the first turns load and warm up what later ones use
        figures: list[Figure] = []
        for conversations, rounds in ROUNDS_OF.items():
            workspace.say(f"{conversations} conversations at once")
            done = await interleaved(sides.all(), conversations, rounds)
            figures.append(_latency(conversations, done))
            if conversations == BUSY:
                figures += _throughput(done)
        workspace.say("conversations of 200 messages")
        figures.append(await conversation_length.measure(sides.session, sides.baton.api, sides.stock))
        workspace.say(
            f"turns that went to the queue: {sum(sides.handoffs)}; turns without a reply: "
            f"stock Rasa {sides.stock.empty_replies}, bare Rasa {sides.bare.empty_replies}"
        )
        return figures


@asynccontextmanager
async def _running(workspace: Workspace) -> AsyncIterator[Sides]:
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        running_baton(workspace, workspace.folder("turns")) as baton,
    ):
        await baton.complete()
        async with (
            answering_stock_rasa(workspace, session) as stock,
            answering_bare_rasa(workspace, session, baton.data, BOT_PROCESSES) as bare,
        ):
            yield Sides(baton, session, stock, bare, [])


def _latency(conversations: int, done: dict[str, list[Round]]) -> Figure:
    ours, stock, bare = (done[name] for name in ("baton", "stock", "bare"))
    return Figure(
        name=f"a turn, {conversations} conversation{'s' if conversations > 1 else ''}, p50",
        value=_p50(ours),
        unit="ms",
        reference="stock Rasa, first messages",
        reference_value=_p50(stock),
        ratio=ratio_of_rounds([each.p50 for each in ours], [each.p50 for each in stock]),
        target=Target("ratio", at_most=0.5) if conversations == 1 else None,
        details={
            "p95": _p95(ours),
            "reference_p95": _p95(stock),
            "bare_rasa_p50": _p50(bare),
            "turns": sum(len(each.seconds) for each in ours),
        },
    )


def _throughput(done: dict[str, list[Round]]) -> list[Figure]:
    ours = [each.replies_per_second for each in done["baton"]]
    used = [each.processor_seconds_a_turn * MILLISECONDS for each in done["baton"]]
    figures = []
    for reference, name, at_least in (("one stock Rasa", "stock", 5.0), ("our model, two bare Rasas", "bare", 0.7)):
        theirs = [each.replies_per_second for each in done[name]]
        figures.append(
            Figure(
                name=f"durable replies a second, {BUSY} conversations",
                value=median(ours),
                unit="/s",
                reference=reference,
                reference_value=median(theirs),
                ratio=ratio_of_rounds(ours, theirs),
                target=Target("ratio", at_least=at_least),
            )
        )
        theirs = [each.processor_seconds_a_turn * MILLISECONDS for each in done[name]]
        figures.append(beside("processor time a turn, all processes", median(used), "ms", reference, median(theirs)))
    return figures


def _p50(rounds: Sequence[Round]) -> float:
    return percentile(_seconds(rounds), 0.5) * MILLISECONDS


def _p95(rounds: Sequence[Round]) -> float:
    return percentile(_seconds(rounds), 0.95) * MILLISECONDS


def _seconds(rounds: Sequence[Round]) -> list[float]:
    return [second for each in rounds for second in each.seconds]
