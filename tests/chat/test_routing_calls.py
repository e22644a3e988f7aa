"""Offers as programs and supervisors see them: departments' routing, agents' capacities, entries of the queue."""

import pytest

from handoff.departments_service import ensure_default_department
from kit.clock import system_clock
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat


async def routed(chat: ServedChat, way: str = "least_busy") -> Staff:
    """A supervisor who is not there for customers; the default department offers in this way."""
    supervisor: Staff = await chat.person("supervisor", name="Sam")
    default = await chat.database.write(ensure_default_department, system_clock())
    changed = ok(await supervisor.call("PATCH", f"/departments/{default.id}", {"routing": way}))
    assert changed["routing"] == way
    return supervisor


async def test_an_offer_comes_to_one_agent_and_to_the_next_once_she_is_full(chat: ServedChat) -> None:
    supervisor = await routed(chat)
    agent = await chat.person(name="Ines")
    ok(await supervisor.put(f"/capacities/{agent.id}", {"capacity": 1}))
    ok(await agent.put("/presence", {"state": "online"}))
    async with agent.listen() as socket:
        await socket.until("snapshot")
        first, second = await chat.queued(), await chat.queued()
        frame = await socket.until("queue.changed", lambda frame: any(each["offer"] for each in frame["queue"]))
        entry = next(each for each in frame["queue"] if each["offer"])
        assert (entry["conversation_id"], entry["routing"]) == (first.id, "least_busy")
        assert entry["offer"]["agent_id"] == agent.id
        await agent.accept(first.id)
        ok(await agent.post(f"{first.path}/resolve"))
        drained = await socket.until(
            "queue.changed",
            lambda frame: [each["conversation_id"] for each in frame["queue"] if each["offer"]] == [second.id],
        )
        assert drained["queue"][0]["offer"]["agent_id"] == agent.id


async def test_supervisors_set_capacities(chat: ServedChat) -> None:
    supervisor, agent, editor = (
        await chat.person("supervisor"),
        await chat.person(name="Ines"),
        await chat.person("editor"),
    )
    await chat.assigned(agent)
    listed = ok(await supervisor.get("/capacities"))
    assert listed["default"] == 4
    assert {each["id"] for each in listed["agents"]} == {supervisor.id, agent.id}
    assert next(each for each in listed["agents"] if each["id"] == agent.id) == {
        "id": agent.id,
        "name": "Ines",
        "capacity": None,
        "at_most": 4,
        "held": 1,
    }
    path = f"/capacities/{agent.id}"
    for capacity, at_most in ((0, 0), (100, 100), (None, 4)):
        changed = ok(await supervisor.put(path, {"capacity": capacity}))
        assert (changed["capacity"], changed["at_most"]) == (capacity, at_most)
    for nobody in (editor.id, "person_none"):
        assert refusal(await supervisor.put(f"/capacities/{nobody}", {"capacity": 1})) == (404, "not_found")
    assert refusal(await agent.put(path, {"capacity": 9})) == (403, "not_allowed")
    assert refusal(await agent.get("/capacities")) == (403, "not_allowed")
    assert refusal(await chat.anybody.get("/capacities")) == (401, "not_signed_in")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"capacity": -1}, "bad_type"),
        ({"capacity": 101}, "bad_type"),
        ({"capacity": "3"}, "bad_type"),
        ({"capacity": True}, "bad_type"),
        ({"capacity": 1.5}, "bad_type"),
        ({}, "missing_field"),
    ],
)
async def test_what_is_no_capacity_is_refused(chat: ServedChat, body: dict[str, object], code: str) -> None:
    supervisor = await chat.person("supervisor")
    assert refusal(await supervisor.put(f"/capacities/{supervisor.id}", body)) == (400, code)


async def test_a_way_that_there_is_not_is_refused(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    assert refusal(await supervisor.post("/departments", {"name": "New", "routing": "loudest"})) == (400, "bad_type")
    made = await supervisor.post("/departments", {"name": "New", "routing": "round_robin"})
    assert (made.status_code, made.json()["routing"]) == (201, "round_robin")
