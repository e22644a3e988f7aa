"""Exactly what is stored is told: everything, once, in order, and nothing that did not happen."""

from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from chat.webhook_deliveries.body_models import WebhookBody
from chat.webhooks.models import webhook_deliveries, webhook_events
from chat.webhooks.outbox import FRESH_SECONDS, Outbox
from chat.webhooks.repository import insert_endpoint
from conversations.conversation import CUSTOMER, Draft, Opening
from conversations.service import append, get, open_conversation
from kit.clock import system_clock
from kit.database import Database
from kit.errors import BadRequest
from tests.chat.webhooks.receiver import Receiver, add, is_signed
from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServedChat

MODEL = TypeAdapter(WebhookBody)


async def test_a_whole_conversation_is_told_in_order_signed_and_without_a_word_of_the_customer(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin, agent = await hooked.person("admin"), await hooked.person(name="Ines")
    endpoint = await add(admin, receiver)
    customer = await hooked.customer(locale="nl", page_url="https://shop.example.com/secret-page")
    assert (await customer.say("my secret question")).status_code == 201
    await receiver.until(3)  # the bot has replied
    ok(await customer.post(f"{customer.path}/handoff"))
    await agent.accept(customer.id)
    ok(await agent.reply(customer.id, "a secret note", visibility="internal"))
    ok(await agent.reply(customer.id, "secret help"))
    ok(await agent.post(f"/conversations/{customer.id}/resolve", {"outcome": "solved", "tags": ["tyres"]}))
    ok(await customer.post(f"{customer.path}/contact", {"email": "secret@example.com", "note": "secret"}))
    ok(await customer.post(f"{customer.path}/rating", {"score": 4, "comment": "secret"}))
    calls = await receiver.until(10)
    assert receiver.types == [
        "conversation.started",
        "customer.wrote",
        "bot.replied",
        "handoff.requested",
        "assignment.created",
        "agent.replied",
        "conversation.resolved",
        "resolution.changed",
        "contact.left",
        "conversation.rated",
    ]
    assert all(is_signed(call.headers, call.raw, endpoint["secret"]) for call in calls)
    assert not any(b"secret" in call.raw for call in calls)
    for call in calls:
        MODEL.validate_json(call.raw, strict=True)
        assert call.data["conversation"]["id"] == customer.id
        assert call.body["id"] == call.id
    told = {call.type: call.data for call in calls}
    assert told["conversation.started"]["conversation"]["locale"] == "nl"
    assert told["handoff.requested"]["handoff"]["reason"] == "asked_for_person"
    assert told["handoff.requested"]["conversation"]["status"] == "queued"
    assert told["assignment.created"]["conversation"]["agent"] == {"id": agent.id, "name": "Ines"}
    assert told["resolution.changed"]["resolution"] == {"outcome": "solved", "tags": ["tyres"]}
    assert told["conversation.rated"]["rating"] == {"score": 4}
    # The numbers are those of the transcript, so a receiver can put it together. The note is missing.
    transcript = await agent.messages(customer.id)
    stored = {each["seq"]: each["id"] for each in transcript if each["visibility"] == "public"}
    assert {
        call.data["message"]["seq"]: call.data["message"]["id"] for call in calls if "message" in call.data
    } == stored


async def test_an_endpoint_that_wants_texts_gets_them(hooked: ServedChat, receiver: Receiver) -> None:
    admin = await hooked.person("admin")
    wanted = ("conversation.started", "customer.wrote", "contact.left", "conversation.rated", "answer.rated")
    await add(admin, receiver, *wanted, include_texts=True)
    customer = await hooked.customer(page_url="https://shop.example.com/bikes")
    ok(await customer.say("is it waterproof?"))
    answered = [each for each in await customer.messages() if each["author"]["kind"] == "bot"]
    while not answered:
        answered = [each for each in await customer.messages() if each["author"]["kind"] == "bot"]
    ok(await customer.post(f"{customer.path}/messages/{answered[0]['seq']}/feedback", {"helpful": True}))
    ok(await customer.post(f"{customer.path}/contact", {"phone": "+32 470 12 34 56", "note": "after six"}))
    ok(await customer.post(f"{customer.path}/rating", {"score": 2, "comment": "slow"}))
    calls = await receiver.until(5)
    told = {call.type: call.data for call in calls}
    assert told["conversation.started"]["conversation"]["page_url"] == "https://shop.example.com/bikes"
    assert told["customer.wrote"]["message"]["text"] == "is it waterproof?"
    assert told["answer.rated"]["feedback"] == {"seq": answered[0]["seq"], "helpful": True, "reason": None}
    assert told["contact.left"]["contact"] == {"email": None, "phone": "+32 470 12 34 56", "note": "after six"}
    assert told["conversation.rated"]["rating"] == {"score": 2, "comment": "slow"}
    for call in calls:
        MODEL.validate_json(call.raw, strict=True)


async def test_articles_are_told_of_when_they_go_live_and_when_they_are_taken_away(
    hooked: ServedChat, receiver: Receiver
) -> None:
    admin = await hooked.person("admin")
    await add(admin, receiver, "article.published", "article.archived")
    article = ok(await admin.post("/articles", {"title": "Tyres", "body": "Pump them up.", "category": "Care"}))
    ok(await admin.post(f"/articles/{article['id']}/publish", {"version": article["version"]}))
    ok(await admin.post(f"/articles/{article['id']}/archive"))
    published, archived = await receiver.until(2)
    assert published.data["article"].items() >= {"id": article["id"], "title": "Tyres", "category": "Care"}.items()
    assert published.data["article"]["version"] == article["version"]
    assert archived.type == "article.archived"
    assert archived.data["article"]["id"] == article["id"]


async def test_what_is_rolled_back_is_not_told(hooked: ServedChat, receiver: Receiver) -> None:
    admin = await hooked.person("admin")
    await add(admin, receiver)
    customer = await hooked.customer()
    await receiver.until(1)

    def write_and_fail(connection: Connection) -> None:
        conversation = get(connection, customer.id, lock=True)
        append(connection, conversation, [Draft(CUSTOMER, "never said")], system_clock())
        raise BadRequest("no")

    with pytest.raises(BadRequest):
        await hooked.container.database.write(write_and_fail)
    assert await _count(hooked, webhook_events.c.number) == 1


async def test_without_an_endpoint_that_wants_it_nothing_is_stored(hooked: ServedChat, receiver: Receiver) -> None:
    admin = await hooked.person("admin")
    customer = await hooked.customer()
    ok(await customer.say("hello"))
    assert await _count(hooked, webhook_events.c.number) == 0
    await add(admin, receiver, "conversation.rated")
    ok(await customer.say("again"))
    ok(await customer.post(f"{customer.path}/rating", {"score": 5}))
    await receiver.until(1)
    assert receiver.types == ["conversation.rated"]
    assert await _count(hooked, webhook_deliveries.c.number) == 1


async def _count(chat: ServedChat, column: object) -> int:
    query = select(func.count(column))  # type: ignore[arg-type]
    return await chat.database.read(lambda connection: connection.scalar(query) or 0)


async def test_a_process_that_believes_nobody_listens_is_wrong_for_two_seconds_at_most(
    database: Database,
) -> None:
    moment = 100.0
    outbox = Outbox(system_clock, lambda: moment)
    other = Database(database.address, record=outbox.record)
    try:
        await other.write(open_conversation, Opening(), system_clock())
        await database.write(insert_endpoint, _row("conversation.started"))  # in a process that it does not hear
        moment += FRESH_SECONDS
        await other.write(open_conversation, Opening(), system_clock())
        query = select(webhook_events.c.type)
        assert await database.read(lambda connection: connection.scalars(query).all()) == ["conversation.started"]
    finally:
        other.close()


def _row(*events: str) -> dict[str, Any]:
    now = system_clock()
    row: dict[str, Any] = {"id": "end_1", "url": "https://example.com/", "description": "", "events": list(events)}
    row |= {"include_texts": False, "state": "on", "secret": "", "failures": 0, "created_by": "Ada"}
    return row | {"created_at": now, "updated_at": now}
