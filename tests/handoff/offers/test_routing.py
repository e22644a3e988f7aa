"""Waiting handoffs are offered to one agent after another, by the department's routing, and never get stuck."""

import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from conversations.conversation import Opening
from conversations.service import open_conversation
from handoff.agents.service import change_agent
from handoff.follow_ups import service as follow_ups
from handoff.lifecycle import service
from handoff.offers import repository as offers_repository
from handoff.offers import service as service_of_offers
from handoff.offers.choice import AgentCandidate, Rules, choose
from handoff.offers.models import offers
from handoff.offers.runner import RoutingRunner
from handoff.offers.service import end_offer, list_offerable, list_stale, offer_handoff
from handoff.presence import service as presence
from handoff.presence.presence import State
from handoff.queue.service import list_queue
from kit.auth import Principal
from kit.database import Database
from kit.events import Event
from staff.departments import service as departments_service
from staff.departments.department import Department, Routing
from tests.fixtures.story import START, Story

RULES = Rules(capacity=2, offer_lasts=timedelta(seconds=30))


class Desk:
    """A department with a routing, and the helpers that tests of routing need."""

    def __init__(self, story: Story) -> None:
        self.story, self.database, self.clock = story, story.database, story.clock
        self.runner = RoutingRunner(self.database, self.clock, RULES)
        self.department = self.database.write_now(departments_service.ensure_default_department, START)
        self.route("least_busy")

    def route(self, routing: Routing) -> None:
        self.database.write_now(departments_service.change_department, self.department.id, {"routing": routing})

    def online(self, name: str, **changes: Any) -> Principal:
        agent = self.story.agent(name)
        if changes:
            self.database.write_now(change_agent, agent.id, changes, self.clock())
        self.comes(agent)
        return agent

    def comes(self, agent: Principal, state: State = "online") -> None:
        self.database.write_now(presence.set_presence, agent.id, state, self.clock(), lease_seconds=1_000_000)

    def waiting(self, customer: str | None = None, *, locale: str | None = None, **memory: Any) -> str:
        identity = {"id": customer} if customer else None
        opening = Opening(locale=locale, identity=identity, memory=memory)
        opened, _ = self.database.write_now(open_conversation, opening, self.clock())
        self.clock.move(seconds=0.001)
        return self.story.ask_for_person(opened.id).conversation_id

    def take(self, conversation: str, agent: Principal) -> None:
        self.database.write_now(service.accept, self.story.handoff(conversation).id, agent, self.clock())

    def resolve(self, conversation: str, agent: Principal) -> None:
        self.database.write_now(service.resolve, conversation, agent, self.clock())

    async def offered_to(self, conversation: str) -> str | None:
        """Returns the agent it is offered to after one round."""
        await self.runner.look_once()
        entry = next(each for each in self.database.read_now(list_queue) if each["conversation_id"] == conversation)
        return entry["offer"] and str(entry["offer"]["agent_id"])

    def endings(self) -> list[str | None]:
        def read(connection: Connection) -> list[str | None]:
            return list(connection.scalars(select(offers.c.ending).order_by(offers.c.offered_at, offers.c.id)))

        return self.database.read_now(read)


@pytest.fixture
def desk(story: Story) -> Desk:
    return Desk(story)


def candidates(**changes: Any) -> list[AgentCandidate]:
    plain: dict[str, Any] = {"held": 1, "given_at": START, "busy_at": START}
    return [AgentCandidate(agent_id="a", **{**plain, **changes}), AgentCandidate(agent_id="b", **plain)]


@pytest.mark.parametrize(
    ("routing", "changes", "chosen"),
    [
        ("least_busy", {"held": 0}, "a"),
        ("least_busy", {"held": 2}, "b"),
        ("least_busy", {"given_at": START + timedelta(1)}, "b"),
        ("longest_idle", {"busy_at": START - timedelta(1)}, "a"),
        ("longest_idle", {"held": 0, "busy_at": START + timedelta(1)}, "a"),
        ("longest_idle", {"busy_at": START + timedelta(1), "given_at": START - timedelta(1)}, "b"),
        ("round_robin", {"given_at": START - timedelta(1), "held": 9}, "a"),
        ("round_robin", {"given_at": START + timedelta(1), "held": 0}, "b"),
        ("round_robin", {"given_at": START + timedelta(1), "former": True}, "a"),
        ("least_busy", {"held": 5, "wanted": True}, "a"),
        ("least_busy", {"held": 0, "wanted": True, "former": True, "declined": 1}, "b"),
    ],
)
def test_each_routing_has_its_order_and_agents_who_declined_come_last(
    routing: Routing, changes: dict[str, Any], chosen: str
) -> None:
    found = choose(routing, candidates(**changes))
    assert found is not None
    assert found.agent_id == chosen


