"""Unanswered questions for editors: grouped by topic, until somebody has settled them."""

from typing import Any

import pytest

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Answer, Neighbours, always, evidence, fails
from tests.fixtures.staff import MovingClock

UNSURE = evidence({**SURE, "probability": 0.2}, probability=0.2, among_three=0.25)


@pytest.fixture
def article(database: Database) -> str:
    content = Content("Returns", "Sixty days.", ("send it back",))
    database.write_now(editing.create, content, "Edith", MovingClock()(), article_id="returns")
    return "returns"


@pytest.fixture
async def editor(chat: ServedChat) -> Staff:
    return await chat.person("editor", name="Edith")


async def asked(chat: ServedChat, neighbours: Neighbours, *questions: str) -> None:
    """Each question from a different customer, and handed over to a person."""
    neighbours.knowledge = always(UNSURE)
    for question in questions:
        await told(await chat.customer(), question)


async def groups(editor: Staff) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ok(await editor.get("/questions/unanswered"))["groups"]
    return found


def similar(*of: int, answered: tuple[int, ...] = ()) -> Any:
    """The answer of `knowledge` about questions, the latest first: which ones ask the same."""

    async def script(_call: dict[str, Any]) -> Answer:
        nearest = {"article_id": "returns", "title": "Returns", "probability": 0.3}
        return {
            "questions": [
                {"group": group, **nearest, "answered": number in answered} for number, group in enumerate(of)
            ]
        }

    return script


async def test_similar_questions_are_grouped_and_the_most_frequent_comes_first(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, "can I pay with seashells", "do you take shells?", "who sings this song")
    neighbours.today = similar(0, 1, 1)
    first, second = await groups(editor)
    assert (first["question"], first["times"]) == ("do you take shells?", 2)
    assert first["nearest"] == {"article_id": "returns", "title": "Returns", "confidence": 0.3}
    assert [each["question"] for each in first["decisions"]] == ["do you take shells?", "can I pay with seashells"]
    assert (second["question"], second["times"]) == ("who sings this song", 1)


async def test_a_question_that_would_be_answered_today_is_left_out(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, "can I pay with seashells", "do you take shells?")
    neighbours.today = similar(0, 0, answered=(0, 1))
    assert await groups(editor) == []


async def test_a_wrong_answer_is_listed_however_confident_the_bot_is(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    customer = await chat.customer()
    answer = (await told(customer, "how long may I keep it"))[-1]
    neighbours.today = similar(0, answered=(0,))
    assert await groups(editor) == []
    ok(await customer.post(f"{customer.path}/messages/{answer['seq']}/feedback", {"helpful": False}))
    [group] = await groups(editor)
    assert (group["question"], group["decisions"][0]["action"]) == ("how long may I keep it", "answer")


@pytest.mark.usefixtures("article")
async def test_an_unanswered_question_stays_until_an_article_answers_it(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await told(await chat.customer(), "do you take shells?")
    neighbours.knowledge = always(UNSURE)
    await told(await chat.customer(), "can I pay with seashells")
    for decision in ok(await editor.get("/articles/returns/use"))["decisions"]:
        ok(await editor.post(f"/decisions/{decision['id']}/verdict", {"verdict": "no_article"}))
    neighbours.today = similar(0, 0)
    assert [group["times"] for group in await groups(editor)] == [2]
    neighbours.today = similar(0, 0, answered=(0, 1))
    assert await groups(editor) == []


async def test_without_knowledge_questions_are_grouped_by_the_nearest_article(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, "can I pay with seashells", "do you take shells?")
    neighbours.today = fails
    [group] = await groups(editor)
    assert (group["times"], group["nearest"]["article_id"]) == (2, "returns")


async def test_a_phrasing_is_added_to_the_draft_and_settles_its_questions(
    chat: ServedChat, neighbours: Neighbours, editor: Staff, article: str
) -> None:
    await asked(chat, neighbours, "how long may I keep it")
    [group] = await groups(editor)
    body = {"phrasing": " how long may I keep it ", "decision_ids": group["decision_ids"]}
    changed = ok(await editor.post(f"/articles/{article}/phrasings", body))
    assert (changed["version"], changed["state"]) == (2, "draft")
    assert changed["questions"] == ["send it back", "how long may I keep it"]
    assert await groups(editor) == []
    again = ok(await editor.post(f"/articles/{article}/phrasings", body))
    assert again["version"] == 2


async def test_a_question_not_meant_for_an_article_is_set_aside(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, "who sings this song")
    [group] = await groups(editor)
    ok(await editor.post("/questions/set-aside", {"decision_ids": [*group["decision_ids"], "dec_unknown"]}))
    assert await groups(editor) == []


async def test_invalid_input_is_rejected(chat: ServedChat, editor: Staff, article: str) -> None:
    agent = await chat.person("agent")
    assert refusal(await agent.get("/questions/unanswered")) == (403, "not_allowed")
    assert refusal(await editor.post("/questions/set-aside", {"decision_ids": []}))[0] == 400
    assert refusal(await editor.post("/articles/nowhere/phrasings", {"phrasing": "x"})) == (404, "not_found")
    place = f"/articles/{article}/phrasings"
    assert refusal(await editor.post(place, {"phrasing": " "})) == (400, "empty_text")
    assert refusal(await editor.post(place, {"phrasing": "x" * 301})) == (400, "too_long")
    assert refusal(await agent.post(place, {"phrasing": "x"})) == (403, "not_allowed")
    for number in range(49):
        ok(await editor.post(place, {"phrasing": f"phrasing {number}"}))
    assert refusal(await editor.post(place, {"phrasing": "one more"})) == (400, "too_long")
