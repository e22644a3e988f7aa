"""Deliveries: at least once, in a conversation's order, whatever the receiver does and whoever is killed."""

import random
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import Connection, select, update

from chat.webhook_deliveries.backoff import JITTER, PAUSES, pause_after
from chat.webhooks.models import webhook_deliveries, webhook_endpoints, webhook_events
from kit.audit.models import audit_log
from kit.clock import system_clock
from tests.chat.monitoring.test_metrics import scraped
from tests.chat.webhooks.receiver import Receiver, add
from tests.fixtures.callers import Customer, Staff, eventually, ok
from tests.fixtures.chat_process import ServeChat, ServedChat, StartChat

WROTE = "customer.wrote"


async def deliveries(admin: Staff, **filters: str) -> list[dict[str, Any]]:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    found: list[dict[str, Any]] = ok(await admin.get(f"/webhook-deliveries?{query}"))["deliveries"]
    return found


async def settled(admin: Staff, count: int) -> list[dict[str, Any]]:
    """The deliveries, once so many have an attempt behind them."""

    async def tried() -> list[dict[str, Any]] | None:
        found = await deliveries(admin)
        return found if sum(each["tried"] > 0 for each in found) >= count else None

    found: list[dict[str, Any]] = await eventually(tried)
    return found


async def make_due(chat: ServedChat) -> None:
    """As if the pause before the next attempt was over."""

    def change(connection: Connection) -> None:
        waiting = webhook_deliveries.c.state == "waiting"
        connection.execute(update(webhook_deliveries).where(waiting).values(next_at=system_clock()))

    await chat.database.write(change)


def refusing(*, texts: set[str], status: int) -> Any:
    return lambda call: status if call.data.get("message", {}).get("text") in texts else 204


