"""Offers over HTTP: departments' routing, agents' capacities, and queue entries."""

import pytest

from kit.clock import system_clock
from staff.departments.service import ensure_default_department
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat


async def routed(chat: ServedChat, way: str = "least_busy") -> Staff:
    """Returns a supervisor who is not online. The default department uses this routing."""
    supervisor: Staff = await chat.person("supervisor", name="Sam")
    default = await chat.database.write(ensure_default_department, system_clock())
    changed = ok(await supervisor.call("PATCH", f"/departments/{default.id}", {"routing": way}))
    assert changed["routing"] == way
    return supervisor


async def test_an_offer_goes_to_one_agent_and_to_the_next_once_they_are_full(chat: ServedChat) -> None:
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
        "languages": [],
        "skills": [],
        "departments": [],
    }
    assert ok(await agent.get("/capacities/own")) == {"at_most": 4, "held": 1}
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
async def test_an_invalid_capacity_is_refused(chat: ServedChat, body: dict[str, object], code: str) -> None:
    supervisor = await chat.person("supervisor")
    assert refusal(await supervisor.put(f"/capacities/{supervisor.id}", body)) == (400, code)


async def test_an_unknown_routing_is_refused(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    assert refusal(await supervisor.post("/departments", {"name": "New", "routing": "loudest"})) == (400, "bad_type")
    made = await supervisor.post("/departments", {"name": "New", "routing": "round_robin"})
    assert (made.status_code, made.json()["routing"]) == (201, "round_robin")


async def test_supervisors_set_languages_and_skills(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person(name="Ines")
    made = await supervisor.post("/skills", {"name": "Bikes", "topics": ["E-bikes", "e-BIKES", "ask_battery"]})
    skill = made.json()
    assert (made.status_code, skill["topics"], skill["hard"]) == (201, ["E-bikes", "ask_battery"], False)
    path = f"/capacities/{agent.id}"
    given = {"capacity": 2, "languages": ["nl", "en", "nl"], "skills": [skill["id"], skill["id"]]}
    changed = ok(await supervisor.put(path, given))
    assert (changed["languages"], changed["skills"]) == (["nl", "en"], [skill["id"]])
    changed = ok(await supervisor.put(path, {"capacity": None}))
    assert (changed["capacity"], changed["languages"], changed["skills"]) == (None, ["nl", "en"], [skill["id"]])
    listed = ok(await supervisor.get("/capacities"))["agents"]
    assert next(each["skills"] for each in listed if each["id"] == agent.id) == [skill["id"]]
    hard = ok(await supervisor.call("PATCH", f"/skills/{skill['id']}", {"hard": True, "name": "E-bikes"}))
    assert (hard["hard"], hard["name"], hard["topics"]) == (True, "E-bikes", ["E-bikes", "ask_battery"])
    assert [each["name"] for each in ok(await supervisor.get("/skills"))["skills"]] == ["E-bikes"]
    ok(await supervisor.call("DELETE", f"/skills/{skill['id']}"))
    assert ok(await supervisor.get("/skills")) == {"skills": []}
    assert ok(await supervisor.put(path, {"capacity": None, "languages": []}))["skills"] == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"languages": ["nl-BE"]}, "bad_type"),
        ({"languages": ["NL"]}, "bad_type"),
        ({"languages": ["dutch"]}, "bad_type"),
        ({"languages": ["n"]}, "bad_type"),
        ({"languages": "nl"}, "bad_type"),
        ({"languages": ["nl"] * 31}, "bad_type"),
        ({"skills": ["skill_none"]}, "bad_type"),
        ({"skills": ["x" * 65]}, "too_long"),
        ({"skills": None}, "bad_type"),
    ],
)
async def test_invalid_languages_and_unknown_skills_are_refused(
    chat: ServedChat, change: dict[str, object], code: str
) -> None:
    supervisor = await chat.person("supervisor")
    before = ok(await supervisor.get("/capacities"))
    answer = await supervisor.put(f"/capacities/{supervisor.id}", {"capacity": 1, **change})
    assert refusal(answer) == (400, code)
    assert ok(await supervisor.get("/capacities")) == before


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "missing_field"),
        ({"name": "  "}, "empty_text"),
        ({"name": "x" * 101}, "too_long"),
        ({"name": "a\u0000b"}, "bad_unicode"),
        ({"name": "Bikes", "topics": ["x" * 101]}, "too_long"),
        ({"name": "Bikes", "topics": [""]}, "empty_text"),
        ({"name": "Bikes", "topics": "E-bikes"}, "bad_type"),
        ({"name": "Bikes", "topics": ["x"] * 101}, "bad_type"),
        ({"name": "Bikes", "hard": "yes"}, "bad_type"),
    ],
)
async def test_an_invalid_skill_is_refused(chat: ServedChat, body: dict[str, object], code: str) -> None:
    supervisor = await chat.person("supervisor")
    kept = (await supervisor.post("/skills", {"name": "Kept"})).json()
    assert refusal(await supervisor.post("/skills", body)) == (400, code)
    assert refusal(await supervisor.call("PATCH", f"/skills/{kept['id']}", body)) == (400, code)
    assert [each["name"] for each in ok(await supervisor.get("/skills"))["skills"]] == ["Kept"]