def test_without_candidates_nobody_is_chosen() -> None:
    assert choose("round_robin", []) is None


async def test_nothing_is_offered_with_routing_pick(desk: Desk) -> None:
    desk.route("pick")
    desk.online("Ines")
    conversation = desk.waiting()
    assert await desk.offered_to(conversation) is None
    assert desk.database.read_now(list_queue)[0]["routing"] == "pick"


async def test_it_is_offered_to_one_agent_but_everybody_may_accept(desk: Desk) -> None:
    ines, tomas = desk.online("Ines"), desk.online("Tomas")
    conversation = desk.waiting()
    offered = await desk.offered_to(conversation)
    assert offered in (ines.id, tomas.id)
    entry = desk.database.read_now(list_queue)[0]
    assert (entry["routing"], entry["offer"]["until"]) == ("least_busy", "2026-03-02T09:00:30.001Z")
    other = tomas if offered == ines.id else ines
    desk.take(conversation, other)
    assert desk.endings() == ["withdrawn"]
    second = desk.waiting()
    assert await desk.offered_to(second) == offered, "an agent without conversations is less busy"
    desk.take(second, ines if offered == ines.id else tomas)
    assert desk.endings() == ["withdrawn", "taken"]


async def test_a_lapsed_offer_goes_to_the_next_agent_and_around_again(desk: Desk) -> None:
    desk.online("Ines"), desk.online("Tomas")
    conversation = desk.waiting()
    seen = []
    for _ in range(4):
        seen.append(await desk.offered_to(conversation))
        desk.clock.move(seconds=29.9)
        assert await desk.offered_to(conversation) == seen[-1]
        desk.clock.move(seconds=0.2)
    assert len(set(seen[:2])) == 2
    assert seen[2:] == seen[:2] or seen[2:] == seen[1::-1]
    assert desk.endings()[:3] == ["lapsed"] * 3


async def test_offers_respect_capacity_and_the_queue_drains_as_agents_become_free(desk: Desk) -> None:
    ines = desk.online("Ines")
    waiting = [desk.waiting() for _ in range(4)]
    assert [await desk.offered_to(each) for each in waiting] == [ines.id, ines.id, None, None]
    desk.take(waiting[0], ines)
    desk.take(waiting[1], ines)
    assert await desk.offered_to(waiting[2]) is None
    desk.resolve(waiting[0], ines)
    assert [await desk.offered_to(each) for each in waiting[2:]] == [ines.id, None]
    until = desk.clock() + timedelta(hours=1)
    await desk.database.write(follow_ups.snooze, waiting[1], ines, until, "", desk.clock())
    assert await desk.offered_to(waiting[3]) == ines.id, "snoozed conversations do not count"
    tomas = desk.online("Tomas", capacity=0)
    extra = desk.waiting()
    assert await desk.offered_to(extra) is None
    await desk.database.write(change_agent, tomas.id, {"capacity": 1}, desk.clock())
    assert await desk.offered_to(extra) == tomas.id


async def test_an_agent_who_becomes_full_loses_their_offers(desk: Desk) -> None:
    ines = desk.online("Ines", capacity=1)
    first, second = desk.waiting(), desk.waiting()
    assert await desk.offered_to(first) == ines.id
    desk.take(second, ines)
    assert await desk.offered_to(first) is None
    assert desk.endings() == ["withdrawn"]


async def test_an_offer_is_withdrawn_if_the_handoff_the_agent_or_the_routing_changes(desk: Desk) -> None:
    ines = desk.online("Ines")
    for ends in (
        lambda conversation: desk.database.write_now(service.cancel, conversation, desk.clock()),
        lambda conversation: desk.database.write_now(service.end_by_customer, conversation, desk.clock()),
        lambda _: desk.comes(ines, "away"),
        lambda _: desk.route("pick"),
    ):
        desk.route("least_busy")
        desk.comes(ines)
        conversation = desk.waiting()
        assert await desk.offered_to(conversation) == ines.id
        ends(conversation)
        await desk.runner.look_once()
        assert all(entry["offer"] is None for entry in desk.database.read_now(list_queue))
    assert set(desk.endings()) == {"withdrawn"}


async def test_a_department_without_agents_does_not_block_others(desk: Desk) -> None:
    add = departments_service.add_department
    closed = await desk.database.write(add, "Closed", desk.clock(), routing="round_robin")
    served = await desk.database.write(add, "Served", desk.clock(), routing="round_robin")
    ines = desk.online("Ines", departments=[served.id])

    def ask(department: Department) -> str:
        conversation = desk.story.conversation()
        desk.database.write_now(service.ask_for_person, conversation, desk.clock(), note=None, department=department)
        return conversation

    stuck, fine = ask(closed), ask(served)
    assert (await desk.offered_to(stuck), await desk.offered_to(fine)) == (None, ines.id)
    tomas = desk.online("Tomas", departments=[closed.id])
    assert await desk.offered_to(stuck) == tomas.id


