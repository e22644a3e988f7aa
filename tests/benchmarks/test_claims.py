"""Racing claims, few of them: every race has one winner whom all others are told, and the figures say so."""

import aiohttp

from benchmarks.callers.patient import PatientCaller
from benchmarks.measurements.claims import Racer, Races, figures, race
from tests.fixtures.callers import API
from tests.fixtures.chat_process import ServedChat

AGENTS = 6
HANDOFFS = 5


async def test_every_race_over_http_has_one_winner(chat: ServedChat) -> None:
    people = [await chat.person("agent", name=f"Racer {number}") for number in range(AGENTS)]
    async with aiohttp.ClientSession() as session:
        anybody = PatientCaller(session, chat.url + API)
        racers = [Racer(person.name, anybody.as_somebody(person.token or "")) for person in people]
        races = await race(anybody, racers, HANDOFFS)
    assert (races.run, races.one_winner, races.all_told, races.stored) == (HANDOFFS,) * 4
    assert all(figure.met for figure in figures(races, AGENTS))


def test_a_race_that_two_have_won_is_not_met() -> None:
    found = figures(Races(run=10, one_winner=9, all_told=10, stored=10, seconds=1.0), AGENTS)
    assert [figure.met for figure in found] == [False, True, True]
