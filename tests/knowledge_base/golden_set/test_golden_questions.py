"""The golden set over HTTP, with two editors at once, and its files."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.golden_set.endpoints import golden_set_router
from tests.fixtures.staff import StaffApp, code_of

HOW_LONG = {"text": "How long may I keep it?", "article_ids": ["returns"], "must": [["60 days", "two months"]]}
PARROT = {"text": "Can I bring my parrot?"}


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    app.app.include_router(golden_set_router(database, app.clock), prefix=API)
    content = Content("Returns", "You have 60 days.")
    database.write_now(editing.create, content, "Edith", app.clock(), article_id="returns")
    return app


@pytest.fixture
async def editor(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("editor", name="Edith")) as client:
        yield client


async def added(editor: httpx.AsyncClient, body: dict[str, Any]) -> dict[str, Any]:
    answer = await editor.post("/golden-questions", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def texts(editor: httpx.AsyncClient, **query: Any) -> list[str]:
    return [each["text"] for each in (await editor.get("/golden-questions", params=query)).json()["questions"]]


async def test_questions_are_found_by_words_by_what_is_expected_and_by_article(
    staff: StaffApp, editor: httpx.AsyncClient
) -> None:
    first = await added(editor, HOW_LONG)
    assert (first["expected"], first["version"], first["updated_by"]) == ("facts", 1, "Edith")
    staff.clock.move(seconds=1)
    assert (await added(editor, PARROT))["expected"] == "person"
    assert await texts(editor) == [PARROT["text"], HOW_LONG["text"]]
    assert await texts(editor, q="TWO months") == [HOW_LONG["text"]]
    assert await texts(editor, expected="person") == [PARROT["text"]]
    assert await texts(editor, article_id="returns") == [HOW_LONG["text"]]
    page = (await editor.get("/golden-questions", params={"limit": 1})).json()
    assert (page["found"], page["total"]) == (2, 2)
    assert await texts(editor, limit=1, cursor=page["next"]) == [HOW_LONG["text"]]


async def test_of_two_editors_at_once_one_is_told_what_the_other_did(
    staff: StaffApp, editor: httpx.AsyncClient
) -> None:
    stored = await added(editor, HOW_LONG)
    async with aclosing(await staff.signed_in("editor", name="Boris")) as other:
        body = {**HOW_LONG, "version": 1}
        place = f"/golden-questions/{stored['id']}"
        one, two = await asyncio.gather(
            editor.put(place, json={**body, "kind": "mine"}), other.put(place, json={**body, "kind": "theirs"})
        )
        lost = one if one.status_code == 409 else two
        assert sorted((one.status_code, two.status_code)) == [200, 409]
        assert (code_of(lost), lost.json()["error"]["version"]) == ("edited_meanwhile", 2)
        assert (await editor.delete(place)).status_code == 200
        assert (await other.delete(place)).status_code == 404
        assert (await other.put(place, json={**body, "version": 2})).status_code == 404


async def test_the_same_words_twice_a_missing_article_and_too_long_texts_are_refused(
    editor: httpx.AsyncClient,
) -> None:
    await added(editor, HOW_LONG)
    again = await editor.post("/golden-questions", json={**HOW_LONG, "text": "HOW LONG may I keep it?"})
    assert (again.status_code, code_of(again)) == (409, "conflict")
    for body, code in (
        ({"text": "Where?", "article_ids": ["nowhere"]}, "unknown_article"),
        ({"text": " ?! "}, "empty_text"),
        ({"text": "x" * 501}, "too_long"),
        ({"text": "Where?", "must": [["x" * 201]]}, "too_long"),
        ({"text": "Where?", "must": [["a"]] * 11}, "bad_type"),
        ({"text": "Where?", "article_ids": ["../x"]}, "bad_type"),
        ({}, "missing_field"),
    ):
        answer = await editor.post("/golden-questions", json=body)
        assert (answer.status_code, code_of(answer)) == (400, code), body


@pytest.mark.parametrize("form", ["jsonl", "csv"])
async def test_a_file_that_was_exported_brings_the_same_set_back(editor: httpx.AsyncClient, form: str) -> None:
    tricky = {
        "text": '=SUM(A1), or "what, now"?',
        "before": ["Hello", "- a dash"],
        "article_ids": ["returns"],
        "must": [["14 days", "two weeks"], ["-5 €"]],
        "must_not": ["sixty; days"],
        "kind": "Ünïcode",
    }
    await added(editor, tricky)
    await added(editor, PARROT)
    before = (await editor.get("/golden-questions")).json()["questions"]
    text = (await editor.get("/golden-questions/export", params={"format": form})).text
    for one in before:
        await editor.delete(f"/golden-questions/{one['id']}")
    done = await editor.post("/golden-questions/import", json={"format": form, "text": text})
    assert done.json() == {"added": 2, "changed": 0, "same": 0}, done.text
    after = {each["id"]: each for each in (await editor.get("/golden-questions")).json()["questions"]}
    for one in before:
        for name in ("text", "before", "article_ids", "must", "must_not", "kind"):
            assert after[one["id"]][name] == one[name]
    again = await editor.post("/golden-questions/import", json={"format": form, "text": text})
    assert again.json() == {"added": 0, "changed": 0, "same": 2}


async def test_a_file_changes_what_it_names_and_is_refused_whole_with_each_wrong_line(
    editor: httpx.AsyncClient,
) -> None:
    stored = await added(editor, HOW_LONG)
    rows = [
        {"id": stored["id"], **HOW_LONG, "kind": "returns"},
        {"id": 7, "text": "Where are you?", "right": True},
    ]
    text = "\n".join(map(json.dumps, rows))
    done = await editor.post("/golden-questions/import", json={"format": "jsonl", "text": text})
    assert done.json() == {"added": 1, "changed": 1, "same": 0}
    wrong = [
        *map(json.dumps, rows),
        "not json",
        "[]",
        json.dumps({"text": "Who?", "article_ids": "returns"}),
        json.dumps({"text": "WHERE are you?"}),
    ]
    refused = await editor.post("/golden-questions/import", json={"format": "jsonl", "text": "\n".join(wrong)})
    assert (refused.status_code, code_of(refused)) == (400, "bad_import")
    assert [(each["line"], each["code"]) for each in refused.json()["error"]["lines"]] == [
        (3, "bad_json"),
        (4, "bad_json"),
        (5, "bad_type"),
        (6, "duplicate"),
    ]
    for text, form in (("", "csv"), ("id,kind\n1,2", "csv"), ("text\nWho?\n" * 3, "csv"), ('{"text": "A?"', "jsonl")):
        refused = await editor.post("/golden-questions/import", json={"format": form, "text": text})
        assert (refused.status_code, code_of(refused)) == (400, "bad_import"), text
    many = "\n".join(json.dumps({"text": f"Question {number}?"}) for number in range(2_001))
    refused = await editor.post("/golden-questions/import", json={"format": "jsonl", "text": many})
    assert (refused.status_code, code_of(refused)) == (400, "bad_import")
    missing = json.dumps({"text": "Who?", "article_ids": ["nowhere"]})
    refused = await editor.post("/golden-questions/import", json={"format": "jsonl", "text": missing})
    assert refused.json()["error"]["lines"][0]["code"] == "unknown_article"
    assert len(await texts(editor)) == 2


async def test_agents_cannot_change_the_set(staff: StaffApp) -> None:
    async with aclosing(await staff.signed_in("agent")) as agent:
        assert (await agent.get("/golden-questions")).status_code == 403
        assert (await agent.post("/golden-questions", json=PARROT)).status_code == 403
