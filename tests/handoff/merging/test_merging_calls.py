"""Merging over HTTP: the agent's calls and their record in the audit log, and the way that leads the customer along."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from tests.fixtures.callers import Customer, Frame, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat

SECRET = "a secret of the shop, long enough to be one, also where another algorithm asks for more"


@pytest.fixture
async def shop(serve_chat: ServeChat, tmp_path: Path) -> ServedChat:
    """A `chat` that trusts a host site's key."""
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"shop": {"algorithm": "HS256", "key": SECRET}}), encoding="utf-8")
    return await serve_chat(identity_keys_file=keys)


async def mara(shop: ServedChat) -> Customer:
    """Mara, signed in at the site, who waits in one more conversation."""
    body = {"sub": "mara", "aud": "baton", "exp": datetime.now(UTC) + timedelta(minutes=30)}
    identity = jwt.encode(body, SECRET, algorithm="HS256", headers={"kid": "shop"})
    customer = await Customer.arrive(shop.http, identity=identity)
    ok(await customer.say("Where is my parcel?"))
    ok(await customer.post(f"{customer.path}/handoff"))
    return customer


def went_elsewhere(frame: Frame) -> bool:
    return bool(frame["conversation"].get("continues_elsewhere"))


async def test_an_agent_merges_and_the_customer_goes_on_in_the_other_one(shop: ServedChat) -> None:
    agent, admin = await shop.person(), await shop.person("admin")
    first, again = await mara(shop), await mara(shop)
    queue = {each["conversation_id"]: each["also_waiting"] for each in await agent.queue()}
    assert queue == {first.id: [again.id], again.id: [first.id]}
    await agent.accept(first.id)
    (other,) = ok(await agent.get(f"{first.path}/same-person"))["conversations"]
    assert (other["id"], other["by"], other["status"], other["agent"]) == (again.id, "identity", "queued", None)
    async with again.listen() as widget:
        await widget.until("replay.ended")
        ok(await agent.post(f"{first.path}/merge", {"other": again.id}))
        await widget.until("conversation.changed", went_elsewhere)
    assert ok(await agent.get(again.path))["merged_into"] == first.id
    assert "merged_into" not in await again.read()
    assert refusal(await again.say("Hello?")) == (409, "continues_elsewhere")

    led = ok(await again.post(f"{again.path}/continue"))
    assert led["conversation_id"] == first.id
    there = Customer(shop.http, first.id, led["token"])
    assert (await there.read())["status"] == "assigned"
    ok(await there.say("Here I am", "said-there"))
    assert refusal(await there.get(again.path)) == (404, "not_found"), "the new token opens the one alone"
    newer = ok(await again.post(f"{again.path}/continue"))
    assert refusal(await there.get(first.path)) == (401, "not_signed_in")
    assert (await Customer(shop.http, first.id, newer["token"]).read())["id"] == first.id
    assert refusal(await first.post(f"{first.path}/continue")) == (409, "wrong_status")
    assert refusal(await first.post(f"{again.path}/continue")) == (404, "not_found")

    ok(await agent.post(f"{first.path}/merge/undo", {"other": again.id}))
    assert "continues_elsewhere" not in await again.read()
    log = ok(await admin.get("/audit"))["entries"]
    assert {"conversation.merged", "conversation.separated"} <= {each["action"] for each in log}


async def test_who_may_not_read_both_merges_neither(shop: ServedChat) -> None:
    supervisor, agent = await shop.person("supervisor"), await shop.person()
    elsewhere = ok(await supervisor.post("/departments", {"name": "Elsewhere"}))["id"]
    first, hidden = await mara(shop), await mara(shop)
    ok(await hidden.post(f"{hidden.path}/handoff", {"department": elsewhere}))
    stranger = await shop.person(departments=(elsewhere,))
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    ok(await first.post(f"{first.path}/handoff", {"department": orders}))
    assert refusal(await stranger.get(f"{first.path}/same-person")) == (404, "not_found")
    assert ok(await stranger.get(f"{hidden.path}/same-person"))["conversations"] == []
    assert refusal(await stranger.post(f"{hidden.path}/merge", {"other": first.id})) == (404, "not_found")
    assert refusal(await first.post(f"{first.path}/merge", {"other": hidden.id})) == (403, "not_allowed")
    assert refusal(await agent.post(f"{first.path}/merge", {"other": hidden.id})) == (409, "wrong_status")
