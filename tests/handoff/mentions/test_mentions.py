"""Mentions: a colleague named in a note is notified if they may read the conversation. Looking at it marks it read."""

from datetime import UTC, datetime

from handoff.mentions.service import mentioned
from staff.people.person import Person
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat


def person(name: str) -> Person:
    return Person(name, name, f"{name}@example.com", None, ["agent"], [], True, datetime(2030, 1, 1, tzinfo=UTC))


def test_a_text_mentions_the_people_it_names() -> None:
    people = [person(name) for name in ("Ann", "Ann Lee", "José", "R. (Bob)")]

    def names(text: str) -> list[str]:
        return [each.name for each in mentioned(text, people)]

    assert names("@Ann Lee, have a look") == ["Ann Lee"]
    assert names("@ann and @josé!") == ["José", "Ann"]
    assert names("ask @R. (Bob)") == ["R. (Bob)"]
    assert names("@Anna, ann@ann.example, Ann") == []


async def unread(agent: Staff) -> list[str]:
    return [each["text"] for each in ok(await agent.get("/mentions"))["mentions"] if not each["read"]]


async def test_a_mentioned_person_is_notified_once_and_reading_clears_it(chat: ServedChat) -> None:
    ines, tom = await chat.person(name="Ines Vance"), await chat.person(name="Tom")
    customer = await chat.assigned(ines)
    path = customer.path
    assert ok(await ines.get(f"{path}/colleagues"))["colleagues"] == [{"id": tom.id, "name": "Tom"}]
    async with tom.listen() as hears, ines.listen() as others:
        await hears.until("snapshot")
        await others.until("snapshot")
        note = ok(await ines.reply(customer.id, "@Tom, is that so?", visibility="internal", client_message_id="n"))
        assert (await hears.until("mention.changed"))["conversation_id"] == customer.id
        ok(await ines.reply(customer.id, "@Tom, is that so?", visibility="internal", client_message_id="n"))
        (mention,) = ok(await tom.get("/mentions"))["mentions"]
        assert (mention["by"], mention["seq"], mention["read"]) == ("Ines Vance", note["seq"], False)
        ok(await tom.post(f"{path}/mentions/read"))
        await hears.until("mention.changed")
        assert await unread(tom) == []
        ok(await tom.reply(customer.id, "@Ines Vance it is", visibility="internal"))
        await others.until("mention.changed")
        assert len(others.of("mention.changed")) == 1, "others' mentions are not shown"
    assert await unread(ines) == ["@Ines Vance it is"]
    ok(await ines.reply(customer.id, "Hello @Tom"))
    assert await unread(tom) == [], "a message to the customer mentions nobody"
    ok(await ines.post(f"{path}/transfer", {"agent_id": tom.id, "note": "@Tom, yours"}))
    assert await unread(tom) == ["@Tom, yours"]


async def test_only_people_who_may_read_the_conversation_are_mentioned(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor", name="Sam")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    clerk = await chat.person(name="Cleo", departments=(orders,))
    await chat.person("editor", name="Edith")
    fitter, customer = await chat.person(name="Finn", departments=(workshop,)), await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    await fitter.accept(customer.id)
    assert ok(await fitter.get(f"{customer.path}/colleagues"))["colleagues"] == [{"id": supervisor.id, "name": "Sam"}]
    ok(await fitter.reply(customer.id, "@Cleo @Edith @Sam look", visibility="internal"))
    assert (await unread(clerk), await unread(supervisor)) == ([], ["@Cleo @Edith @Sam look"])
    for call in (clerk.get(f"{customer.path}/colleagues"), clerk.post(f"{customer.path}/mentions/read")):
        assert refusal(await call) == (404, "not_found")
    mate = await chat.person(name="Mo", departments=(workshop,))
    ok(await fitter.reply(customer.id, "@Mo too", visibility="internal"))
    assert await unread(mate) == ["@Mo too"]
    ok(await fitter.post(f"{customer.path}/transfer", {"department": orders}))
    assert await unread(mate) == [], "a mention disappears with the permission to read"