async def test_what_a_failing_receiver_does_not_take_is_sent_again_with_the_same_identifier_and_holds_the_rest(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    await add(admin, receiver, WROTE, include_texts=True)
    receiver.answer = refusing(texts={"one"}, status=500)
    customer, other = await hooked.customer(), await hooked.customer()
    ok(await customer.say("one"))
    ok(await customer.say("two"))
    await receiver.until(1)
    ok(await other.say("elsewhere"))
    calls = await receiver.until(2)
    assert [call.data["message"]["text"] for call in calls] == ["one", "elsewhere"]
    first = next(each for each in await settled(admin, 2) if each["tried"] and each["conversation_id"] == customer.id)
    assert (first["state"], first["status"], first["problem"]) == ("waiting", 500, "server_error")
    receiver.answer = lambda _call: 200
    await make_due(hooked)
    calls = await receiver.until(4)
    assert [call.data["message"]["text"] for call in calls[2:]] == ["one", "two"]
    assert calls[2].id == calls[0].id
    assert calls[2].raw == calls[0].raw


async def test_one_event_that_the_receiver_refuses_does_not_hold_the_conversation(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    await add(admin, receiver, WROTE, include_texts=True)
    receiver.answer = refusing(texts={"one"}, status=422)
    customer = await hooked.customer()
    ok(await customer.say("one"))
    ok(await customer.say("two"))
    calls = await receiver.until(2)
    assert [call.data["message"]["text"] for call in calls] == ["one", "two"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (302, "redirected"),
        (None, "timed_out"),
        (429, "busy"),
        (404, "refused"),
    ],
)
async def test_wrong_answers_are_named_and_tried_again(
    hooked: ServedChat, receiver: Receiver, answer: Any, problem: str
) -> None:
    admin = await hooked.person("admin")
    await add(admin, receiver, "conversation.started")
    receiver.answer = lambda _call: answer
    await hooked.customer()
    [delivery] = await settled(admin, 1)
    assert (delivery["state"], delivery["problem"]) == ("waiting", problem)
    assert len(receiver.calls) == 1


async def test_a_hanging_receiver_does_not_keep_others_from_theirs(hooked: ServedChat, receiver: Receiver) -> None:
    admin = await hooked.person("admin")
    hanging = await add(admin, receiver, "conversation.started", description="hangs")
    url = f"http://{receiver.host}/other"
    receiver.answer = lambda call: 204 if call.path == "/other" else None
    await admin.post("/webhook-endpoints", {"url": url, "events": ["conversation.started"]})
    for _ in range(8):
        await hooked.customer()

    async def all_taken() -> bool:
        found = await deliveries(admin, state="delivered")
        return len(found) == 8 and all(each["endpoint_id"] != hanging["id"] for each in found)

    assert await eventually(all_taken)


async def test_a_large_answer_is_not_read_to_its_end_and_its_beginning_is_shown(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    await add(admin, receiver, "conversation.started")
    receiver.answer = lambda _call: web.Response(status=200, body=b"thanks \x00" + b"x" * 5_000_000)
    await hooked.customer()
    [delivery] = await settled(admin, 1)
    assert delivery["state"] == "delivered"
    whole = ok(await admin.get(f"/webhook-deliveries/{delivery['id']}"))
    [attempt] = whole["attempts"]
    assert attempt["answer"].startswith("thanks x")
    assert len(attempt["answer"]) == 500
    assert whole["body"] == receiver.calls[0].body


async def test_a_process_that_is_killed_while_it_sends_leaves_the_same_event_to_another(
    start_chat: StartChat, serve_chat: ServeChat, receiver: Receiver
) -> None:
    dying = await start_chat(webhook_hosts=receiver.host, webhook_timeout_seconds=30)
    admin = await dying.person("admin")
    await add(admin, receiver, WROTE)
    receiver.answer = lambda _call: None
    customer = await dying.customer()
    ok(await customer.say("hello"))
    [first] = await receiver.until(1)
    await dying.kill()
    receiver.answer = lambda _call: 204

    def end_claims(connection: Connection) -> None:
        connection.execute(update(webhook_deliveries).values(claimed_until=system_clock()))

    await dying.database.write(end_claims)
    other = await serve_chat(webhook_hosts=receiver.host)
    calls = await receiver.until(2)
    assert calls[1].id == first.id
    assert calls[1].raw == first.raw
    there = Staff(other.http, admin.id, admin.name, str(admin.token))

    async def delivered() -> bool:
        return [each["state"] for each in await deliveries(there)] == ["delivered"]

    assert await eventually(delivered)


async def test_what_was_given_up_is_replayed_one_by_one_or_since_a_time(hooked: ServedChat, receiver: Receiver) -> None:
    admin = await hooked.person("admin")
    endpoint = await add(admin, receiver, WROTE)
    receiver.answer = lambda _call: 503
    customer: Customer = await hooked.customer()
    ok(await customer.say("one"))
    await settled(admin, 1)

    def wear_out(connection: Connection) -> None:
        values = {"tries": len(PAUSES), "next_at": system_clock()}
        connection.execute(update(webhook_deliveries).values(**values))

    await hooked.database.write(wear_out)
    calls = await receiver.until(2)

    async def failed() -> list[dict[str, Any]]:
        return await deliveries(admin, state="failed")

    [given_up] = await eventually(failed)
    assert given_up["next_at"] is None
    receiver.answer = lambda _call: 204
    since = {"since": (system_clock() + timedelta(hours=1)).isoformat()}
    path = f"/webhook-endpoints/{endpoint['id']}/replay"
    assert ok(await admin.post(path, since)) == {"replayed": 0}
    since = {"since": (system_clock() - timedelta(hours=1)).isoformat()}
    assert ok(await admin.post(path, since)) == {"replayed": 1}
    calls = await receiver.until(3)

    async def taken() -> list[dict[str, Any]]:
        return await deliveries(admin, state="delivered")

    [delivery] = await eventually(taken)
    ok(await admin.post(f"/webhook-deliveries/{delivery['id']}/replay"))
    calls = await receiver.until(4)
    assert len({call.id for call in calls}) == 1


async def test_an_endpoint_that_takes_nothing_for_days_or_is_gone_is_switched_off_and_administrators_see_it(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    endpoint = await add(admin, receiver, "conversation.started")
    receiver.answer = lambda _call: 500
    await hooked.customer()
    await settled(admin, 1)

    async def shown() -> dict[str, Any]:
        [one] = ok(await admin.get("/webhook-endpoints"))["endpoints"]
        return dict(one)

    assert (await shown())["failing_since"] is not None
    long_ago = system_clock() - timedelta(days=6)

    def age(connection: Connection) -> None:
        connection.execute(update(webhook_endpoints).values(failing_since=long_ago))

    await hooked.database.write(age)
    await hooked.customer()

    async def is_off() -> bool:
        return not (await shown())["on"]

    assert await eventually(is_off)
    assert (await shown())["off_reason"] == "failing"
    metrics = await scraped(admin)
    assert metrics["baton_webhook_endpoints", "given_up"] == 1
    assert metrics["baton_webhook_attempts_total", "server_error"] >= 2
    actions = select(audit_log.c.action).where(audit_log.c.actor_kind == "webhooks")
    noted = await hooked.database.read(lambda connection: connection.scalars(actions).all())
    assert noted == ["webhook_endpoint.switched_off"]
    receiver.answer = lambda _call: 410
    changed = ok(await admin.call("PATCH", f"/webhook-endpoints/{endpoint['id']}", {"on": True}))
    assert changed["failing_since"] is None
    await make_due(hooked)
    await hooked.customer()
    assert await eventually(is_off)
    assert (await shown())["off_reason"] == "gone"


async def test_old_deliveries_are_deleted_with_their_events(hooked: ServedChat, receiver: Receiver) -> None:
    admin = await hooked.person("admin")
    await add(admin, receiver, "conversation.started")
    await hooked.customer()
    await hooked.customer()
    await settled(admin, 2)

    def age(connection: Connection) -> None:
        oldest = select(webhook_events.c.number).order_by(webhook_events.c.number).limit(1).scalar_subquery()
        values = {"created_at": system_clock() - timedelta(days=31)}
        connection.execute(update(webhook_events).where(webhook_events.c.number == oldest).values(**values))

    await hooked.database.write(age)
    assert await hooked.container.webhooks.deliverer.clean() == 1
    assert len(await deliveries(admin)) == 1


def test_attempts_spread_over_about_three_days() -> None:
    chance = random.Random(7)
    pauses: list[timedelta] = []
    while (pause := pause_after(len(pauses) + 1, None, chance)) is not None:
        pauses.append(pause)
    assert len(pauses) == 12
    assert all(abs(pause / usual - 1) <= JITTER for pause, usual in zip(pauses, PAUSES, strict=True))
    assert timedelta(days=2.9) < sum(PAUSES, timedelta()) < timedelta(days=3.1)
    assert pause_after(1, timedelta(minutes=2), chance) == timedelta(minutes=2)
    assert pause_after(1, timedelta(days=9), chance) == timedelta(days=1)
