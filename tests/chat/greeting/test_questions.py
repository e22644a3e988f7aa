"""What the greeting offers: the most asked or an editor's choice, and never a question that would fail when pressed."""

from typing import Any

import pytest
from sqlalchemy import Connection

from chat.greeting import questions as greeting_questions
from kit.database import Database
from kit.events import gather_events
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Staff, eventually, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import ASK_KNOWLEDGE, SURE, Answer, Neighbours, evidence, fails, steps
from tests.fixtures.staff import MovingClock

ARTICLES = {
    "bells": ("Bells", "Parts", "Is there a bell?"),
    "costs": ("What delivery costs", "Delivery", "How much is shipping?"),
    "islands": ("Islands", "Delivery", "Do you deliver to Malta?"),
    "returns": ("Returns", "Returns", "Can I send it back?"),
    "sizes": ("Sizes", "Sizes", "Which size fits me?"),
    "times": ("Delivery times", "Delivery", "How long is delivery?"),
}


class Answering:
    """What `knowledge` knows: each question with the article that answers it firmly. Others are not answered."""

    def __init__(self) -> None:
        self.by_question = {question: article_id for article_id, (_, _, question) in ARTICLES.items()}

    async def evidence(self, call: dict[str, Any]) -> Answer:
        article_id = self.by_question.get(call["text"])
        sure = 0.97 if article_id else 0.2
        candidate = {**SURE, "article_id": article_id or "bells", "title": ARTICLES[article_id or "bells"][0]}
        return evidence({**candidate, "probability": sure}, probability=sure, among_three=sure)

    async def today(self, call: dict[str, Any]) -> Answer:
        return {"questions": [self._today(number, text) for number, text in enumerate(call["questions"])]}

    def _today(self, number: int, text: str) -> dict[str, Any]:
        article_id = self.by_question.get(text)
        answered = {"article_id": article_id, "title": article_id, "answered": article_id is not None}
        return {"group": number, "probability": 0.97 if article_id else 0.2, **answered}


@pytest.fixture(autouse=True)
def articles(database: Database) -> None:
    def write(connection: Connection) -> None:
        with gather_events(connection):
            now = MovingClock()()
            for article_id, (title, category, question) in ARTICLES.items():
                content = Content(title, "Text.", (question,), category)
                editing.create(connection, content, "Edith", now, article_id=article_id)
                editing.publish(connection, article_id, 1, "Edith", now)

    database.write_now(write)


@pytest.fixture(autouse=True)
def answering(neighbours: Neighbours) -> Answering:
    knows = Answering()
    neighbours.knowledge, neighbours.today = knows.evidence, knows.today
    return knows


@pytest.fixture
async def editor(chat: ServedChat) -> Staff:
    return await chat.person("editor", name="Edith")


