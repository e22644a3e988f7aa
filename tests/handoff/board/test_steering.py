"""From the Live page: a waiting customer is moved or made more urgent, a colleague set to away, and the day is seen."""

from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat


async def steer(who: Staff, entry: dict[str, object], **changes: object) -> dict[str, object]:
    return ok(await who.call("PATCH", f"/handoffs/{entry['handoff_id']}", changes))


async def test_a_waiting_customer_is_moved_and_made_more_urgent(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    department = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    first, second = await chat.queued(), await chat.queued()
    entries = {each["conversation_id"]: each for each in await agent.queue()}
    mine, since = entries[second.id], entries[second.id]["waiting_since"]
    changed = await steer(supervisor, mine, priority=3, agent_id=agent.id)
    assert (changed["priority"], changed["wanted_agent_id"]) == (3, agent.id)
    queue = await agent.queue()
    assert [each["conversation_id"] for each in queue] == [second.id, first.id], "the urgent one is served first"
    assert queue[0]["waiting_since"] == since
    moved = await steer(supervisor, mine, department=department, agent_id=None)
    assert (moved["department"], moved["wanted_agent_id"], moved["priority"]) == (department, None, 3)
    (told,) = [each for each in await second.messages() if each.get("event") == "department.chosen"]
    assert told["text"] == "You are in the queue for Workshop."
    path = f"/handoffs/{mine['handoff_id']}"
    for body, wanted in (
        ({}, (400, "missing_field")),
        ({"priority": 4}, (400, "bad_type")),
        ({"department": "none"}, (404, "not_found")),
        ({"agent_id": "none"}, (404, "not_found")),
    ):
        assert refusal(await supervisor.call("PATCH", path, body)) == wanted, body
    assert refusal(await agent.call("PATCH", path, {"priority": 0})) == (403, "not_allowed")
    assert refusal(await supervisor.call("PATCH", "/handoffs/none", {"priority": 0})) == (404, "not_found")
    await agent.accept(second.id)
    assert refusal(await supervisor.call("PATCH", path, {"priority": 0})) == (409, "wrong_status")
    admin = await chat.person("admin")
    entry = next(each for each in ok(await admin.get("/audit"))["entries"] if each["action"] == "handoff.changed")
    assert (entry["subject"], entry["actor"]["id"]) == (second.id, supervisor.id)


async def test_a_supervisor_sets_an_agent_to_away_who_sees_it_and_comes_back(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person(name="Ines")
    path = f"/presence/{agent.id}"
    assert refusal(await supervisor.put(path, {"state": "away"})) == (409, "wrong_status"), "nobody who is not there"
    ok(await agent.put("/presence", {"state": "online"}))
    async with agent.listen() as works:
        await works.until("snapshot")
        assert ok(await supervisor.put(path, {"state": "away"})) == {"state": "away"}
        frame = await works.until("presence.changed", lambda each: each["person_id"] == agent.id)
        assert frame["state"] == "away"
    shown = next(each for each in ok(await supervisor.get("/board"))["agents"] if each["id"] == agent.id)
    assert (shown["state"], shown["at_most"], shown["since"] is None) == ("away", shown["at_most"], False)
    assert ok(await agent.put("/presence", {"state": "online"})) == {"state": "online"}
    assert refusal(await supervisor.put(path, {"state": "online"})) == (400, "bad_type")
    assert refusal(await agent.put(f"/presence/{supervisor.id}", {"state": "away"})) == (403, "not_allowed")
    assert refusal(await supervisor.put("/presence/none", {"state": "away"})) == (404, "not_found")


async def test_the_last_hours_count_who_came_who_was_taken_and_what_ended(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    hours = ok(await supervisor.get("/board/hours"))["hours"]
    assert len(hours) == 24
    assert {(each["requested"], each["accepted"], each["wait_seconds"], each["closed"]) for each in hours} == {
        (0, 0, None, 0)
    }
    await chat.queued()
    first = await chat.assigned(agent)
    ok(await agent.post(f"{first.path}/resolve"))
    two = ok(await supervisor.get("/board/hours"))["hours"][-2:]  # the hour may turn while the test runs
    assert sum(each["requested"] for each in two) == 2
    assert sum(each["accepted"] for each in two) == 1
    assert sum(each["closed"] for each in two) == 1
    assert all(each["wait_seconds"] is None or 0 <= each["wait_seconds"] < 60 for each in two)
    assert refusal(await agent.get("/board/hours")) == (403, "not_allowed")
