"""Gaps: every kind of question that the articles did not settle, grouped, ranked, opened, asked again, set aside."""

from typing import Any

import pytest

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.articles.repository import raise_knowledge_version
from tests.chat.turns.test_outcomes import WANTS_A_PERSON, told
from tests.fixtures.callers import Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import ASK_KNOWLEDGE, SURE, Answer, Neighbours, always, evidence, fails, steps
from tests.fixtures.staff import MovingClock

UNSURE = evidence({**SURE, "probability": 0.2}, probability=0.2, among_three=0.25)
FIRM = evidence(SURE, probability=0.97, among_three=0.98)
FOREIGN = {**evidence(), "evidence": {**evidence()["evidence"], "known": 0.1}}


@pytest.fixture
async def editor(chat: ServedChat, database: Database) -> Staff:
    content = Content("Returns", "Sixty days. Ask at the counter.")
    database.write_now(editing.create, content, "Edith", MovingClock()(), article_id="returns")
    return await chat.person("editor", name="Edith")


def grouping(**groups: tuple[str, bool]) -> Any:
    """`knowledge` groups questions by their first word: the group's name, and whether it is answered today."""

    async def script(call: dict[str, Any]) -> Answer:
        first: dict[str, int] = {}
        found = []
        for number, question in enumerate(call["questions"]):
            name, answered = groups.get(question.split()[0], (question, False))
            near = {"article_id": "returns", "title": "Returns", "probability": 0.3}
            found.append({"group": first.setdefault(name, number), **near, "answered": answered})
        return {"questions": found}

    return script


