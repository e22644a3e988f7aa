"""Over random histories, SQL says the same as a walk through every event in plain Python."""

import random
from collections.abc import Callable

import pytest

from kit.auth import Principal
from kit.database import Database
from kit.errors import BatonError
from tests.chat.reports.desk import Desk, rows_of
from tests.chat.reports.reference import Walk, average, middle
from tests.fixtures.story import MovableClock

STEPS = 220
PEOPLE = ("mara", "lea", "tom", None, None)
ENDS = ("confirmed", "assumed", "gave_up", "with_people", "no_question", "still_open")


class Chance:
    """Somebody does something, again and again. What is not possible at that moment is refused, and changes nothing."""

    def __init__(self, desk: Desk, clock: MovableClock, seed: int) -> None:
        self.desk, self.clock, self.random = desk, clock, random.Random(seed)
        self.agents = [desk.agent("Ines"), desk.agent("Tomas")]
        self.all: list[str] = []

    def step(self) -> None:
        self.clock.move(seconds=self.random.choice((5, 40, 200, 900, 7200, 40_000)) * self.random.random())
        if len(self.all) < 3 or self.random.random() < 0.12:
            self.all.append(self.desk.arrives(self.random.choice(PEOPLE)))
        conversation = self.random.choice(self.all[-6:])
        try:
            self.random.choice(self._customer() + self._agent())(conversation)
        except (BatonError, AssertionError, IndexError):
            return

    def _customer(self) -> list[Callable[[str], object]]:
        desk, chance = self.desk, self.random
        action = chance.choice(("answer", "tentative", "clarify", "suggest", "hand_over", None))
        topic = chance.choice(("delivery", None))
        return [
            *[desk.asks] * 4,
            *[lambda each: desk.bot(each, action, topic=topic)] * 5,
            *[desk.wants_person] * 2,
            desk.goes_back,
            desk.leaves,
            desk.leaves,
            lambda each: desk.leaves_contact(each, chance.choice(("lea@example.com", "Ann@example.com"))),
            lambda each: desk.thumbs(each, chance.random() < 0.6),
            lambda each: desk.rates(each, chance.randint(1, 5)),
            lambda each: desk.said(each, chance.choice(("helped", "did_not_help", "said_no_help"))),
        ]

    def _agent(self) -> list[Callable[[str], object]]:
        desk, chance = self.desk, self.random
        agent: Principal = chance.choice(self.agents)
        return [
            *[lambda each: desk.accepts(agent, each)] * 3,
            *[lambda each: desk.replies(agent, each)] * 4,
            lambda each: desk.replies(agent, each, note=True),
            lambda each: desk.snoozes(agent, each, hours=3),
            lambda each: desk.wakes(agent, each),
            lambda each: desk.requeues(agent, each),
            lambda each: desk.requeues(agent, each, wanted_agent_id=chance.choice(self.agents).id),
            lambda each: desk.resolves(agent, each),
        ]


@pytest.mark.parametrize("seed", range(3))
def test_sql_and_a_walk_through_the_events_agree(database: Database, clock: MovableClock, seed: int) -> None:
    desk = Desk(database, clock)
    chance = Chance(desk, clock, seed)
    for stage in range(2):
        for _ in range(STEPS):
            chance.step()
        compare(desk, chance.agents, f"seed {seed}, stage {stage}")


def compare(desk: Desk, agents: list[Principal], where: str) -> None:
    walk = desk.database.read_now(Walk)
    days = desk.filters(days=400)
    counted = list(walk.counted)
    assert len(counted) > 10, where
    volume, service = desk.figures("volume", days), desk.figures("service", days)
    assert volume["conversations"][0] == len(counted), where
    found = desk.figures("containment", days)
    ends = [walk.ending_of(each) for each in counted]
    assert {key: round((found[key][0] or 0) * len(counted)) for key in ENDS} == {key: ends.count(key) for key in ENDS}
    contacts = walk.first_contacts(desk.clock())
    resolution = desk.figures("resolution", days)
    assert resolution["first_contact"][1] == contacts["known"], where
    assert round((resolution["first_contact"][0] or 0) * contacts["known"]) == contacts["known"] - contacts["again"]
    assert resolution["too_early"][0] == contacts["early"], where
    assert resolution["unknown_customers"][0] == contacts["ended"] - contacts["known"] - contacts["early"], where
    assert service["wait"] == (middle(walk.waits()), len(walk.waits())), where
    assert service["first_reply"] == (middle(walk.first_replies()), len(walk.first_replies())), where
    gone, over = walk.abandoned()
    assert service["abandonment"] == (gone / over, over), where
    handled = walk.handling()
    report = desk.figures("handling", days)
    assert report["active_time"] == (pytest.approx(average([active for _, active, _ in handled])), len(handled)), where
    wall = average([seconds for _, _, seconds in handled])
    assert report["wall_time"][0] == pytest.approx(wall, abs=1.0), "whole seconds at both ends"
    by_agent = rows_of(desk.report("handling", days), "by_agent")
    for agent in agents:
        load = by_agent[agent.name][4] if agent.name in by_agent else None
        assert load == pytest.approx(walk.most_at_once(agent.id)), where
