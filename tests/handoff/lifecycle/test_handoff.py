"""A handoff is never silent, never lost and never claimed twice."""

import asyncio

import pytest
from sqlalchemy import Connection

from conversations.service import get
from handoff.handoffs.assignment import check_speaker
from handoff.lifecycle import service
from handoff.queue.messages import NOBODY_THERE
from handoff.queue.positions import queue_position_of
from handoff.queue.service import list_queue
from kit.database import Database
from kit.errors import Conflict, NotFound
from tests.fixtures.story import MovableClock, Story


def test_asking_for_a_person_queues_at_once_and_silences_the_bot(story: Story) -> None:
    conversation = story.conversation()
    story.say(conversation, "hello")
    handoff = story.ask_for_person(conversation)
    now = story.read(conversation)
    assert (now.status, handoff.state, handoff.reason) == ("queued", "waiting", "asked_for_person")
    assert now.turns_opened == now.turn, "unanswered messages now belong to a person"
    assert story.events(conversation) == ["handoff.requested"]


def test_asking_twice_creates_one_handoff(story: Story) -> None:
    conversation = story.conversation()
    assert story.ask_for_person(conversation) == story.ask_for_person(conversation)
    assert len(story.database.read_now(list_queue)) == 1


def test_without_agents_the_customer_is_queued_and_told_so(story: Story) -> None:
    conversation = story.conversation()
    story.ask_for_person(conversation)
    assert story.transcript(conversation)[-1].draft.text == NOBODY_THERE.english
    position = story.database.read_now(queue_position_of, conversation, story.clock())
    assert position is not None
    assert (position.position, position.wait_seconds, position.agents_available) == (1, None, 0)


def test_messages_while_queued_open_no_turn(story: Story) -> None:
    conversation = story.conversation()
    story.ask_for_person(conversation)
    story.say(conversation, "are you there?")
    now = story.read(conversation)
    assert now.turns_opened == now.turn


def test_cancelling_returns_to_the_bot_and_leaves_the_queue(story: Story) -> None:
    conversation = story.conversation()
    story.ask_for_person(conversation)
    story.database.write_now(service.cancel, conversation, story.clock())
    assert story.read(conversation).status == "bot"
    assert story.handoff(conversation).state == "cancelled"
    assert story.database.read_now(list_queue) == []


async def test_if_many_accept_at_once_one_wins_and_the_others_learn_who(database: Database, story: Story) -> None:
    conversation = story.conversation()
    handoff = story.ask_for_person(conversation)
    agents = [story.agent(f"Agent{n}") for n in range(8)]
    results = await asyncio.gather(
        *(database.write(service.accept, handoff.id, agent, story.clock()) for agent in agents), return_exceptions=True
    )
    lost = [result for result in results if isinstance(result, Conflict)]
    assert len(lost) == len(agents) - 1
    winner = story.read(conversation).agent_name
    assert {(error.code, error.details["agent"]["name"]) for error in lost} == {("already_assigned", winner)}
    assert story.events(conversation).count("assignment.created") == 1


def test_the_winner_may_accept_again(story: Story) -> None:
    conversation, agent = story.conversation(), story.agent("Ines")
    handoff = story.ask_for_person(conversation)
    for _ in range(2):
        changed, _ = story.database.write_now(service.accept, handoff.id, agent, story.clock())
        assert (changed.status, changed.agent_id) == ("assigned", agent.id)
    assert story.events(conversation).count("assignment.created") == 1


def test_an_unknown_handoff_is_not_found(story: Story) -> None:
    with pytest.raises(NotFound):
        story.database.write_now(service.accept, "handoff_x", story.agent("Ines"), story.clock())


def test_requeueing_keeps_the_old_position(story: Story, clock: MovableClock) -> None:
    agent, first, second = story.agent("Ines"), story.conversation(), story.conversation()
    handoff = story.ask_for_person(first)
    story.database.write_now(service.accept, handoff.id, agent, clock())
    clock.move(minutes=5)
    story.ask_for_person(second)
    story.database.write_now(service.requeue, first, agent, clock())
    queue = story.database.read_now(list_queue)
    assert [entry["conversation_id"] for entry in queue] == [first, second]
    assert queue[0]["handoff_id"] == handoff.id


def test_urgent_reasons_are_served_first(story: Story) -> None:
    plain, urgent = story.conversation(), story.conversation()
    story.ask_for_person(plain)

    def hand_over(connection: Connection) -> None:
        locked = get(connection, urgent, lock=True)
        service.request_handoff(connection, locked, "sensitive_topic", story.clock())

    story.database.write_now(hand_over)
    assert [entry["conversation_id"] for entry in story.database.read_now(list_queue)] == [urgent, plain]


def test_an_agent_who_lost_the_conversation_cannot_write_in_it(story: Story) -> None:
    conversation, ines, tomas = story.conversation(), story.agent("Ines"), story.agent("Tomas")
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.accept, handoff.id, ines, story.clock())
    story.database.write_now(service.requeue, conversation, ines, story.clock())
    story.database.write_now(service.accept, handoff.id, tomas, story.clock())
    now = story.read(conversation)
    for agent, code in ((ines, "claim_lost"), (story.agent("Zoe"), "already_assigned")):
        with pytest.raises(Conflict) as refused:
            story.database.read_now(check_speaker, now, agent)
        assert refused.value.code == code
    story.database.read_now(check_speaker, now, tomas)


def test_taking_over_removes_a_waiting_conversation_from_the_queue(story: Story) -> None:
    conversation, sam, ines = story.conversation(), story.agent("Sam", "agent", "supervisor"), story.agent("Ines")
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.take_over, conversation, sam, story.clock())
    assert (story.read(conversation).agent_id, story.database.read_now(list_queue)) == (sam.id, [])
    with pytest.raises(Conflict) as refused:
        story.database.write_now(service.accept, handoff.id, ines, story.clock())
    assert refused.value.code == "already_assigned"


def test_taking_over_what_is_already_ones_own_is_refused(story: Story) -> None:
    conversation, sam = story.conversation(), story.agent("Sam", "agent", "supervisor")
    story.database.write_now(service.take_over, conversation, sam, story.clock())
    with pytest.raises(Conflict) as refused:
        story.database.write_now(service.take_over, conversation, sam, story.clock())
    assert refused.value.code == "wrong_status"
    assert story.read(conversation).claim_epoch == 1


def test_agents_cannot_write_in_a_resolved_conversation(story: Story) -> None:
    conversation, agent = story.conversation(), story.agent("Ines")
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.accept, handoff.id, agent, story.clock())
    story.database.write_now(service.resolve, conversation, agent, story.clock())
    with pytest.raises(Conflict) as refused:
        story.database.read_now(check_speaker, story.read(conversation), agent)
    assert refused.value.code == "closed"
    assert story.handoff(conversation).state == "closed"


def test_giving_back_to_the_bot_starts_a_new_dialogue(story: Story) -> None:
    conversation, agent = story.conversation(), story.agent("Ines")
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.accept, handoff.id, agent, story.clock())
    story.say(conversation, "while a person has it")
    story.database.write_now(service.release, conversation, agent, story.clock())
    now = story.read(conversation)
    assert (now.status, now.agent_id, now.dialogue, now.turns_opened - now.turn) == ("bot", None, None, 0)