async def listed(editor: Staff, place: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ok(await editor.get(f"/questions/gaps{place}"))["groups"]
    return found


async def opened(reader: Staff, group: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = ok(await reader.post("/questions/gaps/open", {"ids": group["ids"]}))
    return found


async def asked(chat: ServedChat, neighbours: Neighbours, found: Any, *questions: str) -> list[Customer]:
    neighbours.knowledge = always(found)
    customers = [await chat.customer() for _ in questions]
    for customer, question in zip(customers, questions, strict=True):
        await told(customer, question)
    return customers


async def test_every_kind_of_gap_is_found(chat: ServedChat, neighbours: Neighbours, editor: Staff) -> None:
    await asked(chat, neighbours, UNSURE, "unsure about kelp")
    neighbours.bot = always(steps({"effect": "ask_knowledge"}, in_scope=0.05))
    await asked(chat, neighbours, FOREIGN, "weather on the moon")
    neighbours.bot = always(ASK_KNOWLEDGE)
    [thumb] = await asked(chat, neighbours, FIRM, "thumb down on this")
    answer = (await thumb.messages())[-1]
    ok(await thumb.post(f"{thumb.path}/messages/{answer['seq']}/feedback", {"helpful": False}))
    [left] = await asked(chat, neighbours, FIRM, "left for a person")
    neighbours.bot = always(WANTS_A_PERSON)
    await told(left, "somebody please")
    neighbours.bot = always(ASK_KNOWLEDGE)
    [rated] = await asked(chat, neighbours, FIRM, "rated with one star")
    ok(await rated.post(f"{rated.path}/end"))
    ok(await rated.post(f"{rated.path}/rating", {"score": 1}))
    await asked(chat, neighbours, FIRM, "fine as it was")
    neighbours.bot = always(steps({"text": "Your number?"}, form="order_form"))
    form = await chat.customer()
    await told(form, "where is my order?")
    await told(form, "do you sell on Sundays?")
    await told(form, "A-1")
    found = {each["question"]: each["kinds"] for each in await listed(editor)}
    assert found == {
        "unsure about kelp": {"unanswered": 1},
        "weather on the moon": {"out_of_scope": 1},
        "thumb down on this": {"badly_rated": 1},
        "left for a person": {"handed_over": 1},
        "rated with one star": {"badly_rated": 1},
        "do you sell on Sundays?": {"in_form": 1},
    }


async def test_the_costliest_group_comes_first_and_names_its_customers(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, UNSURE, "shells ok?", "shells then", "song please", "shells ok?")
    neighbours.today = grouping(shells=("shells", False), song=("song", False))
    first, second = await listed(editor)
    assert (first["question"], first["times"], first["customers"], first["state"]) == ("shells ok?", 3, 3, "open")
    assert first["nearest"] == {"article_id": "returns", "title": "Returns", "confidence": 0.3}
    assert second["question"] == "song please"
    same = await chat.customer()
    neighbours.knowledge = always(UNSURE)
    for _ in range(4):
        await told(same, "song again")
    assert [(each["times"], each["customers"]) for each in await listed(editor)] == [(3, 3), (5, 2)]


async def test_a_group_is_asked_again_and_shows_what_is_answered_now(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, UNSURE, "shells ok?", "clams too")
    neighbours.today = grouping(shells=("sea", True), clams=("sea", False))
    [group] = await listed(editor)
    assert (group["state"], group["answered"], group["times"]) == ("open", 1, 2)
    neighbours.today = grouping(shells=("sea", True), clams=("sea", True))
    [group] = await listed(editor)
    assert (group["state"], group["answered"]) == ("answered", 2)


async def test_what_has_just_been_published_is_asked(
    chat: ServedChat, neighbours: Neighbours, editor: Staff, database: Database
) -> None:
    await asked(chat, neighbours, UNSURE, "shells ok?")
    for address in ("/questions/gaps", "/questions/unanswered"):
        version = database.write_now(raise_knowledge_version, MovingClock()())
        ok(await editor.get(address))
        assert neighbours.knowledge_calls[-1]["version"] == version


async def test_a_question_added_to_an_article_waits_until_the_bot_answers_it(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, UNSURE, "shells ok?")
    [group] = await listed(editor)
    ok(await editor.post("/articles/returns/phrasings", {"phrasing": "shells", "decision_ids": group["ids"]}))
    neighbours.today = grouping(shells=("sea", False))
    assert [each["state"] for each in await listed(editor)] == ["taken_up"]
    neighbours.today = grouping(shells=("sea", True))
    assert [each["state"] for each in await listed(editor)] == ["answered"]


async def test_a_wrong_answer_stays_open_however_sure_the_bot_is(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    [customer] = await asked(chat, neighbours, FIRM, "thumb down on this")
    answer = (await customer.messages())[-1]
    ok(await customer.post(f"{customer.path}/messages/{answer['seq']}/feedback", {"helpful": False}))
    neighbours.today = grouping(thumb=("thumb", True))
    assert [each["state"] for each in await listed(editor)] == ["open"]


async def test_an_open_group_has_its_conversations_and_the_agents_sentences_without_personal_data(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    [customer] = await asked(chat, neighbours, UNSURE, "shells from tilda@example.org ok?")
    agent = await chat.person("agent", name="Ines Marlow")
    ok(await customer.post(f"{customer.path}/handoff"))
    await agent.accept(customer.id)
    said = "Yes, we take them at the counter, order AB-70912 too, whatever their size is."
    ok(await agent.reply(customer.id, said))
    [group] = await listed(editor)
    assert group["question"] == "shells from [e-mail] ok?"
    inside = await opened(editor, group)
    assert inside["questions"][0]["question"] == "shells from [e-mail] ok?"
    assert inside["questions"][0]["conversation_id"] is None
    [settled] = inside["settled"]
    assert settled["text"].startswith("Yes, we take them at the counter, order {number} too")
    assert (settled["agent"], settled["conversation_id"]) == ("Ines Marlow", None)
    supervisor = await chat.person("supervisor")
    assert (await opened(supervisor, group))["questions"][0]["conversation_id"] == customer.id


async def test_what_is_set_aside_is_listed_and_comes_back(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, UNSURE, "who sings this song")
    neighbours.bot = always(steps({"text": "Your number?"}, form="order_form"))
    form = await chat.customer()
    await told(form, "where is my order?")
    await told(form, "who sings at the shop?")
    ids = [each["ids"][0] for each in await listed(editor)]
    assert len(ids) == 2
    for _ in range(2):
        ok(await editor.post("/questions/gaps/set-aside", {"ids": [*ids, "dec_unknown", "msg:nowhere:1", "msg:x:y"]}))
    assert await listed(editor) == []
    assert sorted(each["ids"][0] for each in await listed(editor, "/set-aside")) == sorted(ids)
    ok(await editor.post("/questions/gaps/take-back", {"ids": ids}))
    assert sorted(each["ids"][0] for each in await listed(editor)) == sorted(ids)
    assert await listed(editor, "/set-aside") == []


async def test_without_knowledge_the_gaps_are_still_listed(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    await asked(chat, neighbours, UNSURE, "shells ok?", "clams too")
    neighbours.today = fails
    [group] = await listed(editor)
    assert (group["times"], group["state"]) == (2, "open")


async def test_bad_input_is_refused(chat: ServedChat, editor: Staff) -> None:
    agent, supervisor = await chat.person("agent"), await chat.person("supervisor")
    assert refusal(await agent.get("/questions/gaps")) == (403, "not_allowed")
    assert refusal(await supervisor.post("/questions/gaps/set-aside", {"ids": ["x"]})) == (403, "not_allowed")
    assert refusal(await editor.post("/questions/gaps/set-aside", {"ids": []}))[0] == 400
    assert refusal(await editor.post("/questions/gaps/open", {"ids": ["x"] * 301}))[0] == 400
    assert ok(await editor.post("/questions/gaps/open", {"ids": ["x"]})) == {"questions": [], "settled": []}