async def test_a_returning_customer_goes_to_their_previous_agent_if_present(desk: Desk) -> None:
    ines, tomas = desk.online("Ines"), desk.online("Tomas")
    for agent, other in ((ines, tomas), (tomas, ines)):
        customer = f"customer of {agent.name}"
        earlier = desk.waiting(customer)
        desk.take(earlier, agent)
        desk.resolve(earlier, agent)
        again = desk.waiting(customer)
        assert await desk.offered_to(again) == agent.id
        desk.comes(agent, "away")
        assert await desk.offered_to(again) == other.id
        desk.comes(agent)
        desk.take(again, other)
        desk.resolve(again, other)


async def test_an_agent_who_requeues_is_not_the_next_one(desk: Desk) -> None:
    ines, tomas = desk.online("Ines"), desk.online("Tomas")
    conversation = desk.waiting()
    desk.take(conversation, ines)
    await desk.database.write(service.requeue, conversation, ines, desk.clock())
    assert await desk.offered_to(conversation) == tomas.id
    desk.take(conversation, tomas)
    await desk.database.write(service.requeue, conversation, tomas, desk.clock(), wanted_agent_id=ines.id)
    assert await desk.offered_to(conversation) == ines.id


async def test_setting_the_clock_back_ends_an_open_offer(desk: Desk) -> None:
    desk.online("Ines"), desk.online("Tomas")
    conversation = desk.waiting()
    first = await desk.offered_to(conversation)
    desk.clock.move(hours=-3)
    assert await desk.offered_to(conversation) not in (None, first)


async def test_several_processes_offer_each_handoff_once_and_respect_capacity(desk: Desk) -> None:
    agents = [desk.online(name) for name in ("Ines", "Tomas", "Sam")]
    for _ in range(9):
        desk.waiting()
    runners = [RoutingRunner(desk.database, desk.clock, RULES) for _ in range(4)]
    await asyncio.gather(*(runner.look_once() for runner in runners))
    found = desk.database.read_now(offers_repository.list_open)
    assert len({offer.handoff_id for offer in found}) == len(found) == 6
    held = desk.database.read_now(offers_repository.count_open, [agent.id for agent in agents])
    assert set(held.values()) == {2}
    assert desk.database.read_now(list_stale, RULES, desk.clock()) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_that_choose_the_same_agent_at_once_fill_the_last_place_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both see room when they choose, and the second asks again under the lock. SQLite has one writer at a time."""
    both_have_chosen = threading.Barrier(2)

    def choose_together(*args: Any, **options: Any) -> AgentCandidate | None:
        chosen = choose(*args, **options)
        both_have_chosen.wait(20)
        return chosen

    ines = desk.online("Ines", capacity=1)
    waiting = [desk.story.handoff(desk.waiting()).id for _ in range(2)]
    monkeypatch.setattr(service_of_offers, "choose", choose_together)
    made = await asyncio.gather(*(desk.database.write(offer_handoff, each, RULES, desk.clock()) for each in waiting))
    assert sorted(made) == [False, True]
    assert desk.database.read_now(offers_repository.count_open, [ines.id]) == {ines.id: 1}


async def test_an_offer_ends_once_and_is_not_made_without_need(desk: Desk) -> None:
    desk.online("Ines")
    conversation = desk.waiting()
    handoff = desk.story.handoff(conversation).id
    args = handoff, RULES, desk.clock()
    assert [desk.database.write_now(offer_handoff, *args) for _ in range(2)] == [True, False]
    assert desk.database.write_now(offer_handoff, "handoff_none", RULES, desk.clock()) is False
    assert desk.database.read_now(list_offerable, RULES, desk.clock()) == []
    offer = desk.database.read_now(offers_repository.list_open)[0]
    for ending in ("lapsed", "withdrawn"):
        desk.database.write_now(end_offer, offer.id, ending, desk.clock())
    assert desk.endings() == ["lapsed"]


async def test_the_runner_offers_as_soon_as_a_customer_joins(database: Database, story: Story) -> None:
    desk = Desk(story)
    desk.online("Ines")
    told: asyncio.Queue[Event] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def publish(event: Event) -> None:
        loop.call_soon_threadsafe(told.put_nowait, event)

    database.publish = publish
    desk.runner.INTERVAL_SECONDS = 1_000
    await desk.runner.start()
    try:
        conversation = await asyncio.to_thread(desk.waiting)
        while not database.read_now(offers_repository.list_open):
            desk.runner.on_event(await asyncio.wait_for(told.get(), 10))
        assert database.read_now(list_queue)[0]["conversation_id"] == conversation
    finally:
        await desk.runner.stop()