async def test_only_supervisors_change_skills_and_names_are_unique(chat: ServedChat) -> None:
    supervisor, agent, editor = await chat.person("supervisor"), await chat.person(), await chat.person("editor")
    kept = (await supervisor.post("/skills", {"name": "Bikes"})).json()
    other = (await supervisor.post("/skills", {"name": "Money"})).json()
    assert refusal(await supervisor.post("/skills", {"name": "BIKES"})) == (409, "conflict")
    assert refusal(await supervisor.call("PATCH", f"/skills/{other['id']}", {"name": "bikes"})) == (409, "conflict")
    assert refusal(await supervisor.call("PATCH", "/skills/skill_none", {"hard": True})) == (404, "not_found")
    assert refusal(await supervisor.call("DELETE", "/skills/skill_none")) == (404, "not_found")
    for caller, expected in (
        (agent, (403, "not_allowed")),
        (editor, (403, "not_allowed")),
        (chat.anybody, (401, "not_signed_in")),
    ):
        for method, path, body in (
            ("GET", "/skills", None),
            ("GET", "/topics", None),
            ("POST", "/skills", {"name": "Mine"}),
            ("PATCH", f"/skills/{kept['id']}", {"hard": True}),
            ("DELETE", f"/skills/{kept['id']}", None),
        ):
            assert refusal(await caller.call(method, path, body)) == expected


async def test_the_board_and_the_conversation_show_effort_and_language_match(
    chat: ServedChat,
) -> None:
    supervisor = await routed(chat, "least_effort")
    agent = await chat.person(name="Ines")
    ok(await supervisor.put(f"/capacities/{agent.id}", {"capacity": 2, "languages": ["en"]}))
    customer = await chat.customer(locale="nl-BE")
    ok(await customer.post(f"{customer.path}/handoff"))
    entry = (await agent.queue())[0]
    needs = {"language": "nl", "skills": [], "effort": 1, "upset": False, "hard": False}
    assert {name: entry[name] for name in needs} == needs
    await agent.accept(customer.id)
    await customer.say("You are an idiot")
    handoff = ok(await agent.get(customer.path))["handoff"]
    assert {name: handoff[name] for name in needs} == {**needs, "effort": 2, "upset": True}
    assert handoff["language_matched"] is False
    board = ok(await supervisor.get("/board"))
    of = next(each for each in board["agents"] if each["id"] == agent.id)
    assert (of["effort"], of["overloaded"]) == (2, False)


async def test_a_supervisor_says_which_departments_an_agent_serves(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    given = {"capacity": None, "departments": [workshop]}
    assert ok(await supervisor.put(f"/capacities/{agent.id}", given))["departments"] == [workshop]
    ok(await supervisor.put(f"/capacities/{agent.id}", {"capacity": 3}))  # omitted fields stay unchanged
    listed = {each["id"]: each for each in ok(await supervisor.get("/capacities"))["agents"]}
    assert listed[agent.id]["departments"] == [workshop]
    unknown = {"capacity": None, "departments": ["nowhere"]}
    assert refusal(await supervisor.put(f"/capacities/{agent.id}", unknown))[0] == 400