@pytest.fixture
def always_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is never young enough, so that a test need not wait until it is made again."""
    monkeypatch.setattr(greeting_questions, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(greeting_questions, "AGAIN_SECONDS", 0.0)


async def offered(chat: ServedChat) -> list[str]:
    found: list[str] = ok(await chat.anybody.get("/widget-settings"))["suggestions"]
    return found


async def test_without_history_articles_of_the_largest_categories_are_offered(chat: ServedChat) -> None:
    assert await offered(chat) == [
        "How much is shipping?",
        "Is there a bell?",
        "Can I send it back?",
        "Which size fits me?",
    ]
    settings = ok(await chat.anybody.get("/widget-settings"))
    assert (settings["suggestions_language"], settings["suggestions_ready"]) == ("en", True)


async def test_what_would_not_be_answered_firmly_is_not_offered(
    chat: ServedChat, neighbours: Neighbours, answering: Answering
) -> None:
    """Neither what the articles would not answer, nor what the dialogue takes for something else."""
    del answering.by_question["Is there a bell?"]
    answering.by_question["Which size fits me?"] = "bells"

    async def bot(call: dict[str, Any]) -> Answer:
        return steps({"text": "Your order number?"}) if call["text"] == "Can I send it back?" else ASK_KNOWLEDGE

    neighbours.bot = bot
    assert await offered(chat) == ["How much is shipping?", "How long is delivery?", "Do you deliver to Malta?"]


async def test_the_most_asked_comes_first_in_the_editors_words(chat: ServedChat, answering: Answering) -> None:
    asked = ("what is postage", "I am Mara, WW-48213, postage please", "malta?")
    answering.by_question |= {asked[0]: "costs", asked[1]: "costs", asked[2]: "islands"}
    for question in asked:
        await told(await chat.customer(), question)
    found = await offered(chat)
    assert found[:2] == ["How much is shipping?", "Do you deliver to Malta?"]
    assert len(found) == 4
    assert not set(found) & set(asked), "what a customer wrote is shown to nobody else"


async def test_an_answer_that_did_not_help_counts_for_nothing(chat: ServedChat, answering: Answering) -> None:
    answering.by_question["malta?"] = "islands"
    customer = await chat.customer()
    answer = (await told(customer, "malta?"))[-1]
    ok(await customer.post(f"{customer.path}/messages/{answer['seq']}/feedback", {"helpful": False}))
    assert "Do you deliver to Malta?" not in await offered(chat)


async def test_an_editors_choice_takes_the_place_of_all_others(chat: ServedChat, editor: Staff) -> None:
    assert len(await offered(chat)) == 4
    texts = ["Do you deliver to Malta?", " How  much is shipping? ", "Where is the moon?", "do you deliver to malta?"]
    body = ok(await editor.put("/greeting-questions", {"texts": texts}))
    assert [each["text"] for each in body["questions"]] == ["How much is shipping?"]
    assert [(each["text"], each["answered"]) for each in body["chosen"]] == [
        ("do you deliver to malta?", False),
        ("How much is shipping?", True),
        ("Where is the moon?", False),
    ]
    assert (body["set_by"], body["questions"][0]["origin"]) == ("Edith", "chosen")
    assert await offered(chat) == ["How much is shipping?"]
    cleared = ok(await editor.put("/greeting-questions", {"texts": []}))
    assert (cleared["chosen"], cleared["set_by"]) == ([], None)
    assert {each["origin"] for each in cleared["questions"]} == {"articles"}
    assert len(await offered(chat)) == 4


async def test_a_form_that_the_dialogue_begins_is_no_failure_of_a_chosen_question(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    async def bot(call: dict[str, Any]) -> Answer:
        return steps({"text": "Your order number?"}) if call["text"] == "Where is my order?" else ASK_KNOWLEDGE

    neighbours.bot = bot
    ok(await editor.put("/greeting-questions", {"texts": ["Where is my order?"]}))
    assert await offered(chat) == ["Where is my order?"]


async def test_a_choice_of_which_nothing_works_is_as_good_as_none(chat: ServedChat, editor: Staff) -> None:
    ok(await editor.put("/greeting-questions", {"texts": ["Where is the moon?"]}))
    assert len(await offered(chat)) == 4


async def test_a_publication_is_heard_of_at_once_and_what_it_took_away_is_told(
    chat: ServedChat, answering: Answering, editor: Staff
) -> None:
    before = await offered(chat)
    del answering.by_question["Can I send it back?"]
    assert await offered(chat) == before, "nothing has happened that it could know of"
    changed = {"title": "Returns", "body": "Other text.", "version": 1}
    ok(await editor.put("/articles/returns", changed))
    ok(await editor.post("/articles/returns/publish", {"version": 2}))
    checked = ok(await editor.post("/greeting-questions/check", {"texts": before}))["checked"]
    lost = [each for each in checked if not each["answered"]]
    assert [(each["text"], each["action"]) for each in lost] == [("Can I send it back?", "suggest")]
    assert "Can I send it back?" not in await offered(chat)


async def test_without_neighbours_nothing_is_offered_that_nobody_could_answer(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    neighbours.today = fails
    assert await offered(chat) == []
    assert ok(await chat.anybody.get("/widget-settings"))["suggestions_ready"] is False
    assert ok(await editor.get("/greeting-questions"))["questions"] == []
    neighbours.knowledge = fails
    answer = await editor.post("/greeting-questions/check", {"texts": ["How long?"]})
    assert refusal(answer) == (503, "bot_unavailable")


@pytest.mark.usefixtures("always_new")
async def test_what_was_offered_stays_while_nobody_can_say_better(
    chat: ServedChat, neighbours: Neighbours, answering: Answering
) -> None:
    before = await offered(chat)
    neighbours.today = fails
    assert await offered(chat) == before
    assert await offered(chat) == before
    neighbours.today = answering.today
    del answering.by_question["Is there a bell?"]

    async def is_made_anew() -> bool:
        return "Is there a bell?" not in await offered(chat)

    await eventually(is_made_anew)


async def test_wrong_input_is_refused(chat: ServedChat, editor: Staff) -> None:
    agent, supervisor = await chat.person("agent"), await chat.person("supervisor")
    ok(await supervisor.get("/greeting-questions"))
    for body, code in (
        ({}, "missing_field"),
        ({"texts": "x"}, "bad_type"),
        ({"texts": ["a", "b", "c", "d", "e"]}, "bad_type"),
        ({"texts": ["x" * 101]}, "too_long"),
        ({"texts": [" "]}, "empty_text"),
    ):
        assert refusal(await editor.put("/greeting-questions", body)) == (400, code)
        assert refusal(await editor.post("/greeting-questions/check", body)) == (400, code)
    assert refusal(await editor.post("/greeting-questions/check", {"texts": []}))[0] == 400
    for somebody in (agent, supervisor):
        assert refusal(await somebody.put("/greeting-questions", {"texts": ["x"]})) == (403, "not_allowed")
    assert refusal(await agent.get("/greeting-questions")) == (403, "not_allowed")
