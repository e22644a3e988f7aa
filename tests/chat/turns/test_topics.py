"""The topic of a conversation is recorded with each turn and decides which skills a handoff needs."""

from typing import Any

import pytest
from sqlalchemy import Connection

from kit.database import Database
from kit.events import gather_events
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from tests.fixtures.callers import Customer, Staff, ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import ASK_KNOWLEDGE, SURE, Neighbours, always, evidence, steps
from tests.fixtures.staff import MovingClock

WANTS_A_PERSON = {
    **steps({"effect": "hand_over", "reason": "asked_for_person"}),
    "intents": [{"name": "ask_person", "confidence": 0.9}],
}


@pytest.fixture(autouse=True)
def articles(database: Database) -> None:
    def write(connection: Connection) -> None:
        with gather_events(connection):
            for article_id, category in (("returns", "Returns"), ("draft", "Never published")):
                content = Content(article_id.title(), "Sixty days.", category=category)
                made = editing.create(connection, content, "Edith", MovingClock()(), article_id=article_id)
                if article_id == "returns":
                    editing.publish(connection, made.id, made.version, "Edith", MovingClock()())

    database.write_now(write)


async def asked_for_person(chat: ServedChat, neighbours: Neighbours, *said: str) -> Customer:
    """A customer who says these messages to the scripted bot and then asks for a person."""
    customer = await chat.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        for text in said:
            ok(await customer.say(text))
            await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
        neighbours.bot = always(WANTS_A_PERSON)
        ok(await customer.say("A person, please"))
        await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
    return customer


async def needs(chat: ServedChat, agent: Staff, customer: Customer) -> dict[str, Any]:
    entry = next(each for each in await agent.queue() if each["conversation_id"] == customer.id)
    return {"skills": [each["name"] for each in entry["skills"]], "effort": entry["effort"]}


async def test_the_article_and_the_intent_of_the_last_question_require_skills(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    supervisor = await chat.person("supervisor")
    for name, topics in (("Goods", ["returns"]), ("Talk", ["ask_something"]), ("Bikes", ["ask_person"])):
        assert (await supervisor.post("/skills", {"name": name, "topics": topics})).status_code == 201
    customer = await asked_for_person(chat, neighbours, "How long may I keep it?")
    assert await needs(chat, supervisor, customer) == {"skills": ["Goods", "Talk"], "effort": 1}


async def test_an_uncertain_intent_is_not_a_topic(chat: ServedChat, neighbours: Neighbours) -> None:
    supervisor = await chat.person("supervisor")
    for name, topics in (("Goods", ["Returns"]), ("Talk", ["ask_something"])):
        assert (await supervisor.post("/skills", {"name": name, "topics": topics})).status_code == 201
    neighbours.knowledge = always(evidence({**SURE, "probability": 0.2}, probability=0.2, among_three=0.2))
    neighbours.bot = always({**ASK_KNOWLEDGE, "intents": [{"name": "ask_something", "confidence": 0.2}]})
    customer = await asked_for_person(chat, neighbours, "Hm")
    assert await needs(chat, supervisor, customer) == {"skills": [], "effort": 1}


async def test_frustration_is_recorded_for_routing(chat: ServedChat, neighbours: Neighbours) -> None:
    supervisor = await chat.person("supervisor")
    neighbours.bot = always(steps({"text": "I see."}))
    customer = await chat.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        ok(await customer.say("This is ridiculous"))
        await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
    ok(await customer.post(f"{customer.path}/handoff"))
    assert await needs(chat, supervisor, customer) == {"skills": [], "effort": 2}


async def test_supervisors_choose_from_the_existing_topics(chat: ServedChat, neighbours: Neighbours) -> None:
    supervisor = await chat.person("supervisor")
    assert ok(await supervisor.get("/topics")) == {"topics": ["Returns"]}
    customer = await asked_for_person(chat, neighbours, "How long may I keep it?")
    await supervisor.accept(customer.id)
    assert ok(await supervisor.get("/topics")) == {"topics": ["ask_something", "Returns"]}
