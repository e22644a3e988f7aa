"""Exactly one agent wins an accept: agents race through the connections of two processes, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from handoff.lifecycle import service
from kit.auth import Principal
from kit.database import Database
from kit.errors import Conflict
from tests.fixtures.story import START, MovableClock, Story

HANDOFFS = 300
AGENTS = 4


def race(databases: list[Database], handoff_id: str, agents: list[Principal]) -> tuple[list[str], list[Conflict]]:
    """Starts all at the same moment, alternating between the databases. Returns who won, and the others' errors."""
    start = Barrier(len(agents))
    now = START + timedelta(seconds=1)

    def claim(number: int, agent: Principal) -> str | Conflict:
        start.wait()
        try:
            databases[number % len(databases)].write_now(service.accept, handoff_id, agent, now)
        except Conflict as refused:
            return refused
        return agent.name

    outcomes = list(POOL.map(claim, range(len(agents)), agents))
    return [one for one in outcomes if isinstance(one, str)], [one for one in outcomes if isinstance(one, Conflict)]


POOL = ThreadPoolExecutor(AGENTS, thread_name_prefix="racing-agent")


@pytest.fixture
def two_databases(open_database: Callable[..., Database]) -> list[Database]:
    """Opens two databases as two `chat` processes would: nothing in memory decides who wins."""
    return [open_database(), open_database()]


def test_every_race_has_one_winner_and_all_others_are_told_who(two_databases: list[Database]) -> None:
    story = Story(two_databases[0], MovableClock())
    agents = [story.agent(f"Agent{number}") for number in range(AGENTS)]
    for _ in range(HANDOFFS):
        conversation = story.conversation()
        handoff = story.ask_for_person(conversation)
        won, refused = race(two_databases, handoff.id, agents)
        assert len(won) == 1
        told = [(each.code, each.details["agent"]["name"]) for each in refused]
        assert told == [("already_assigned", won[0])] * (AGENTS - 1)
        winner = next(agent for agent in agents if agent.name == won[0])
        two_databases[1].write_now(service.accept, handoff.id, winner, START)
        assert story.read(conversation).agent_name == won[0]
        assert story.events(conversation).count("assignment.created") == 1
