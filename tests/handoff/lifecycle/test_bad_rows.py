"""Housekeeping and routing go on: one row that cannot be worked on, or one job that fails, holds up nobody else."""

from typing import Any

import pytest
from sqlalchemy import Connection, update

from conversations.models import conversations
from handoff.lifecycle import housekeeping as housekeeping_module
from handoff.lifecycle import service
from handoff.lifecycle.housekeeping import Housekeeping
from handoff.offers import runner as runner_module
from handoff.offers.service import offer_handoff
from handoff.presence import service as presence
from handoff.queue.service import list_queue
from kit.errors import StorageUnavailable
from tests.fixtures.callers import eventually
from tests.fixtures.story import MovableClock, Story
from tests.handoff.offers.test_routing import Desk


@pytest.fixture
def housekeeping(story: Story, clock: MovableClock) -> Housekeeping:
    began = clock()
    return Housekeeping(story.database, clock, idle_hours=24, steady=lambda: (clock() - began).total_seconds())


def damage(story: Story, conversation_id: str, **values: Any) -> None:
    story.database.write_now(
        lambda connection: connection.execute(
            update(conversations).where(conversations.c.id == conversation_id).values(**values)
        )
    )


def assigned(story: Story, name: str) -> str:
    conversation = story.conversation()
    story.database.write_now(service.accept, story.ask_for_person(conversation).id, story.agent(name), story.clock())
    return conversation


async def test_bad_rows_of_every_job_do_not_keep_lost_agents_customers_from_the_queue(
    story: Story, housekeeping: Housekeeping, clock: MovableClock
) -> None:
    bad_idle, good_idle = story.conversation(), story.conversation()
    clock.move(hours=24, seconds=1)
    bad_lost, good_lost = assigned(story, "Ines"), assigned(story, "Jo")
    damage(story, bad_idle, memory=["not an object"])
    damage(story, bad_lost, last_seq=0)  # its next message takes a number that there is
    clock.move(seconds=presence.CALL_LEASE_SECONDS + 30)
    for _ in range(2):
        await housekeeping.look_once()
    statuses = [story.read(each).status for each in (bad_idle, good_idle, bad_lost, good_lost)]
    assert statuses == ["bot", "resolved", "assigned", "queued"]
    assert housekeeping.loop.failures == 4


async def test_the_loop_goes_on_after_a_key_error_in_one_job(
    story: Story, housekeeping: Housekeeping, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_connection: Connection, _before: object) -> list[str]:
        raise KeyError("a fault of ours")

    lost = assigned(story, "Ines")
    clock.move(seconds=presence.CALL_LEASE_SECONDS + 30)
    monkeypatch.setattr(housekeeping_module, "list_idle", broken)
    monkeypatch.setattr(Housekeeping, "INTERVAL_SECONDS", 0.01)
    await housekeeping.start()

    async def has_gone_on() -> bool:
        return story.read(lost).status == "queued" and housekeeping.loop.keeps_failing

    async def is_well_again() -> bool:
        return housekeeping.loop.failed_rounds == 0

    await eventually(has_gone_on)
    monkeypatch.undo()
    await eventually(is_well_again)
    await housekeeping.stop()


async def test_after_a_jump_that_cannot_be_mended_nobody_is_taken_for_lost(
    story: Story, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise StorageUnavailable()

    stands_still = Housekeeping(story.database, clock, idle_hours=24, steady=lambda: 0.0)
    conversation = assigned(story, "Ines")
    clock.move(hours=1)
    monkeypatch.setattr(housekeeping_module, "keep_leases_over_jump", broken)
    with pytest.raises(StorageUnavailable):
        await stands_still.look_once()
    assert story.read(conversation).status == "assigned"


async def test_a_handoff_that_cannot_be_offered_holds_up_no_other(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(story)
    agent = desk.online("Ines")
    bad, good = desk.waiting(), desk.waiting()

    def stumbles(connection: Connection, handoff_id: str, *args: Any) -> bool:
        if handoff_id == story.handoff(bad).id:
            raise KeyError("a fault of ours")
        return offer_handoff(connection, handoff_id, *args)

    monkeypatch.setattr(runner_module, "offer_handoff", stumbles)
    assert await desk.offered_to(good) == agent.id
    assert await desk.offered_to(bad) is None
    assert desk.runner.loop.failures > 0


async def test_routing_goes_on_after_a_key_error(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> list[str]:
        raise KeyError("a fault of ours")

    desk = Desk(story)
    agent = desk.online("Ines")
    waiting = desk.waiting()
    monkeypatch.setattr(runner_module, "list_stale", broken)
    monkeypatch.setattr(desk.runner, "INTERVAL_SECONDS", 0.01)
    await desk.runner.start()

    async def keeps_failing() -> bool:
        return desk.runner.loop.keeps_failing

    await eventually(keeps_failing)
    await desk.runner.stop()
    (entry,) = story.database.read_now(list_queue)
    assert (entry["conversation_id"], entry["offer"]["agent_id"]) == (waiting, agent.id)
