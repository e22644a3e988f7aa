"""Sensitive topics: the message is queued in the same turn, whatever the bot would say; editors edit the list."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kit.database import Database
from knowledge_base.decision.sensitive import SensitiveTopic
from knowledge_base.decision.sensitive_repository import insert_topic
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence, fails, steps

TOPIC = {"name": "Recalls", "phrases": ["is there a recall", "recalled"]}
ACCIDENT = steps({"text": "Get help first."}, {"effect": "hand_over", "reason": "sensitive_topic"})


@pytest.fixture
def topic(database: Database) -> None:
    now = datetime(2030, 1, 2, tzinfo=UTC)
    listed = SensitiveTopic("topic_1", "Recalls", ("is there a recall",), True, "Edith", now)
    database.write_now(insert_topic, listed)


async def waiting(chat: ServedChat, customer: Customer) -> tuple[str, str]:
    """The customer's status, and the reason for the handoff."""
    agent = await chat.person("agent")
    [entry] = [each for each in await agent.queue() if each["conversation_id"] == customer.id]
    return (await customer.read())["status"], entry["reason"]


@pytest.mark.usefixtures("topic")
async def test_it_is_queued_in_the_same_turn_although_an_article_would_answer(chat: ServedChat) -> None:
    customer = await chat.customer()
    await told(customer, "Is there a recall for the Heron?")
    assert await waiting(chat, customer) == ("queued", "sensitive_topic")
    agent = await chat.person("agent")
    why = next(each["why"] for each in await agent.messages(customer.id) if each.get("why"))
    assert (why["rule"], why["sensitive"]) == ("sensitive_topic", {"topic": "Recalls", "phrase": "is there a recall"})


