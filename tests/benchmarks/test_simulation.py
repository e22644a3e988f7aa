"""The simulation, small: whatever its customers and agents go through, everybody is accounted for."""

from typing import Any

from benchmarks.simulation.simulation import Desk, Sizes, figures, simulate
from tests.fixtures.callers import API
from tests.fixtures.chat_process import StartChat, free_port
from tests.fixtures.neighbours import Neighbours, repeats

AGENTS = 5
SMALL = Sizes(customers=40, arrivals_seconds=2.0, handling_seconds=0.3, drops_every_seconds=1.0, longest_seconds=60.0)
QUICKLY_LOST: dict[str, Any] = {
    "presence_lease_seconds": 2,
    "presence_api_lease_seconds": 2,
    "presence_grace_seconds": 1,
}


async def test_after_drops_vanished_agents_and_a_kill_everybody_is_accounted_for(
    start_chat: StartChat, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    changes = {**QUICKLY_LOST, "port": free_port()}
    running = [await start_chat(**changes)]
    agents = [await running[0].person("agent", name=f"Agent {number}") for number in range(AGENTS)]
    supervisor = await running[0].person("supervisor")

    async def kill() -> None:
        await running[-1].kill()
        running.append(await start_chat(**changes))

    tokens = [(agent.name, agent.token or "") for agent in agents]
    desk = Desk(running[0].url + API, tokens, supervisor.token or "", kill)
    accounts = await simulate(desk, SMALL)
    assert len(running) == 2
    assert (accounts.accounted_for, accounts.customers) == (SMALL.customers, SMALL.customers)
    assert accounts.by_status["resolved"] + accounts.by_status["bot"] == SMALL.customers
    assert (accounts.claimed_twice, accounts.silent, accounts.broken_transcripts) == (0, 0, 0)
    assert set(accounts.invariants.values()) == {0}
    assert accounts.requeued, "the agent who vanished had somebody, who went to a colleague"
    assert accounts.drops
    assert all(figure.met for figure in figures(accounts)[:5])
