"""The care of articles: who answers for them, when they are read again, and when they are published by themselves."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.article_lists.endpoints import article_lists_router
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.care.endpoints import care_router
from knowledge_base.care.publication import ScheduledPublication
from knowledge_base.care.service import publish_due
from tests.fixtures.staff import StaffApp, code_of

TODAY = "2030-03-04"


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    for router in (article_lists_router, articles_router, care_router):
        app.app.include_router(router(database, app.clock), prefix=API)
    return app


@pytest.fixture
async def editor(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("editor", name="Edith")) as client:
        yield client


async def article(editor: httpx.AsyncClient, title: str, *, live: bool = False, **more: Any) -> str:
    made = (await editor.post("/articles", json={"title": title, "body": f"About {title}.", **more})).json()
    if live:
        await editor.post(f"/articles/{made['id']}/publish", json={"version": 1})
    return str(made["id"])


async def titles(editor: httpx.AsyncClient, **query: Any) -> list[str]:
    answer = await editor.get("/articles", params=query)
    assert answer.status_code == 200, answer.text
    return [one["title"] for one in answer.json()["articles"]]


async def test_owner_tags_and_review_date_are_no_new_version(editor: httpx.AsyncClient) -> None:
    place = f"/articles/{await article(editor, 'Returns', live=True)}"
    given = {"owner": "Ada", "tags": ["Spring", "spring", "", "sale"], "review_on": TODAY}
    cared = (await editor.patch(f"{place}/care", json=given)).json()
    assert (cared["owner"], cared["tags"], cared["review_on"]) == ("Ada", ["Spring", "sale"], TODAY)
    assert (cared["version"], cared["has_unpublished_changes"]) == (1, False)
    later = (await editor.patch(f"{place}/care", json={"review_on": None})).json()
    assert (later["owner"], later["review_on"]) == ("Ada", None)


async def test_a_draft_waits_for_a_reader_until_it_is_published(editor: httpx.AsyncClient) -> None:
    place = f"/articles/{await article(editor, 'Returns')}"
    asked = (await editor.patch(f"{place}/care", json={"in_review": True})).json()
    assert asked["review_asked_by"] == "Edith"
    assert await titles(editor, stage="in_review") == ["Returns"]
    assert (await editor.post(f"{place}/publish", json={"version": 1})).json()["review_asked_by"] is None
    refused = await editor.patch(f"{place}/care", json={"in_review": True})
    assert (refused.status_code, code_of(refused)) == (409, "already_published")


async def test_a_scheduled_version_is_published_once_and_a_newer_draft_is_not(
    staff: StaffApp, editor: httpx.AsyncClient, open_database: Callable[..., Database]
) -> None:
    article_id = await article(editor, "Returns")
    place = f"/articles/{article_id}"
    planned = await editor.post(f"{place}/schedule", json={"version": 1, "at": "2030-03-04T10:00:00Z"})
    assert planned.json()["scheduled"] == {"version": 1, "at": "2030-03-04T10:00:00.000Z", "by": "Edith"}
    await editor.put(place, json={"version": 1, "title": "Returns", "body": "Not ready."})
    keeper = ScheduledPublication(staff.database, staff.clock)
    assert await keeper.publish_all_due() == 0
    staff.clock.move(hours=1)
    done: list[object] = []
    processes = [open_database() for _ in range(4)]
    threads = [
        threading.Thread(target=lambda one=one: done.append(one.write_now(publish_due, article_id, staff.clock())))
        for one in processes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in done if one is not None]) == 1
    live = (await editor.get(place)).json()
    assert (live["published_version"], live["version"], live["scheduled"]) == (1, 2, None)
    assert await keeper.publish_all_due() == 0


async def test_one_article_that_cannot_be_published_does_not_stop_the_others(
    staff: StaffApp, editor: httpx.AsyncClient
) -> None:
    for title in ("One", "Two"):
        article_id = await article(editor, title)
        when = {"version": 1, "at": "2030-03-04T10:00:00Z"}
        assert (await editor.post(f"/articles/{article_id}/schedule", json=when)).status_code == 200
    staff.clock.move(hours=1)
    assert await ScheduledPublication(staff.database, staff.clock).publish_all_due() == 2
    assert sorted(await titles(editor, stage="live")) == ["One", "Two"]


async def test_a_schedule_is_refused_for_the_past_and_for_an_older_version(editor: httpx.AsyncClient) -> None:
    place = f"/articles/{await article(editor, 'Returns')}"
    past = await editor.post(f"{place}/schedule", json={"version": 1, "at": "2030-03-04T08:00:00Z"})
    assert (past.status_code, code_of(past)) == (400, "bad_type")
    older = await editor.post(f"{place}/schedule", json={"version": 7, "at": "2031-01-01T00:00:00Z"})
    assert (older.status_code, code_of(older)) == (409, "edited_meanwhile")
    await editor.post(f"{place}/schedule", json={"version": 1, "at": "2031-01-01T00:00:00Z"})
    assert (await editor.post(f"{place}/archive")).json()["scheduled"] is None


async def test_lists_are_filtered_by_what_is_known_of_an_article(editor: httpx.AsyncClient) -> None:
    first = await article(editor, "Refunds", live=True, category="Orders / Returns")
    await article(editor, "Orders at large", category="Orders")
    await article(editor, "Orderly bikes", category="Orders and more")
    await editor.patch(f"/articles/{first}/care", json={"owner": "Ada", "tags": ["100% wool"], "review_on": TODAY})
    assert sorted(await titles(editor, category="Orders")) == ["Orders at large", "Refunds"]
    assert await titles(editor, tag="100% wool") == ["Refunds"]
    assert await titles(editor, tag="wool") == []
    assert await titles(editor, owner="Ada", stage="overdue", locale="en") == ["Refunds"]
    assert (await titles(editor, sort="review"))[0] == "Refunds"
    assert await titles(editor, sort="title") == ["Orderly bikes", "Orders at large", "Refunds"]
    counted = (await editor.get("/article-overview")).json()
    assert counted["states"] == {"published": 1, "draft": 2}
    assert counted["stages"]["overdue"] == 1
    assert {one["name"]: one["articles"] for one in counted["categories"]} == {
        "Orders": 2,
        "Orders / Returns": 1,
        "Orders and more": 1,
    }
    assert counted["tags"] == [{"name": "100% wool", "articles": 1}]
    bad = await editor.get("/articles", params={"stage": "asleep"})
    assert (bad.status_code, code_of(bad)) == (400, "bad_query")


async def test_a_search_puts_titles_first_and_forgives_typing_errors(editor: httpx.AsyncClient) -> None:
    await article(editor, "Warranty of the frame", body="Five years.")
    await article(editor, "Brakes", body="They have a warranty of two years.")
    await article(editor, "Bikes", body="All.", questions=["how long is the waranty"])
    assert await titles(editor, q="lnog", sort="best") == ["Bikes"]
    found = await titles(editor, q="waranty", sort="best")
    assert found == ["Warranty of the frame", "Bikes"]
    assert await titles(editor, q="warranty", sort="best") == ["Warranty of the frame", "Bikes", "Brakes"]
    page = (await editor.get("/articles", params={"q": "warranty", "sort": "best", "limit": 2})).json()
    rest = await editor.get("/articles", params={"q": "warranty", "sort": "best", "limit": 2, "cursor": page["next"]})
    assert [one["title"] for one in rest.json()["articles"]] == ["Brakes"]


async def test_many_are_changed_at_once_and_each_by_itself(editor: httpx.AsyncClient) -> None:
    one, two = await article(editor, "One", live=True), await article(editor, "Two")
    ask = {"articles": [{"id": one, "version": 1}, {"id": two, "version": 9}]}
    moved = (await editor.post("/article-bulk", json={**ask, "action": "move", "category": "Shop"})).json()
    assert moved["done"] == [one]
    assert [(each["id"], each["code"]) for each in moved["failed"]] == [(two, "edited_meanwhile")]
    there = (await editor.get(f"/articles/{one}")).json()
    assert (there["category"], there["version"], there["published_version"]) == ("Shop", 2, 2)
    ask = {"articles": [{"id": one, "version": 2}, {"id": two, "version": 1}]}
    assert (await editor.post("/article-bulk", json={**ask, "action": "archive"})).json()["failed"] == []
    lacking = await editor.post("/article-bulk", json={**ask, "action": "assign"})
    assert (lacking.status_code, code_of(lacking)) == (400, "missing_field")


async def test_translations_have_one_article_for_each_language(editor: httpx.AsyncClient) -> None:
    english, german, french = [await article(editor, each, locale=each) for each in ("en", "de", "fr")]
    await editor.post(f"/articles/{english}/translations", json={"article_id": german})
    linked = await editor.post(f"/articles/{french}/translations", json={"article_id": german})
    assert [one["locale"] for one in linked.json()["translations"]] == ["de", "en"]
    other = await article(editor, "Other", locale="de")
    twice = await editor.post(f"/articles/{other}/translations", json={"article_id": english})
    assert (twice.status_code, code_of(twice)) == (409, "already_linked")
    await editor.delete(f"/articles/{german}/translations")
    left = (await editor.get(f"/articles/{english}/translations")).json()["translations"]
    assert [one["locale"] for one in left] == ["fr"]
