"""Checks a simulated day's result over HTTP: each conversation's state, who had it, and what was never sent."""

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.callers.patient import Body, PatientCaller
from benchmarks.simulation.simulated_agent import SimulatedAgent, Win
from benchmarks.simulation.simulated_customer import SimulatedCustomer

READERS_AT_ONCE = 8
ENDINGS = {"assignment.ended", "conversation.transferred", "conversation.given_back", "conversation.resolved"}
JOINED = " has joined the conversation."


@dataclass
class Accounts:
    """Numbers of conversations. All must be 0 except the total and the statuses."""

    customers: int
    accounted_for: int = 0
    claimed_twice: int = 0
    silent: int = 0
    broken_transcripts: int = 0
    by_status: Counter[str] = field(default_factory=Counter)
    invariants: dict[str, int] = field(default_factory=dict)
    waits: dict[str, Any] = field(default_factory=dict)
    drops: int = 0
    lost_races: int = 0
    requeued: int = 0


@dataclass(frozen=True)
class _Desk:
    """The agents present and the queue at the time of the check."""

    waiting: Collection[str]
    there: Collection[str]
    wins: Counter[Win]


async def settle(
    supervisor: PatientCaller, customers: Sequence[SimulatedCustomer], agents: Sequence[SimulatedAgent]
) -> Accounts:
    """Reads every conversation again, as a supervisor and as its customer."""
    queue = (await supervisor.ok("GET", "/queue"))["queue"]
    desk = _Desk(
        waiting={row["conversation_id"] for row in queue},
        there={agent.name for agent in agents if not agent.vanished},
        wins=Counter(win for agent in agents for win in agent.wins),
    )
    accounts = Accounts(len(customers))
    accounts.drops = sum(customer.drops for customer in customers)
    accounts.lost_races = sum(agent.lost_races for agent in agents)
    few = asyncio.Semaphore(READERS_AT_ONCE)

    async def one(customer: SimulatedCustomer) -> None:
        async with few:
            await _account(accounts, desk, supervisor, customer)

    await asyncio.gather(*(one(customer) for customer in customers))
    found = await supervisor.ok("GET", "/invariants")
    accounts.invariants = {each["name"]: each["count"] for each in found["invariants"]}
    accounts.waits = await supervisor.ok("GET", "/waits")
    return accounts


async def _account(accounts: Accounts, desk: _Desk, supervisor: PatientCaller, customer: SimulatedCustomer) -> None:
    if not customer.id:
        return
    conversation = await supervisor.ok("GET", customer.path)
    transcript = (await supervisor.ok("GET", f"{customer.path}/messages?limit=1000"))["messages"]
    shown = (await customer.caller.ok("GET", f"{customer.path}/messages?limit=1000"))["messages"]
    accounts.by_status[conversation["status"]] += 1
    accounts.accounted_for += _is_accounted_for(desk, conversation)
    accounts.claimed_twice += _is_claimed_twice(desk, conversation["id"], transcript)
    accounts.silent += _is_silent(conversation, transcript)
    accounts.broken_transcripts += _is_broken(customer, transcript, shown)
    accounts.requeued += any(message.get("event") == "assignment.ended" for message in transcript)


def _is_accounted_for(desk: _Desk, conversation: Body) -> bool:
    status = conversation["status"]
    if status == "queued":
        return conversation["id"] in desk.waiting
    if status == "assigned":
        return conversation["agent"]["name"] in desk.there
    return status in ("bot", "resolved")


def _is_claimed_twice(desk: _Desk, conversation_id: str, transcript: Sequence[Body]) -> bool:
    """Whether two agents had it at once by the transcript, or an agent was told that they won without the transcript
    saying so.

    The transcript may contain more than the answers: an answer can be lost with the process that sent it.
    """
    assigned: Counter[Win] = Counter()
    has_agent = False
    for message in transcript:
        event = message.get("event")
        if event == "assignment.created":
            if has_agent:
                return True
            has_agent = True
            assigned[Win(conversation_id, message["text"].removesuffix(JOINED))] += 1
        elif event in ENDINGS:
            has_agent = False
    told = {win: count for win, count in desk.wins.items() if win.conversation_id == conversation_id}
    return any(count > assigned[win] for win, count in told.items())


def _is_silent(conversation: Body, transcript: Sequence[Body]) -> bool:
    """With an agent, or resolved by one, but without a message from any agent."""
    if conversation["status"] not in ("assigned", "resolved"):
        return False
    return not any(message["author"]["kind"] == "agent" and message["kind"] == "text" for message in transcript)


def _is_broken(customer: SimulatedCustomer, transcript: Sequence[Body], shown: Sequence[Body]) -> bool:
    """A gap or a duplicate in what is stored, or in what the customer's socket showed until they left."""
    stored = [message["seq"] for message in transcript]
    readable = [message["seq"] for message in shown]
    heard_all = customer.heard == readable[: len(customer.heard)]
    return stored != list(range(1, len(stored) + 1)) or not heard_all or bool(customer.gaps + customer.doubles)
