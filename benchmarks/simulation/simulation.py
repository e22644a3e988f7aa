"""A day of handoffs in minutes: customers arrive, agents race for them and vanish, `chat` is killed in the middle.

It talks to any running `chat`, only over HTTP and sockets. It does not measure speed but whether any customer was
forgotten.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import aiohttp

from benchmarks.callers.patient import PatientCaller
from benchmarks.figures import Figure, Target, beside
from benchmarks.processes.processes import CannotMeasure
from benchmarks.simulation.accounting import Accounts, settle
from benchmarks.simulation.simulated_agent import SimulatedAgent
from benchmarks.simulation.simulated_customer import SimulatedCustomer

SEED = 4
GIVES_UP = 0.05
VANISHES_ONE_OF = 10
AT_FIRST_OR_SECOND = 2

Kill = Callable[[], Awaitable[None]]
"""Kills `chat` while it is working and waits for its restart."""


@dataclass(frozen=True)
class Sizes:
    """Times are shortened: a handling time of minutes takes seconds here."""

    customers: int = 1_000
    arrivals_seconds: float = 120.0
    handling_seconds: float = 5.0
    drops_every_seconds: float = 15.0
    longest_seconds: float = 600.0


@dataclass(frozen=True)
class Desk:
    """A running `chat` and the tokens of its staff, the agents by name."""

    api: str
    agents: Sequence[tuple[str, str]]
    supervisor: str
    kill: Kill


async def simulate(desk: Desk, sizes: Sizes) -> Accounts:
    """Runs until no customer waits any more, and accounts for all of them."""
    chance = random.Random(SEED)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        agents = _agents(session, desk, sizes, chance)
        customers = _customers(session, desk, sizes, chance)
        working = [asyncio.create_task(agent.run()) for agent in agents]
        try:
            async with asyncio.timeout(sizes.longest_seconds):
                await _day(customers, desk, sizes, chance)
        except TimeoutError:
            pass  # a customer not served by now is in the queue or with an agent, and counted there
        finally:
            for task in working:
                task.cancel()
            ended = await asyncio.gather(*working, return_exceptions=True)
        _raise_first(ended)
        return await settle(PatientCaller(session, desk.api, desk.supervisor), customers, agents)


async def _day(customers: Sequence[SimulatedCustomer], desk: Desk, sizes: Sizes, chance: random.Random) -> None:
    """Each customer's arrival time; the kill happens once half of them have arrived."""
    through = 0
    half = asyncio.Event()

    async def one(customer: SimulatedCustomer, comes_at: float) -> None:
        nonlocal through
        await asyncio.sleep(comes_at)
        await customer.run()
        through += 1
        if through * 2 >= len(customers):
            half.set()

    async with asyncio.TaskGroup() as group:
        for customer in customers:
            group.create_task(one(customer, chance.uniform(0, sizes.arrivals_seconds)))
        await half.wait()
        await desk.kill()


def _agents(session: aiohttp.ClientSession, desk: Desk, sizes: Sizes, chance: random.Random) -> list[SimulatedAgent]:
    """One in ten vanishes, but at least one."""
    vanish = max(1, len(desk.agents) // VANISHES_ONE_OF)
    return [
        SimulatedAgent(
            PatientCaller(session, desk.api, token),
            name,
            random.Random(chance.random()),
            handling_seconds=sizes.handling_seconds,
            vanishes_at=chance.randint(1, AT_FIRST_OR_SECOND) if number < vanish else None,
        )
        for number, (name, token) in enumerate(desk.agents)
    ]


def _customers(
    session: aiohttp.ClientSession, desk: Desk, sizes: Sizes, chance: random.Random
) -> list[SimulatedCustomer]:
    return [
        SimulatedCustomer(
            PatientCaller(session, desk.api),
            random.Random(chance.random()),
            drops_every=sizes.drops_every_seconds,
            gives_up=chance.random() < GIVES_UP,
        )
        for _ in range(sizes.customers)
    ]


def _raise_first(ended: Sequence[object]) -> None:
    """An agent who could not go on would make every figure wrong."""
    for each in ended:
        if isinstance(each, Exception):
            raise CannotMeasure(f"an agent could not go on: {each}") from each


def figures(accounts: Accounts) -> list[Figure]:
    nobody = Target("value", at_most=0)
    broken = sum(accounts.invariants.values())
    details = {
        **accounts.by_status,
        "connections dropped": accounts.drops,
        "races lost": accounts.lost_races,
        "requeued": accounts.requeued,
    }
    everybody = Target("ratio", at_least=1)
    name = "simulated conversations accounted for"
    return [
        beside(
            name,
            accounts.accounted_for,
            "",
            "customers",
            accounts.customers,
            target=everybody,
            details=details,
        ),
        Figure("claimed twice", accounts.claimed_twice, "", target=nobody),
        Figure("silent", accounts.silent, "", target=nobody),
        Figure("transcripts with a gap or a double", accounts.broken_transcripts, "", target=nobody),
        Figure("invariants broken", broken, "", target=nobody, details=accounts.invariants),
        *_wait_figures(accounts),
    ]


def _wait_figures(accounts: Accounts) -> list[Figure]:
    """None if too few customers were told a range."""
    waits = accounts.waits
    if waits["coverage"] is None:
        return []
    told = {"scored": waits["scored"], "median width": waits["median_width_seconds"]}
    promised = Target("value", at_least=waits["share"])
    found = [Figure("waits within the told range", waits["coverage"], "", target=promised, details=told)]
    if waits["score_of_mean"]:
        mean = "the mean of recent waits"
        better = Target("ratio", at_most=0.8)
        found.append(beside("interval score", waits["score"], "s", mean, waits["score_of_mean"], target=better))
    return found
