"""Help for agents who write: canned replies filled in for this customer, and passages for the open question."""

from typing import Any

import jwt
import pytest

from handoff.canned_replies.canned_reply import fill
from tests.fixtures.callers import Caller, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import SURE, always, evidence, fails


async def add(supervisor: Caller, shortcut: str, text: str, title: str = "A title") -> dict[str, Any]:
    answer = await supervisor.post("/canned-replies", {"shortcut": shortcut, "title": title, "text": text})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_supervisors_edit_canned_replies_and_agents_read_them(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor", name="Sam"), await chat.person()
    made = await add(supervisor, "hello", "Good day, {customer_name}!")
    assert (made["shortcut"], made["updated_by"]) == ("hello", "Sam")
    path = f"/canned-replies/{made['id']}"
    await add(supervisor, "bye", "Goodbye.")
    assert refusal(await supervisor.post("/canned-replies", {"shortcut": "bye", "title": "Again", "text": "x"})) == (
        409,
        "conflict",
    )
    assert refusal(await supervisor.call("PATCH", path, {"shortcut": "bye"})) == (409, "conflict")
    changed = ok(await supervisor.call("PATCH", path, {"text": "Hello, {customer_name}!"}))
    assert (changed["shortcut"], changed["text"]) == ("hello", "Hello, {customer_name}!")
    listed = ok(await agent.get("/canned-replies"))["canned_replies"]
    assert [each["shortcut"] for each in listed] == ["bye", "hello"]
    for method in ("PATCH", "DELETE"):
        assert refusal(await agent.call(method, path, {"text": "x"})) == (403, "not_allowed")
    assert ok(await supervisor.delete(path)) == {}
    assert refusal(await supervisor.delete(path)) == (404, "not_found")
    assert refusal(await supervisor.call("PATCH", path, {"text": "x"})) == (404, "not_found")


async def test_an_invalid_canned_reply_is_rejected(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    good = {"shortcut": "a", "title": "t", "text": "x"}
    for changes, code in (
        ({"shortcut": "With Blanks"}, "bad_type"),
        ({"shortcut": ""}, "bad_type"),
        ({"text": "Hello {customer}"}, "bad_type"),
        ({"text": " "}, "empty_text"),
        ({"text": "x" * 2001}, "too_long"),
        ({"title": " "}, "empty_text"),
        ({"title": None}, "bad_type"),
    ):
        assert refusal(await supervisor.post("/canned-replies", {**good, **changes})) == (400, code), changes
    made = await add(supervisor, "a", "x")
    assert refusal(await supervisor.call("PATCH", f"/canned-replies/{made['id']}", {})) == (400, "missing_field")


async def test_replies_are_a_departments_or_an_agents_own(chat: ServedChat) -> None:
    supervisor, ines, tom = await chat.person("supervisor"), await chat.person(name="Ines"), await chat.person()
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    shared = await add(supervisor, "hi", "Everybody's")
    body = {"shortcut": "brake", "title": "Brakes", "text": "The workshop's", "folder": " Repairs "}
    theirs = ok(await supervisor.post("/canned-replies", {**body, "department": workshop}))
    assert (theirs["folder"], theirs["department"], theirs["personal"]) == ("Repairs", workshop, False)
    mine = {"shortcut": "hi", "title": "Mine", "text": "My own", "personal": True}
    own = ok(await ines.post("/canned-replies", mine))
    assert own["personal"]

    def said(listed: dict[str, Any]) -> list[str]:
        return [each["text"] for each in listed["canned_replies"]]

    assert said(ok(await ines.get("/canned-replies"))) == ["The workshop's", "My own", "Everybody's"]
    assert said(ok(await tom.get("/canned-replies"))) == ["The workshop's", "Everybody's"]
    plain, repair = await chat.queued(), await chat.customer()
    ok(await repair.post(f"{repair.path}/handoff", {"department": workshop}))
    assert said(ok(await ines.get(f"{plain.path}/canned-replies"))) == ["My own", "Everybody's"]
    assert said(ok(await tom.get(f"{repair.path}/canned-replies"))) == ["The workshop's", "Everybody's"]

    path = f"/canned-replies/{own['id']}"
    for somebody in (tom, supervisor):
        assert refusal(await somebody.call("PATCH", path, {"text": "x"})) == (404, "not_found"), "nobody else has it"
        assert refusal(await somebody.delete(path)) == (404, "not_found")
    refused = await ines.post("/canned-replies", {"shortcut": "new", "title": "t", "text": "x"})
    assert refusal(refused) == (403, "not_allowed"), "everybody's are written by supervisors"
    for wrong in ({"department": "none"}, {"personal": True, "department": workshop}, {"folder": 7}):
        refused = await supervisor.post("/canned-replies", {"shortcut": "new", "title": "t", "text": "x", **wrong})
        assert refusal(refused) == (400, "bad_type"), wrong
    assert ok(await ines.call("PATCH", path, {"folder": "Hellos"}))["folder"] == "Hellos"
    assert refusal(await ines.call("PATCH", path, {"department": workshop})) == (400, "bad_type")
    moved = ok(await supervisor.call("PATCH", f"/canned-replies/{shared['id']}", {"department": workshop}))
    assert moved["department"] == workshop
    assert ok(await ines.delete(path)) == {}


@pytest.fixture
def key(chat_settings: dict[str, Any], tmp_path: Any) -> str:
    secret = "k" * 40
    file = tmp_path / "keys.json"
    file.write_text(f'{{"one": {{"algorithm": "HS256", "key": "{secret}"}}}}')
    file.chmod(0o600)
    chat_settings["identity_keys_file"] = file
    return secret


async def test_known_variables_are_filled_in(serve_chat: ServeChat, key: str) -> None:
    chat = await serve_chat()
    supervisor, agent = await chat.person("supervisor"), await chat.person(name="Ines")
    await add(supervisor, "hi", "Hi {customer_name}, {agent_name} here about {order_number}.")
    now = chat.container.clock().timestamp()
    claims = {"aud": "baton", "sub": "c1", "name": "Mara", "iat": int(now), "exp": int(now) + 60}
    token = jwt.encode(claims, key, algorithm="HS256", headers={"kid": "one"})
    known, anonymous = await chat.customer(identity=token), await chat.customer()
    for customer, text, missing in (
        (known, "Hi Mara, Ines here about {order_number}.", ["order_number"]),
        (anonymous, "Hi {customer_name}, Ines here about {order_number}.", ["customer_name", "order_number"]),
    ):
        (reply,) = ok(await agent.get(f"{customer.path}/canned-replies"))["canned_replies"]
        assert (reply["text"], reply["missing"]) == (text, missing)


def test_variables_are_filled_in_literally() -> None:
    assert fill("{agent_name} {x} {{", {"agent_name": "{order_number}"}) == ("{order_number} {x} {{", ["x"])


async def test_articles_are_suggested_for_the_open_question(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    await customer.say("How long do I have to send it back?")
    path = f"{customer.path}/suggestions"
    found = ok(await agent.get(path))
    assert found["question"] == {"seq": 3, "text": "How long do I have to send it back?"}
    (suggestion,) = found["suggestions"]
    assert suggestion["text"] == f"You have 60 days to send it back.\n{suggestion['url']}"
    assert suggestion["url"].endswith("/help/returns")
    ok(await agent.reply(customer.id, "60 days."))
    assert ok(await agent.get(path)) == {"question": None, "suggestions": []}


async def test_agents_search_the_articles_in_their_own_words(serve_chat: ServeChat, neighbours: Any) -> None:
    neighbours.knowledge = always(evidence(SURE, {**SURE, "article_id": "other", "probability": 0.01}))
    chat = await serve_chat()
    agent = await chat.person()
    customer = await chat.assigned(agent)
    found = ok(await agent.get(f"{customer.path}/suggestions", params={"q": "returns"}))
    assert (found["question"], len(found["suggestions"])) == (None, 2)
    await customer.say("And by post?")
    assert len(ok(await agent.get(f"{customer.path}/suggestions"))["suggestions"]) == 1, "nothing unlikely by itself"
    neighbours.knowledge = fails
    assert refusal(await agent.get(f"{customer.path}/suggestions?q=returns")) == (503, "bot_unavailable")


async def test_other_agents_conversations_give_no_help(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    clerk, customer = await chat.person(departments=(orders,)), await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    for path in ("canned-replies", "suggestions"):
        assert refusal(await clerk.get(f"{customer.path}/{path}")) == (404, "not_found")
        assert refusal(await supervisor.get(f"/conversations/conv_none/{path}")) == (404, "not_found")
