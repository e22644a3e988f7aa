"""Effort: an upset customer or a hard topic counts more, and offers take it into account."""

from datetime import timedelta

from handoff.board.service import read_board
from handoff.cooldowns.repository import note_abuse
from handoff.follow_ups import service as follow_ups
from handoff.handoffs.handoff import Handoff
from handoff.lifecycle import service
from handoff.offers.choice import Rules
from handoff.offers.effort import FEWEST, Handled, effort_of, requirements_of, takes_long
from handoff.offers.effort_repository import sum_effort
from kit.auth import Principal
from tests.fixtures.story import Story
from tests.handoff.offers.test_matching import desk, skill
from tests.handoff.offers.test_routing import Desk

__all__ = ["desk"]


def effort(desk: Desk, agent: Principal) -> float:
    return desk.database.read_now(sum_effort, [agent.id], desk.clock()).get(agent.id, 0.0)


def test_effort_is_one_and_one_more_for_each_burden() -> None:
    assert [effort_of(upset=upset, hard=hard) for upset, hard in ((False, False), (True, False), (True, True))] == [
        1,
        2,
        3,
    ]


def test_a_topic_is_hard_if_it_takes_much_longer_than_usual() -> None:
    usual = [Handled(100, ["Returns"])] * 20
    slow = [Handled(150, ["Warranty"])] * FEWEST
    assert takes_long(["Warranty"], [*usual, *slow])
    assert not takes_long(["Returns"], [*usual, *slow])
    assert not takes_long(["Warranty"], [*usual, *slow[1:]]), "too few to tell"
    assert not takes_long(["Warranty"], [*usual, *[Handled(149, ["Warranty"])] * 9])
    left_open = [Handled(9_000, ["Returns"])] * 4
    assert not takes_long(["Returns"], [*usual, *left_open]), "a few that were left open do not matter"
    assert not takes_long([], usual)
    assert not takes_long(["Returns"], [])


async def test_a_handoff_stores_its_effort(desk: Desk) -> None:
    skill(desk, "Bikes", "E-bikes", hard=True)

    def asks(conversation: str) -> tuple[bool, bool, int]:
        handoff: Handoff = desk.story.handoff(conversation)
        return handoff.upset, handoff.hard, effort_of(upset=handoff.upset, hard=handoff.hard)

    assert asks(desk.waiting(frustration=0.3)) == (False, False, 1)
    assert asks(desk.waiting(frustration=0.5)) == (True, False, 2)
    assert asks(desk.waiting(topics=["e-bikes"])) == (False, True, 2)
    both = desk.waiting(topics=["e-bikes"], frustration=1.0)
    assert asks(both) == (True, True, 3)


async def test_abuse_counts_at_once_and_after_requeueing(desk: Desk) -> None:
    ines = desk.online("Ines")
    conversation, other = desk.waiting(), desk.waiting()
    desk.take(conversation, ines)
    desk.database.write_now(note_abuse, conversation, desk.clock())
    assert requirements_of(desk.story.handoff(conversation))["effort"] == 2
    desk.database.write_now(service.requeue, conversation, ines, desk.clock())
    assert desk.story.handoff(conversation).upset
    assert not desk.story.handoff(other).upset


async def test_a_topic_that_took_long_before_is_hard(desk: Desk) -> None:
    ines = desk.online("Ines")
    for topic, minutes in [("Returns", 5)] * 7 + [("Warranty", 20)] * FEWEST:
        conversation = desk.waiting(topics=[topic])
        desk.take(conversation, ines)
        desk.clock.move(minutes=minutes)
        desk.resolve(conversation, ines)
    hard = {topic: desk.story.handoff(desk.waiting(topics=[topic])).hard for topic in ("Returns", "Warranty", "New")}
    assert hard == {"Returns": False, "Warranty": True, "New": False}


async def test_an_agents_effort_includes_half_of_recent_upset_customers(desk: Desk) -> None:
    ines = desk.online("Ines", capacity=9)
    skill(desk, "Bikes", "E-bikes", hard=True)
    plain, upset, hard = desk.waiting(), desk.waiting(frustration=1.0), desk.waiting(topics=["E-bikes"])
    for conversation in (plain, upset, hard):
        desk.take(conversation, ines)
    assert effort(desk, ines) == 5
    await desk.offered_to(desk.waiting(frustration=1.0))
    assert effort(desk, ines) == 7, "open offers count"
    desk.database.write_now(follow_ups.snooze, hard, ines, desk.clock() + timedelta(hours=9), "", desk.clock())
    assert effort(desk, ines) == 5, "snoozed conversations do not count"
    desk.resolve(plain, ines)
    desk.resolve(upset, ines)
    assert effort(desk, ines) == 3, "half of the upset one, nothing of the plain one"
    desk.clock.move(minutes=31)
    assert effort(desk, ines) == 2


async def test_an_upset_customer_who_comes_back_counts_once(desk: Desk) -> None:
    ines = desk.online("Ines")
    conversation = desk.waiting(frustration=1.0)
    for _ in range(2):
        desk.take(conversation, ines)
        desk.clock.move(seconds=1)
        desk.database.write_now(service.requeue, conversation, ines, desk.clock())
    assert effort(desk, ines) == 1
    desk.take(conversation, ines)
    assert effort(desk, ines) == 2


async def test_a_conversation_taken_over_from_the_bot_counts_as_the_least_effort(desk: Desk, story: Story) -> None:
    sam = story.agent("Sam", "supervisor")
    desk.database.write_now(service.take_over, story.conversation(), sam, desk.clock())
    assert effort(desk, sam) == 1


async def test_least_effort_offers_to_the_agent_with_the_least_effort(desk: Desk) -> None:
    desk.route("least_effort")
    ines, tomas = desk.online("Ines", capacity=5), desk.online("Tomas", capacity=5)
    upset, *plain = desk.waiting(frustration=1.0), desk.waiting(), desk.waiting()
    desk.take(upset, ines)
    desk.take(plain[0], tomas)
    desk.take(plain[1], tomas)
    third = desk.waiting()
    desk.take(third, tomas)
    assert await desk.offered_to(desk.waiting()) == ines.id, "Ines has 2, Tomas has 3"
    desk.resolve(third, tomas)
    desk.resolve(plain[0], tomas)
    assert await desk.offered_to(desk.waiting()) == tomas.id, "Tomas has 1, Ines has 3"
    assert effort(desk, ines) == 3


async def test_the_board_shows_effort_and_overload(desk: Desk) -> None:
    ines, tomas = desk.online("Ines", capacity=5), desk.online("Tomas")
    for _ in range(2):
        desk.take(desk.waiting(frustration=1.0), ines)
    board = desk.database.read_now(read_board, desk.clock(), Rules(3, timedelta(seconds=20), overload=4))
    of = {agent["id"]: (agent["effort"], agent["overloaded"]) for agent in board["agents"]}
    assert of == {ines.id: (4, True), tomas.id: (0, False)}
    board = desk.database.read_now(read_board, desk.clock(), Rules(3, timedelta(seconds=20), overload=5))
    assert not any(agent["overloaded"] for agent in board["agents"])
