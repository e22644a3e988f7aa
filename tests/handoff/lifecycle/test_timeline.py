"""Timeline messages carry the details that clients need to show them in the customer's language."""

from typing import Any

import pytest

from conversations.presentation import message_body
from handoff.lifecycle import service
from handoff.lifecycle.housekeeping import resolve_idle
from handoff.presence import service as presence
from handoff.queue.messages import queued_text
from handoff.queue.position import QueuePosition
from kit.auth import Principal
from tests.fixtures.story import Story
from tests.fixtures.widget_words import check_widget_can_say


@pytest.fixture
def ines(story: Story) -> Principal:
    return story.agent("Ines")


def take(story: Story, conversation: str, agent: Principal) -> None:
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.accept, handoff.id, agent, story.clock())


def told(story: Story, conversation: str) -> list[tuple[str, Any]]:
    """Returns event and details of each timeline message, as the customer gets them."""
    bodies = [message_body(each, "customer") for each in story.transcript(conversation, "customer")]
    events = [(body["event"], body["details"]) for body in bodies if body["kind"] == "event"]
    for event, details in events:
        check_widget_can_say(event, details)
    return events


def test_the_timeline_of_a_conversation_that_ends_normally(story: Story, ines: Principal) -> None:
    conversation, at = story.conversation(), story.clock()
    story.ask_for_person(conversation)
    story.database.write_now(service.cancel, conversation, at)
    story.database.write_now(presence.set_presence, ines.id, "online", at)
    take(story, conversation, ines)
    story.database.write_now(service.release, conversation, ines, at)
    story.database.write_now(service.end_by_customer, conversation, at)
    story.say(conversation, "one more thing")
    assert told(story, conversation) == [
        ("handoff.requested", {"wording": "nobody_there"}),
        ("handoff.cancelled", {}),
        ("handoff.requested", {"wording": "waiting"}),
        ("assignment.created", {"agent": "Ines"}),
        ("conversation.given_back", {}),
        ("conversation.ended", {}),
        ("conversation.reopened", {}),
    ]


def test_the_timeline_of_a_conversation_that_moves_between_agents(story: Story, ines: Principal) -> None:
    conversation, at, sam = story.conversation(), story.clock(), story.agent("Sam", "supervisor")
    take(story, conversation, ines)
    story.database.write_now(service.take_over, conversation, sam, at)
    story.database.write_now(service.requeue, conversation, sam, at)
    story.database.write_now(service.accept, story.handoff(conversation).id, ines, at)
    story.clock.move(hours=1)
    story.database.write_now(service.requeue_from_lost_agent, conversation, story.clock())
    story.database.write_now(service.take_over, conversation, sam, story.clock())
    story.database.write_now(service.resolve, conversation, sam, story.clock())
    assert told(story, conversation)[2:] == [
        ("conversation.transferred", {}),
        ("assignment.created", {"agent": "Sam"}),
        ("assignment.ended", {"wording": "queued_again"}),
        ("assignment.created", {"agent": "Ines"}),
        ("assignment.ended", {"wording": "lost_connection", "agent": "Ines"}),
        ("assignment.created", {"agent": "Sam"}),
        ("conversation.resolved", {"wording": "settled"}),
    ]


def test_ending_after_a_day_of_silence_differs_from_being_resolved(story: Story) -> None:
    conversation = story.conversation()
    story.clock.move(days=2)
    story.database.write_now(resolve_idle, conversation, story.clock(), story.clock())
    assert told(story, conversation) == [("conversation.resolved", {"wording": "idle"})]


def test_a_long_wait_is_told_in_minutes() -> None:
    words = queued_text(QueuePosition(position=3, wait_seconds=(720, 1_200), agents_available=2))
    assert "12 to 20 minutes" in words.text
    assert words.details == {"wording": "long_wait", "low": 12, "high": 20}
    check_widget_can_say("handoff.requested", words.details)


def test_braces_in_an_agents_name_are_not_filled_in(story: Story) -> None:
    conversation = story.conversation()
    take(story, conversation, story.agent("{agent} {0}"))
    joined = story.transcript(conversation)[-1].draft
    assert (joined.text, joined.details) == ("{agent} {0} has joined the conversation.", {"agent": "{agent} {0}"})
