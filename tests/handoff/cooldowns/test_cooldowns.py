"""Cooldowns: after an abusive customer an agent gets no offers for a while. They may still accept, or end it early."""

from datetime import timedelta

import pytest

from chat.agents.replies import store_reply
from chat.customers.messages import receive_message
from chat.turns.abuse import abuses_agent
from handoff.cooldowns.repository import list_cooldowns, mark_ready, note_abuse
from handoff.lifecycle import service
from handoff.offers.choice import Rules
from handoff.offers.runner import RoutingRunner
from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import Neighbours, always, steps
from tests.fixtures.story import Story
from tests.handoff.offers.test_routing import Desk

LASTS = timedelta(minutes=3)


@pytest.mark.parametrize(
    ("said", "abusive"),
    [
        ("You are a fucking idiot", True),
        ("you\u2019re all so stupid", True),
        ("THIS IS RIDICULOUS, WORST SHOP EVER!!!", True),
        ("Shut up and give me my money", True),
        ("This is ridiculous", False),
        ("I feel stupid, I forgot my password", False),
        ("The pannier from Scunthorpe does not fit", False),
        ("WHERE IS IT", False),
    ],
)
def test_abuse_is_distinguished_from_displeasure(said: str, abusive: bool) -> None:
    assert abuses_agent(said) is abusive


@pytest.fixture
def desk(story: Story) -> Desk:
    desk = Desk(story)
    desk.runner = RoutingRunner(desk.database, desk.clock, Rules(2, timedelta(seconds=30), LASTS))
    return desk


def insult(desk: Desk, conversation: str) -> None:
    said = "You are an idiot"
    desk.database.write_now(receive_message, conversation, f"insult {conversation}", said, None, desk.clock())


async def test_nothing_is_offered_during_a_cooldown(desk: Desk) -> None:
    ines = desk.online("Ines")
    abusive, other = desk.waiting(), desk.waiting()
    desk.take(abusive, ines)
    insult(desk, abusive)
    assert await desk.offered_to(other) == ines.id, "the cooldown starts when the conversation ends"
    desk.resolve(abusive, ines)
    assert await desk.offered_to(other) is None, "an open offer is withdrawn"
    desk.clock.move(seconds=179)
    assert await desk.offered_to(other) is None
    desk.clock.move(seconds=2)
    assert await desk.offered_to(other) == ines.id


async def test_an_agent_may_accept_during_a_cooldown_and_end_it_early(desk: Desk) -> None:
    ines, tom = desk.online("Ines"), desk.online("Tom")
    abusive = desk.waiting()
    desk.take(abusive, ines)
    insult(desk, abusive)
    desk.database.write_now(service.requeue, abusive, ines, desk.clock(), wanted_agent_id=tom.id)
    assert await desk.offered_to(abusive) == tom.id
    desk.take(abusive, tom)
    second, third = desk.waiting(), desk.waiting()
    assert await desk.offered_to(second) == tom.id, "Tom still has the abusive customer"
    desk.take(third, ines)
    desk.resolve(abusive, tom)
    assert await desk.offered_to(second) is None, "now both have a cooldown"
    desk.clock.move(seconds=1)
    desk.database.write_now(mark_ready, ines.id, desk.clock())
    assert await desk.offered_to(second) == ines.id


async def test_only_recent_abuse_in_the_same_conversation_counts(desk: Desk) -> None:
    ines = desk.online("Ines")
    old = desk.waiting()
    desk.database.write_now(note_abuse, old, desk.clock() - timedelta(days=2))
    desk.take(old, ines)
    desk.database.write_now(store_reply, old, ines, "r", "Hello!", "public", desk.clock())
    desk.resolve(old, ines)
    assert await desk.offered_to(desk.waiting()) == ines.id
    assert desk.database.read_now(list_cooldowns, [ines.id], desk.clock(), timedelta(0)) == {}, "0 turns cooldowns off"


async def test_abuse_of_the_bot_counts_and_the_agent_sees_the_cooldown(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    rude = [{"name": "abuse", "confidence": 0.9}]
    neighbours.bot = always(steps({"effect": "hand_over", "reason": "frustration"}, intents=rude))
    agent = await chat.person()
    customer = await chat.customer()
    async with customer.listen() as socket:
        ok(await customer.say("..."))
        await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
    await agent.accept(customer.id)
    assert ok(await agent.get("/breather")) == {"until": None}
    ok(await agent.post(f"{customer.path}/resolve"))
    assert ok(await agent.get("/breather"))["until"] is not None
    assert ok(await agent.delete("/breather")) == {"until": None}
    assert ok(await agent.get("/breather")) == {"until": None}
