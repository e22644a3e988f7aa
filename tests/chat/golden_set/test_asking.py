"""What the bot says to a golden question now, over HTTP."""

import pytest

from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence, fails, steps


@pytest.fixture
async def editor(chat: ServedChat) -> Staff:
    return await chat.person("editor", name="Edith")


async def place_of(editor: Staff, **question: object) -> str:
    return f"/golden-questions/{ok(await editor.post('/golden-questions', question))['id']}/ask"


async def test_the_reply_and_what_is_wrong_with_it(neighbours: Neighbours, editor: Staff) -> None:
    neighbours.knowledge = always(
        evidence({**SURE, "passage": "Within 60 days.", "probability": 0.97}, probability=0.97, among_three=0.97)
    )
    right = ok(await editor.post(await place_of(editor, text="how long", must=[["60 days"]]), {}))
    assert (right["right"], right["problem"], right["action"], right["title"]) == (True, None, "answer", SURE["title"])
    wrong = ok(await editor.post(await place_of(editor, text="how long then", must=[["14 days"]]), {}))
    assert (wrong["right"], wrong["problem"], wrong["fact"]) == (False, "fact_missing", "14 days")
    assert "Within 60 days." in wrong["text"]


async def test_what_the_dialogue_says_itself_is_judged_too(neighbours: Neighbours, editor: Staff) -> None:
    neighbours.bot = always(steps({"text": "Hello!"}))
    greeted = ok(await editor.post(await place_of(editor, text="good morning"), {}))
    assert (greeted["right"], greeted["problem"], greeted["action"]) == (False, "no_person", "reply")
    neighbours.bot = always(steps({"text": "One moment."}, {"effect": "hand_over", "reason": "asked_for_person"}))
    assert ok(await editor.post(await place_of(editor, text="a person please"), {}))["right"] is True


async def test_what_was_said_before_is_read_with_the_question(neighbours: Neighbours, editor: Staff) -> None:
    neighbours.knowledge = always(evidence({**SURE, "probability": 0.97}, probability=0.97, among_three=0.97))
    place = await place_of(editor, text="and for gloves?", before=["how long for jackets?"], must=[["60"]])
    ok(await editor.post(place, {}))
    first, second = neighbours.knowledge_calls[-2:]
    assert (first["text"], first["context"]) == ("how long for jackets?", [])
    assert (second["text"], second["context"][0]) == ("and for gloves?", "how long for jackets?")


async def test_who_may_not_ask_and_a_bot_that_fails(chat: ServedChat, neighbours: Neighbours, editor: Staff) -> None:
    place = await place_of(editor, text="how long", must=[["60 days"]])
    assert refusal(await editor.post("/golden-questions/nowhere/ask", {})) == (404, "not_found")
    assert refusal(await (await chat.person("agent")).post(place, {})) == (403, "not_allowed")
    neighbours.knowledge = fails
    assert refusal(await editor.post(place, {})) == (503, "bot_unavailable")
