"""The positions of all who wait, read at once, are those that each of them reads alone."""

import random

from sqlalchemy import Connection

from handoff.handoffs import repository
from handoff.lifecycle import service
from handoff.presence import service as presence
from handoff.queue.positions import list_queue_positions, queue_position_of
from kit.identifiers import new_id
from staff.departments.department import Hours
from staff.departments.service import add_department, ensure_default_department
from tests.fixtures.story import Story

OFFICE: Hours = {"time_zone": "Europe/Brussels", "weekly": {"monday": [["09:00", "18:00"]]}}


def _put(connection: Connection, handoff_id: str, priority: int, department_id: str | None) -> None:
    repository.change(connection, handoff_id, priority=priority, department_id=department_id)


def test_everybody_is_told_what_they_would_read_alone(story: Story) -> None:
    chance, now = random.Random(11), story.clock
    story.database.write_now(ensure_default_department, now(), hours=OFFICE)
    workshop = story.database.write_now(add_department, "Workshop", now(), hours=None)
    agents = [story.agent(name) for name in ("Ines", "Sam")]
    for agent in agents:
        story.database.write_now(presence.set_presence, agent.id, "online", now())
    for number in range(14):  # enough for a pace: some are handled, the others wait
        conversation = story.conversation()
        handoff = story.ask_for_person(conversation)
        now.move(seconds=chance.randint(1, 90))
        if number < 6:
            story.database.write_now(service.accept, handoff.id, agents[number % 2], now())
            now.move(minutes=chance.randint(2, 9))
            story.database.write_now(service.resolve, conversation, agents[number % 2], now())
            continue
        department_id = chance.choice([None, workshop.id])
        story.database.write_now(_put, handoff.id, chance.randint(0, 2), department_id)
        waiting = story.conversation()
        story.ask_for_person(waiting)
    for agent in agents:
        story.database.write_now(presence.set_presence, agent.id, "online", now())

    together = story.database.read_now(list_queue_positions, now())

    alone = {conversation: story.database.read_now(queue_position_of, conversation, now()) for conversation in together}
    assert together == alone
    assert sorted(each.position for each in together.values()) == list(range(1, 17))
    assert any(each.wait_seconds for each in together.values())


def test_who_does_not_wait_has_no_position(story: Story) -> None:
    story.conversation()
    assert story.database.read_now(list_queue_positions, story.clock()) == {}
    assert story.database.read_now(queue_position_of, new_id("conversation"), story.clock()) is None
