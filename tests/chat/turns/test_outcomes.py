"""The bot's decisions and their outcomes: stored beside the conversation, and shown to editors."""

from typing import Any

import pytest
from sqlalchemy import Connection, select

from kit.database import Database
from kit.events import gather_events
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.models import decisions, outcomes
from tests.fixtures.callers import Customer, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence, steps
from tests.fixtures.staff import MovingClock

QUESTION = "How long do I have to send it back?"
REFUNDS = {**SURE, "article_id": "refunds", "title": "Refunds", "probability": 0.4}
TORN = evidence({**SURE, "probability": 0.2}, REFUNDS, probability=0.2, among_three=0.9)
WANTS_A_PERSON = steps({"effect": "hand_over", "reason": "asked_for_person"})


@pytest.fixture(autouse=True)
def articles(database: Database) -> None:
    def write(connection: Connection) -> None:
        with gather_events(connection):
            for article_id in ("returns", "refunds"):
                content = Content(article_id.title(), "Sixty days.")
                editing.create(connection, content, "Edith", MovingClock()(), article_id=article_id)

    database.write_now(write)


def stored(database: Database) -> list[dict[str, Any]]:
    """Every outcome with the bot's action, in the order of its message."""

    def read(connection: Connection) -> list[dict[str, Any]]:
        query = (
            select(decisions.c.action, outcomes.c.happened, outcomes.c.article_id, outcomes.c.label)
            .join(outcomes, outcomes.c.decision_id == decisions.c.id)
            .order_by(decisions.c.seq)
        )
        return [dict(row) for row in connection.execute(query).mappings()]

    return database.read_now(read)


async def told(customer: Customer, text: str, **more: Any) -> list[dict[str, Any]]:
    """The bot's reply."""
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        assert (await customer.say(text, **more)).status_code == 201
        await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
    return await customer.messages()


async def test_each_decision_is_stored_with_its_question_and_its_message(chat: ServedChat) -> None:
    customer = await chat.customer()
    messages = await told(customer, QUESTION)

    def read(connection: Connection) -> dict[str, Any]:
        return dict(connection.execute(select(decisions)).mappings().one())

    decision = chat.database.read_now(read)
    assert (decision["question"], decision["seq"], decision["turn"]) == (QUESTION, messages[-1]["seq"], 1)
    assert (decision["action"], decision["rule"], decision["article_id"]) == ("answer", "sure_enough", "returns")
    assert (decision["probability"], decision["threshold"], decision["calibration"]) == (0.97, 0.8, "test")
    assert stored(chat.database) == []


async def test_feedback_labels_the_answer_and_later_feedback_replaces_it(chat: ServedChat) -> None:
    customer = await chat.customer()
    answer = (await told(customer, QUESTION))[-1]
    for helpful, happened, label in ((True, "helped", "right"), (False, "did_not_help", "wrong")):
        ok(await customer.post(f"{customer.path}/messages/{answer['seq']}/feedback", {"helpful": helpful}))
        expected = {"action": "answer", "happened": happened, "article_id": "returns", "label": label}
        assert stored(chat.database) == [expected]


async def test_a_handoff_right_after_an_answer_counts_against_it(chat: ServedChat, neighbours: Neighbours) -> None:
    pressing, asking = await chat.customer(), await chat.customer()
    await told(pressing, QUESTION)
    ok(await pressing.post(f"{pressing.path}/handoff"))
    await told(asking, QUESTION)
    neighbours.bot = always(WANTS_A_PERSON)
    await told(asking, "a person please")
    assert [(row["happened"], row["label"]) for row in stored(chat.database)] == [("handed_over", "wrong")] * 2


