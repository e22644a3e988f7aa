"""Endpoints: who may keep them, which addresses are taken, their secrets, trying them, and erasure."""

import asyncio
import json
import socket
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from chat.installation.people_data_command import run
from chat.webhooks.models import webhook_attempts, webhook_endpoints, webhook_events
from chat.webhooks.outbox import Outbox
from kit.clock import system_clock
from kit.database import Database
from tests.chat.webhooks.receiver import Receiver, add, is_signed
from tests.chat.webhooks.test_deliveries import make_due, settled
from tests.fixtures.callers import eventually, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat

STARTED = ["conversation.started"]


async def test_an_endpoint_is_added_changed_and_removed_and_its_secret_is_shown_once(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin", name="Ada")
    made = await add(admin, receiver, *STARTED, description="CRM")
    assert made["secret"].startswith("whsec_")
    listed = ok(await admin.get("/webhook-endpoints"))
    assert listed["endpoints"] == [{name: value for name, value in made.items() if name != "secret"}]
    path = f"/webhook-endpoints/{made['id']}"
    changed = ok(await admin.call("PATCH", path, {"events": ["customer.wrote"], "on": False}))
    assert (changed["events"], changed["on"], changed["off_reason"]) == (["customer.wrote"], False, "person")
    assert (changed["url"], changed["description"]) == (receiver.url, "CRM")
    assert ok(await admin.delete(path)) == {}
    assert refusal(await admin.delete(path)) == (404, "not_found")
    assert ok(await admin.get("/webhook-endpoints"))["endpoints"] == []
    noted = ok(await admin.get("/audit"))
    assert receiver.host not in json.dumps(noted)
    actions = [entry["action"] for entry in noted["entries"]]
    assert actions[:3] == ["webhook_endpoint.removed", "webhook_endpoint.changed", "webhook_endpoint.added"]


async def test_only_administrators_reach_webhooks(hooked: ServedChat) -> None:
    supervisor = await hooked.person("supervisor")
    for path in ("/webhook-endpoints", "/webhook-deliveries"):
        assert refusal(await supervisor.get(path)) == (403, "not_allowed")
        assert refusal(await hooked.anybody.get(path)) == (401, "not_signed_in")


async def test_a_name_that_leads_into_a_private_network_later_is_refused_at_the_delivery(
    serve_chat: ServeChat, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = await serve_chat()
    admin = await chat.person("admin")
    resolve = socket.getaddrinfo
    address = "93.184.215.14"

    def answering(host: Any, *args: Any, **options: Any) -> Any:
        return resolve(address if host == "hooks.example.com" else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answering)
    url = f"https://hooks.example.com:{receiver.port}/"
    made = await admin.post("/webhook-endpoints", {"url": url, "events": STARTED})
    assert made.status_code == 201, made.text
    address = "127.0.0.1"
    await chat.customer()
    [delivery] = await settled(admin, 1)
    assert delivery["problem"] == "private_address"
    assert receiver.calls == []


async def test_after_a_new_secret_both_sign_for_a_day(hooked: ServedChat, receiver: Receiver) -> None:
    admin = await hooked.person("admin")
    made = await add(admin, receiver, *STARTED)
    rolled = await admin.post(f"/webhook-endpoints/{made['id']}/secret")
    assert rolled.status_code == 201
    new = rolled.json()["secret"]
    assert new != made["secret"]
    await hooked.customer()
    [call] = await receiver.until(1)
    assert is_signed(call.headers, call.raw, made["secret"])
    assert is_signed(call.headers, call.raw, new)

    def pass_a_day(connection: Connection) -> None:
        connection.execute(update(webhook_endpoints).values(old_secret_until=system_clock() - timedelta(seconds=1)))

    await hooked.database.write(pass_a_day)
    await hooked.customer()
    call = (await receiver.until(2))[1]
    assert not is_signed(call.headers, call.raw, made["secret"])
    assert is_signed(call.headers, call.raw, new)


async def test_secrets_are_sealed_and_unreadable_with_another_key(
    serve_chat: ServeChat, hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    made = await add(admin, receiver, *STARTED)
    stored = await hooked.database.read(lambda connection: connection.scalar(select(webhook_endpoints.c.secret)))
    assert made["secret"].removeprefix("whsec_") not in str(stored)
    other = await serve_chat(webhook_hosts=receiver.host, key="another key of this installation, long enough")
    there = type(admin)(other.http, admin.id, admin.name, str(admin.token))
    tried = ok(await there.post(f"/webhook-endpoints/{made['id']}/test"))
    assert (tried["state"], tried["problem"]) == ("failed", "no_secret")


async def test_a_test_is_sent_at_once_once_and_also_to_an_endpoint_that_is_off(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    made = await add(admin, receiver, *STARTED)
    path = f"/webhook-endpoints/{made['id']}"
    ok(await admin.call("PATCH", path, {"on": False}))
    tried = ok(await admin.post(f"{path}/test"))
    assert (tried["state"], tried["type"], tried["body"]["data"]) == (
        "delivered",
        "endpoint.tested",
        {"endpoint": {"id": made["id"]}},
    )
    assert receiver.calls[0].body == tried["body"]
    receiver.answer = lambda _call: 500
    tried = ok(await admin.post(f"{path}/test"))
    assert (tried["state"], tried["problem"], tried["tried"]) == ("failed", "server_error", 1)


async def test_switched_off_nothing_is_kept_and_switched_on_it_hears_again(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    made = await add(admin, receiver, *STARTED)
    path = f"/webhook-endpoints/{made['id']}"
    ok(await admin.call("PATCH", path, {"on": False}))
    await hooked.customer()
    ok(await admin.call("PATCH", path, {"on": True}))
    second = await hooked.customer()
    calls = await receiver.until(1)
    assert [call.data["conversation"]["id"] for call in calls] == [second.id]


async def test_erasing_a_customer_erases_what_deliveries_hold_and_tells_the_receivers(
    hooked: ServedChat, receiver: Receiver, database_url: str
) -> None:
    admin = await hooked.person("admin")
    wanted = ("customer.wrote", "contact.left", "conversation.erased")
    await add(admin, receiver, *wanted, include_texts=True)
    receiver.answer = lambda call: 500 if call.type == "customer.wrote" else 204
    customer = await hooked.customer()
    ok(await customer.say("my secret is 42"))
    [call] = await receiver.until(1)
    assert b"my secret is 42" in call.raw

    def echo(connection: Connection) -> None:
        connection.execute(update(webhook_attempts).values(answer="I do not understand my secret is 42"))

    await settled(admin, 1)
    await hooked.database.write(echo)
    database = Database(database_url, record=Outbox(system_clock).record)
    try:
        exported = await _aside(run, ["export", customer.id], database)
        assert {"webhook_events", "webhook_deliveries", "webhook_attempts"} <= set(exported["tables"])
        proof = await _aside(run, ["erase", customer.id], database)
    finally:
        database.close()
    assert proof["rows"]["webhook_attempts"] == 1
    answers = await hooked.database.read(lambda connection: connection.scalars(select(webhook_attempts.c.answer)).all())
    assert set(answers) == {None}
    receiver.answer = lambda _call: 204
    await make_due(hooked)
    calls = await receiver.until(3)
    assert calls[1].data["message"]["text"] == "[erased]"
    assert calls[2].type == "conversation.erased"
    data = await hooked.database.read(lambda connection: connection.scalars(select(webhook_events.c.data)).all())
    assert "secret" not in json.dumps(list(data))

    async def rest_is_delivered() -> bool:
        return all(each["state"] == "delivered" for each in await settled(admin, 2))

    assert await eventually(rest_is_delivered)


async def _aside(work: Any, *args: Any) -> Any:
    return await asyncio.to_thread(work, *args)
