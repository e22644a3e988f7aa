"""Invariants: every count is 0 on a healthy system, and each one finds what it is meant to find."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, update

from conversations.models import conversations, messages
from handoff.handoffs.models import assignments, handoffs
from handoff.invariants.service import INVARIANTS, MOST_NAMED, check_invariants
from handoff.lifecycle import service
from handoff.presence import service as presence
from handoff.presence.models import presence as presences
from kit.database import Database
from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.story import MovableClock, Story


def counts(story: Story) -> dict[str, int]:
    found = story.database.read_now(check_invariants, story.clock())["invariants"]
    return {each["name"]: each["count"] for each in found}


def assigned(story: Story, name: str = "Ines") -> str:
    conversation, agent = story.conversation(), story.agent(name)
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.accept, handoff.id, agent, story.clock())
    return conversation


def test_an_ordinary_day_breaks_no_invariant(story: Story) -> None:
    story.conversation()
    story.say(story.conversation(), "hello")
    story.ask_for_person(story.conversation())
    assigned(story)
    report = story.database.read_now(check_invariants, story.clock())
    assert report["healthy"] is True
    assert counts(story) == dict.fromkeys(INVARIANTS, 0)


def test_an_agent_whose_lease_ended_long_ago_counts_as_absent(story: Story, clock: MovableClock) -> None:
    conversation = assigned(story)
    clock.move(seconds=presence.CALL_LEASE_SECONDS + 59)
    assert counts(story)["nobody_responsible"] == 0, "the sweep still has time"
    clock.move(seconds=2)
    found = story.database.read_now(check_invariants, clock())
    assert found["healthy"] is False
    assert found["invariants"][0] == {
        "name": "nobody_responsible",
        "count": 1,
        "conversation_ids": [conversation],
    }


def test_a_message_that_the_bot_did_not_answer_is_overdue(story: Story, clock: MovableClock) -> None:
    conversation = story.conversation()
    story.say(conversation, "is anybody there?")
    clock.move(seconds=61)
    assert counts(story)["turns_overdue"] == 1


def _no_handoff(connection: Connection) -> None:
    connection.execute(delete(handoffs))


def _no_assignment(connection: Connection) -> None:
    connection.execute(update(assignments).values(ended_at=assignments.c.created_at))


def _of_another(connection: Connection) -> None:
    connection.execute(update(assignments).values(agent_id="somebody_else"))


def _bot_as_well(connection: Connection) -> None:
    connection.execute(update(conversations).values(status="bot", agent_id=None))


def _a_hole(connection: Connection) -> None:
    connection.execute(delete(messages).where(messages.c.seq == 1))


def _never_there(connection: Connection) -> None:
    connection.execute(delete(presences))


@pytest.mark.parametrize(
    ("damage", "status", "name"),
    [
        (_no_handoff, "queued", "nobody_responsible"),
        (_no_assignment, "assigned", "nobody_responsible"),
        (_never_there, "assigned", "nobody_responsible"),
        (_of_another, "assigned", "two_speakers"),
        (_bot_as_well, "assigned", "two_speakers"),
        (_a_hole, "assigned", "transcript_gaps"),
    ],
)
def test_each_invariant_finds_what_it_is_meant_to_find(
    story: Story, damage: Callable[[Connection], None], status: str, name: str
) -> None:
    if status == "queued":
        story.ask_for_person(story.conversation())
    else:
        assigned(story)
    story.database.write_now(damage)
    assert {each for each, count in counts(story).items() if count} == {name}


def test_all_are_counted_but_only_some_are_named(story: Story, clock: MovableClock) -> None:
    for _ in range(MOST_NAMED + 5):
        story.say(story.conversation(), "hello")
    clock.now += timedelta(hours=1)
    found = {each["name"]: each for each in story.database.read_now(check_invariants, clock())["invariants"]}
    assert found["turns_overdue"]["count"] == MOST_NAMED + 5
    assert len(found["turns_overdue"]["conversation_ids"]) == MOST_NAMED


async def test_only_supervisors_read_invariants(chat: ServedChat, database: Database) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    await chat.assigned(agent)
    await chat.queued("hello")
    report = ok(await supervisor.get("/invariants"))
    assert report["healthy"] is True
    assert [each["name"] for each in report["invariants"]] == list(INVARIANTS)
    await database.write(_no_handoff)
    broken = ok(await supervisor.get("/invariants"))
    assert broken["healthy"] is False
    assert (await agent.get("/invariants")).status_code == 403