async def test_a_request_for_a_person_after_another_topic_says_nothing_about_the_answer(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    customer = await chat.customer()
    await told(customer, QUESTION)
    neighbours.bot = always(steps({"text": "You are welcome."}))
    for text in ("thanks", "you are quick"):
        await told(customer, text)
    neighbours.bot = always(WANTS_A_PERSON)
    await told(customer, "a person please")
    assert stored(chat.database) == []


async def test_that_did_not_help_counts_against_the_answer_before_it(chat: ServedChat, neighbours: Neighbours) -> None:
    customer = await chat.customer()
    await told(customer, QUESTION)
    neighbours.bot = always(steps({"text": "I am sorry."}, intents=[{"name": "not_helped", "confidence": 0.9}]))
    await told(customer, "that did not help")
    assert [(row["happened"], row["article_id"]) for row in stored(chat.database)] == [("said_no_help", "returns")]


async def test_a_choice_after_a_clarification_says_which_article_was_meant(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    neighbours.knowledge = always(TORN)
    choosing, refusing = await chat.customer(), await chat.customer()
    for customer, choice in ((choosing, "article:refunds"), (refusing, "person")):
        offered = (await told(customer, QUESTION))[-1]["choices"]
        title = next(each["title"] for each in offered if each["value"] == choice)
        await told(customer, title, choice=choice)
    assert sorted(
        (row["action"], row["happened"], row["article_id"], row["label"]) for row in stored(chat.database)
    ) == [
        ("clarify", "asked_instead", "returns", "unknown"),
        ("clarify", "chosen", "refunds", "right"),
    ]


async def test_an_agents_reply_with_a_link_labels_the_article_as_right(chat: ServedChat) -> None:
    agent = await chat.person("agent")
    customer = await chat.customer()
    await told(customer, QUESTION)
    ok(await customer.post(f"{customer.path}/handoff"))
    await agent.accept(customer.id)
    assert (await agent.reply(customer.id, "Only a note: /help/refunds", visibility="internal")).status_code == 201
    assert (await agent.reply(customer.id, "See https://baton.example/help/nowhere.")).status_code == 201
    assert [row["happened"] for row in stored(chat.database)] == ["handed_over"]
    assert (await agent.reply(customer.id, "See https://baton.example/help/refunds")).status_code == 201
    assert ("agent_used", "refunds") in {(row["happened"], row["article_id"]) for row in stored(chat.database)}


async def test_a_readable_address_names_its_article_too(chat: ServedChat) -> None:
    agent, editor = await chat.person("agent"), await chat.person("editor")
    article = (await editor.post("/articles", {"title": "Größe wählen", "body": "M.", "locale": "de"})).json()
    ok(await editor.post(f"/articles/{article['id']}/publish", {"version": 1}))
    customer = await chat.customer()
    await told(customer, QUESTION)
    ok(await customer.post(f"{customer.path}/handoff"))
    await agent.accept(customer.id)
    assert (await agent.reply(customer.id, "https://baton.example/help/de/groesse-waehlen.")).status_code == 201
    assert ("agent_used", article["id"]) in {(row["happened"], row["article_id"]) for row in stored(chat.database)}


async def test_an_editor_sees_an_articles_results_and_gives_a_verdict(chat: ServedChat) -> None:
    editor = await chat.person("editor", name="Edith")
    customer = await chat.customer()
    answer = (await told(customer, QUESTION))[-1]
    ok(await customer.post(f"{customer.path}/messages/{answer['seq']}/feedback", {"helpful": False}))
    use = ok(await editor.get("/articles/returns/use"))
    assert (use["shown"], use["helped"], use["did_not_help"], use["handed_over"]) == (1, 0, 1, 0)
    [asked] = use["decisions"]
    assert (asked["question"], asked["action"], asked["confidence"]) == (QUESTION, "answer", 0.97)
    assert [each["happened"] for each in asked["outcomes"]] == ["did_not_help"]
    place = f"/decisions/{asked['id']}/verdict"
    judged = ok(await editor.post(place, {"verdict": "right", "article_id": "refunds"}))
    assert judged["outcomes"][-1] == {
        "happened": "editor_right",
        "article_id": "refunds",
        "label": "right",
        "given_by": "Edith",
    }
    judged = ok(await editor.post(place, {"verdict": "no_article"}))
    assert [each["happened"] for each in judged["outcomes"]] == ["did_not_help", "editor_none"]


async def test_verdicts_on_nothing_or_by_others_are_rejected(chat: ServedChat, neighbours: Neighbours) -> None:
    editor, agent = await chat.person("editor"), await chat.person("agent")
    assert refusal(await editor.get("/articles/nowhere/use")) == (404, "not_found")
    assert refusal(await agent.get("/articles/returns/use")) == (403, "not_allowed")
    assert refusal(await agent.post("/decisions/dec_1/verdict", {"verdict": "right"})) == (403, "not_allowed")
    assert refusal(await editor.post("/decisions/dec_1/verdict", {"verdict": "right"})) == (404, "not_found")
    assert refusal(await editor.post("/decisions/dec_1/verdict", {"verdict": "maybe"}))[0] == 400
    customer = await chat.customer()
    neighbours.knowledge = always(evidence())
    await told(customer, QUESTION)
    decision_id = chat.database.read_now(lambda connection: connection.scalar(select(decisions.c.id)))
    place = f"/decisions/{decision_id}/verdict"
    assert refusal(await editor.post(place, {"verdict": "right"})) == (400, "missing_field")
    assert refusal(await editor.post(place, {"verdict": "right", "article_id": "nowhere"})) == (404, "not_found")
