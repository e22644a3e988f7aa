"""What expires by itself: an agent who vanishes loses their conversations, whatever happens to the clock."""

from datetime import timedelta

import pytest

from chat.agents.replies import store_reply
from handoff.lifecycle import service
from handoff.lifecycle.housekeeping import Housekeeping
from handoff.presence import service as presence
from handoff.queue.service import list_queue
from kit.auth import Principal
from kit.database import Database
from tests.fixtures.story import MovableClock, Story


class Time:
    """A wall clock that may be set, and a steady clock beside it."""

    def __init__(self, clock: MovableClock) -> None:
        self.clock = clock
        self.steady = 0.0

    def passes(self, seconds: float) -> None:
        self.clock.now += timedelta(seconds=seconds)
        self.steady += seconds

    def is_set(self, seconds: float) -> None:
        self.clock.now += timedelta(seconds=seconds)


@pytest.fixture
def time(clock: MovableClock) -> Time:
    return Time(clock)


@pytest.fixture
def housekeeping(database: Database, time: Time) -> Housekeeping:
    return Housekeeping(database, time.clock, idle_hours=24, grace_seconds=30, steady=lambda: time.steady)


def assigned(story: Story, agent: Principal) -> str:
    conversation = story.conversation()
    handoff = story.ask_for_person(conversation)
    story.database.write_now(service.accept, handoff.id, agent, story.clock())
    return conversation


async def test_an_agent_who_was_never_online_also_loses_conversations_when_they_vanish(
    story: Story, housekeeping: Housekeeping, time: Time
) -> None:
    conversation = assigned(story, story.agent("Ines"))
    time.passes(presence.CALL_LEASE_SECONDS + 29)
    await housekeeping.look_once()
    assert story.read(conversation).status == "assigned", "the grace period"
    time.passes(1)
    await housekeeping.look_once()
    assert story.read(conversation).status == "queued"
    assert "has lost the connection" in story.transcript(conversation)[-1].draft.text


async def test_an_offline_agent_keeps_conversations_while_their_console_is_open(
    story: Story, housekeeping: Housekeeping, time: Time
) -> None:
    agent = story.agent("Ines")
    conversation = assigned(story, agent)
    await story.database.write(presence.set_presence, agent.id, "offline", time.clock())
    for _ in range(30):
        await story.database.write(presence.renew_presence, agent.id, time.clock())
        time.passes(60)
        await housekeeping.look_once()
    assert story.read(conversation).status == "assigned"
    time.passes(30)
    await housekeeping.look_once()
    assert story.read(conversation).status == "queued"


async def test_an_agent_who_keeps_writing_counts_as_present(
    story: Story, housekeeping: Housekeeping, time: Time
) -> None:
    agent = story.agent("Ines")
    conversation = assigned(story, agent)
    for number in range(40):
        args = conversation, agent, f"r{number}", "one moment", "public", time.clock()
        await story.database.write(store_reply, *args)  # type: ignore[arg-type]
        time.passes(60)
        await housekeeping.look_once()
    assert story.read(conversation).status == "assigned"


async def test_an_agent_who_was_lost_and_accepts_again_can_be_lost_again(
    story: Story, housekeeping: Housekeeping, time: Time
) -> None:
    agent = story.agent("Ines")
    await story.database.write(presence.set_presence, agent.id, "online", time.clock())
    for _ in range(2):
        conversation = assigned(story, agent)
        time.passes(1_000)
        await housekeeping.look_once()
        assert story.read(conversation).status == "queued"


async def test_conversations_of_a_lost_agent_return_in_their_old_order(
    story: Story, housekeeping: Housekeeping, time: Time
) -> None:
    agent, waiting = story.agent("Ines"), []
    for _ in range(3):
        waiting.append(story.conversation())
        story.ask_for_person(waiting[-1])
        time.passes(10)
    for conversation in reversed(waiting):
        await story.database.write(service.accept, story.handoff(conversation).id, agent, time.clock())
    later = story.conversation()
    story.ask_for_person(later)
    time.passes(1_000)
    await housekeeping.look_once()
    queue = [entry["conversation_id"] for entry in story.database.read_now(list_queue)]
    assert queue == [*waiting, later]


@pytest.mark.parametrize("jump", [3_600, -3_600])
async def test_setting_the_clock_loses_no_agent_and_keeps_none_for_long(
    story: Story, housekeeping: Housekeeping, time: Time, jump: float
) -> None:
    agent = story.agent("Ines")
    await story.database.write(presence.set_presence, agent.id, "online", time.clock())
    conversation = assigned(story, agent)
    await housekeeping.look_once()
    time.is_set(jump)
    await housekeeping.look_once()
    assert story.read(conversation).status == "assigned"
    assert story.database.read_now(presence.agents_available, time.clock()) == 1
    time.passes(presence.CALL_LEASE_SECONDS + 30)
    await housekeeping.look_once()
    assert story.read(conversation).status == "queued"


async def test_an_agent_who_reconnects_in_time_keeps_everything(
    story: Story, housekeeping: Housekeeping, time: Time
) -> None:
    agent = story.agent("Ines")
    await story.database.write(presence.set_presence, agent.id, "online", time.clock(), lease_seconds=60)
    conversation = assigned(story, agent)
    time.passes(80)
    await housekeeping.look_once()
    assert story.database.read_now(presence.agents_available, time.clock()) == 0
    await story.database.write(presence.renew_presence, agent.id, time.clock())
    time.passes(30)
    await housekeeping.look_once()
    assert story.read(conversation).status == "assigned"


async def test_nobody_overtakes_the_queue_when_the_clock_is_set_back(story: Story, time: Time) -> None:
    waiting = []
    for jump in (0, -3_600, 0, 7_200):
        time.is_set(jump)
        waiting.append(story.conversation())
        story.ask_for_person(waiting[-1])
    assert [entry["conversation_id"] for entry in story.database.read_now(list_queue)] == waiting


async def test_an_idle_conversation_is_resolved(story: Story, housekeeping: Housekeeping, time: Time) -> None:
    idle = story.conversation()
    time.passes(3_600)
    overdue = story.conversation()
    story.say(overdue, "unanswered")
    time.passes(23 * 3_600 + 1)
    await housekeeping.look_once()
    assert [story.read(each).status for each in (idle, overdue)] == ["resolved", "bot"]


async def test_a_conversation_with_an_unanswered_message_is_overdue_and_never_idle(
    story: Story, housekeeping: Housekeeping, time: Time
) -> None:
    overdue = story.conversation()
    story.say(overdue, "unanswered")
    time.passes(48 * 3_600)
    await housekeeping.look_once()
    assert story.read(overdue).status == "bot"
    assert housekeeping.loop.failures == 0
