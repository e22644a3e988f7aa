"""How an article is found: each phrasing tried by itself, and suggestions that stay dismissed."""

from typing import Any

import pytest

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Answer, Neighbours, always, evidence, fails, steps
from tests.fixtures.staff import MovingClock

OTHER = {**SURE, "article_id": "refunds", "title": "Refunds"}
FIRM = evidence(SURE, probability=0.97, among_three=0.98)
GUESS = evidence({**SURE, "probability": 0.4}, probability=0.4, among_three=0.6)
ELSEWHERE = evidence(OTHER, {**SURE, "probability": 0.1}, probability=0.97, among_three=0.98)
NEAR = evidence({**OTHER, "probability": 0.2}, {**SURE, "probability": 0.1}, probability=0.2, among_three=0.32)
DRAFT = {"article_id": "returns", "title": "Returns", "body": "Sixty days.", "questions": ["send it back"]}


@pytest.fixture
async def editor(chat: ServedChat, database: Database) -> Staff:
    content = Content("Returns", "Sixty days.", ("send it back",))
    database.write_now(editing.create, content, "Edith", MovingClock()(), article_id="returns")
    return await chat.person("editor", name="Edith")


def finding(**found: dict[str, Any]) -> Any:
    """`knowledge` finds this for each question, named by its first word."""

    async def script(call: dict[str, Any]) -> Answer:
        return {"trials": [found[question.split()[0].lower()] for question in call["questions"]]}

    return script


async def suggestions(editor: Staff) -> list[tuple[str, str, str, int]]:
    found = ok(await editor.post("/phrasings/suggest", {"draft": DRAFT}))["suggestions"]
    return [(each["question"], each["origin"], each["found"], each["times"]) for each in found]


async def test_each_phrasing_is_tried_by_itself_and_says_what_came_instead(
    editor: Staff, neighbours: Neighbours
) -> None:
    neighbours.trials = finding(send=FIRM, maybe=GUESS, money=ELSEWHERE, near=NEAR)
    body = {"draft": DRAFT, "questions": ["send it back", "maybe back", "money back", "near it", " "]}
    tried = ok(await editor.post("/phrasings/try", body))["tried"]
    assert [each["found"] for each in tried] == ["firm", "offered", "missed", "offered"]
    assert tried[2]["instead"] == {"article_id": "refunds", "title": "Refunds"}
    assert tried[0]["instead"] is None
    assert neighbours.knowledge_calls[-1]["draft"] == DRAFT


async def test_a_phrasing_that_the_dialogue_takes_is_not_found(editor: Staff, neighbours: Neighbours) -> None:
    neighbours.bot = always(steps({"text": "Hello!"}))
    body = {"draft": DRAFT, "questions": ["hello there"]}
    [tried] = ok(await editor.post("/phrasings/try", body))["tried"]
    assert (tried["found"], tried["action"], tried["instead"]) == ("missed", "reply", None)


async def test_customers_questions_that_do_not_find_the_article_are_suggested_without_their_data(
    chat: ServedChat, editor: Staff, neighbours: Neighbours
) -> None:
    neighbours.knowledge = always(GUESS)
    for said in ("swap AB-70912 please", "swap please", "firm already there", "money for a@example.org", "song words"):
        await told(await chat.customer(), said)
    neighbours.trials = finding(swap=GUESS, firm=FIRM, money=ELSEWHERE, song=evidence(), late=GUESS, sending=FIRM)

    async def near(call: dict[str, Any]) -> Answer:
        own = [{"text": "Sending parcels", "origin": "heading"}, {"text": "Late returns", "origin": "sentence"}]
        return {"own": own, "near": list(range(len(call["asked"])))}

    neighbours.suggestions = near
    assert await suggestions(editor) == [
        ("swap please", "customer", "offered", 2),
        ("Late returns", "sentence", "offered", 0),
        ("Sending parcels", "heading", "firm", 0),
    ]


async def test_a_question_that_the_bot_took_to_the_article_is_suggested_however_far_its_words_are(
    chat: ServedChat, editor: Staff, neighbours: Neighbours
) -> None:
    neighbours.knowledge = always(GUESS)
    await told(await chat.customer(), "swap please")
    neighbours.trials = finding(swap=GUESS)
    assert await suggestions(editor) == [("swap please", "customer", "offered", 1)]


async def test_a_dismissed_suggestion_does_not_come_back_until_that_is_taken_back(
    editor: Staff, neighbours: Neighbours
) -> None:
    neighbours.trials = finding(late=GUESS)
    neighbours.suggestions = always({"own": [{"text": "Late returns", "origin": "heading"}], "near": []})
    place = "/articles/returns/dismissed-phrasings"
    for _ in range(2):
        ok(await editor.post(place, {"phrasing": "late  returns!"}))
    assert await suggestions(editor) == []
    ok(await editor.post(place, {"phrasing": "Late returns", "dismissed": False}))
    assert [each[0] for each in await suggestions(editor)] == ["Late returns"]


async def test_what_the_article_has_is_not_suggested(editor: Staff, neighbours: Neighbours) -> None:
    own = [{"text": "Send it back?", "origin": "sentence"}, {"text": "RETURNS", "origin": "heading"}]
    neighbours.suggestions = always({"own": own, "near": []})
    assert await suggestions(editor) == []


async def test_bad_input_and_an_absent_bot_are_told(chat: ServedChat, editor: Staff, neighbours: Neighbours) -> None:
    agent = await chat.person("agent")
    assert refusal(await agent.post("/phrasings/suggest", {"draft": DRAFT})) == (403, "not_allowed")
    assert refusal(await agent.post("/articles/returns/dismissed-phrasings", {"phrasing": "x"})) == (403, "not_allowed")
    assert refusal(await editor.post("/articles/nowhere/dismissed-phrasings", {"phrasing": "x"})) == (404, "not_found")
    assert refusal(await editor.post("/articles/returns/dismissed-phrasings", {"phrasing": " "})) == (400, "empty_text")
    many = {"draft": DRAFT, "questions": ["x"] * 52}
    assert refusal(await editor.post("/phrasings/try", many))[0] == 400
    huge = {"draft": {**DRAFT, "body": "x" * 262_145}, "questions": ["x"]}
    assert refusal(await editor.post("/phrasings/try", huge)) == (400, "too_long")
    neighbours.bot = fails
    assert refusal(await editor.post("/phrasings/try", {"draft": DRAFT, "questions": ["x"]})) == (
        503,
        "bot_unavailable",
    )