@pytest.mark.usefixtures("topic")
async def test_the_dialogue_uses_its_own_words_if_it_has_some(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = always(ACCIDENT)
    customer = await chat.customer()
    messages = await told(customer, "is there a recall, I fell")
    assert "Get help first." in [message["text"] for message in messages]
    assert await waiting(chat, customer) == ("queued", "sensitive_topic")


@pytest.mark.usefixtures("topic")
async def test_neither_small_talk_nor_a_missing_bot_hides_it(chat: ServedChat, neighbours: Neighbours) -> None:
    for bot in (always(steps({"text": "Hello!"})), fails):
        neighbours.bot = bot
        customer = await chat.customer()
        await told(customer, "hi, is there a recall")
        assert await waiting(chat, customer) == ("queued", "sensitive_topic")


DANGER = steps(
    {"text": "Keep your distance."}, {"effect": "hand_over", "reason": "sensitive_topic", "with_answer": True}
)


async def test_a_danger_shows_first_steps_and_calls_a_person(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = always(DANGER)
    neighbours.knowledge = always(evidence({**SURE, "probability": 0.4}, probability=0.4))
    customer = await chat.customer()
    messages = [each for each in await told(customer, "my battery swells") if each["author"]["kind"] == "bot"]
    assert [each["text"] for each in messages] == [SURE["passage"], "Keep your distance."]
    assert [each["article_id"] for each in messages[0]["sources"]] == ["returns"]
    assert await waiting(chat, customer) == ("queued", "sensitive_topic")
    agent = await chat.person("agent")
    why = next(each["why"] for each in await agent.messages(customer.id) if each.get("why"))
    assert (why["rule"], why["action"]) == ("first_steps", "hand_over")


@pytest.mark.parametrize(
    ("bot", "found"),
    [(DANGER, evidence({**SURE, "probability": 0.29}, probability=0.29)), (DANGER, evidence()), (ACCIDENT, None)],
)
async def test_no_article_is_quoted_if_none_is_likely_or_none_was_asked_for(
    chat: ServedChat, neighbours: Neighbours, bot: dict[str, Any], found: dict[str, Any] | None
) -> None:
    neighbours.bot = always(bot)
    neighbours.knowledge = always(found) if found else neighbours.knowledge
    customer = await chat.customer()
    messages = [each for each in await told(customer, "my battery swells") if each["author"]["kind"] == "bot"]
    assert [each["text"] for each in messages] == [bot["steps"][0]["text"]]
    assert await waiting(chat, customer) == ("queued", "sensitive_topic")


async def test_saying_the_same_three_times_calls_a_person(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = always(steps({"text": "Pardon?"}))
    customer = await chat.customer()
    for _ in range(3):
        assert (await customer.read())["status"] == "bot"
        await told(customer, "where is my Heron now")
    assert await waiting(chat, customer) == ("queued", "frustration")


@pytest.fixture
async def editor(chat: ServedChat) -> Staff:
    return await chat.person("editor", name="Edith")


async def topics(caller: Staff) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ok(await caller.get("/sensitive-topics"))["topics"]
    return found


async def test_editors_edit_the_list(chat: ServedChat, editor: Staff) -> None:
    added = ok(await editor.post("/sensitive-topics", {**TOPIC, "phrases": [" is  there a recall ", "recalled"]}))
    assert (added["phrases"], added["active"], added["updated_by"]) == (TOPIC["phrases"], True, "Edith")
    assert await topics(editor) == [added]
    customer = await chat.customer()
    await told(customer, "was it recalled?")
    assert (await customer.read())["status"] == "queued"
    place = f"/sensitive-topics/{added['id']}"
    changed = ok(await editor.put(place, {**TOPIC, "active": False}))
    assert changed["active"] is False
    another = await chat.customer()
    await told(another, "was it recalled?")
    assert (await another.read())["status"] == "bot"
    ok(await editor.delete(place))
    assert await topics(editor) == []


async def test_what_another_editor_has_saved_meanwhile_is_not_overwritten(chat: ServedChat, editor: Staff) -> None:
    added = ok(await editor.post("/sensitive-topics", TOPIC))
    place = f"/sensitive-topics/{added['id']}"
    colleague = await chat.person("editor", name="Bea")
    hers = ok(await colleague.put(place, {**TOPIC, "phrases": ["called back"], "seen": added["updated_at"]}))
    late = await editor.put(place, {**TOPIC, "seen": added["updated_at"]})
    assert refusal(late) == (409, "edited_meanwhile")
    assert await topics(editor) == [hers]
    ok(await editor.put(place, {**TOPIC, "seen": hers["updated_at"]}))


async def test_an_editor_sees_it_when_trying_a_question(chat: ServedChat, editor: Staff) -> None:
    ok(await editor.post("/sensitive-topics", TOPIC))
    said = ok(await editor.get("/search?q=is+there+a+recall"))
    assert (said["action"], said["rule"], said["reason"]) == ("hand_over", "sensitive_topic", "sensitive_topic")
    assert said["sensitive"]["topic"] == "Recalls"


async def test_invalid_lists_are_rejected(chat: ServedChat, editor: Staff) -> None:
    ok(await editor.post("/sensitive-topics", TOPIC))
    assert refusal(await editor.post("/sensitive-topics", TOPIC)) == (409, "conflict")
    assert refusal(await editor.put("/sensitive-topics/nowhere", {**TOPIC, "name": "x"})) == (404, "not_found")
    assert refusal(await editor.delete("/sensitive-topics/nowhere")) == (404, "not_found")
    for phrases in ([], [" "], ["it"], ["?!"]):
        assert refusal(await editor.post("/sensitive-topics", {"name": "y", "phrases": phrases}))[0] == 400
    assert refusal(await editor.post("/sensitive-topics", {**TOPIC, "name": " "})) == (400, "empty_text")
    agent = await chat.person("agent")
    assert refusal(await agent.get("/sensitive-topics")) == (403, "not_allowed")
    assert refusal(await agent.post("/sensitive-topics", TOPIC)) == (403, "not_allowed")
