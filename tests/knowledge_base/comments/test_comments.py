"""Colleagues say what they think of an article, settle it, and open it again; it goes with the article."""

from contextlib import aclosing
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, delete, func, select

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.article_lists.endpoints import article_lists_router
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.comments.endpoints import comments_router
from knowledge_base.models import article_comments, articles
from tests.fixtures.staff import StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    for router in (articles_router, article_lists_router, comments_router):
        app.app.include_router(router(database, app.clock), prefix=API)
    return app


@pytest.fixture
async def place(ada: httpx.AsyncClient) -> str:
    article = (await ada.post("/articles", json={"title": "Returns", "body": "You have 30 days."})).json()
    return f"/articles/{article['id']}"


async def say(client: httpx.AsyncClient, place: str, **comment: Any) -> dict[str, Any]:
    answer = await client.post(f"{place}/comments", json=comment)
    assert answer.status_code == 201
    return dict(answer.json())


async def test_a_comment_is_settled_by_a_colleague_and_opened_again(
    staff: StaffApp, ada: httpx.AsyncClient, bob: httpx.AsyncClient, place: str
) -> None:
    first = await say(bob, place, text="  Is it not 60?\r\nSee the terms. ", quote="30 days")
    assert first["open"] == 1
    one = first["comments"][0]
    said = (one["text"], one["quote"], one["author"], one["version"], one["own"], one["resolved_by"])
    assert said == ("Is it not 60?\nSee the terms.", "30 days", "Bob", 1, True, None)

    staff.clock.move(minutes=1)
    both = await say(ada, place, text="And a picture, please.")
    assert [each["own"] for each in both["comments"]] == [False, True]
    assert (await ada.get(place)).json()["open_comments"] == 2

    settled = (await ada.patch(f"{place}/comments/{one['id']}", json={"resolved": True})).json()
    assert (settled["open"], settled["comments"][0]["resolved_by"]) == (1, "Ada")
    listed = (await bob.get("/articles")).json()["articles"][0]
    assert listed["open_comments"] == 1
    again = (await bob.patch(f"{place}/comments/{one['id']}", json={"resolved": True})).json()
    assert again["comments"][0]["resolved_by"] == "Ada", "who was first stays"
    opened = (await bob.patch(f"{place}/comments/{one['id']}", json={"resolved": False})).json()
    assert (opened["open"], opened["comments"][0]["resolved_at"]) == (2, None)


async def test_only_its_author_removes_a_comment(ada: httpx.AsyncClient, bob: httpx.AsyncClient, place: str) -> None:
    one = (await say(bob, place, text="Too long."))["comments"][0]["id"]
    assert code_of(await ada.delete(f"{place}/comments/{one}")) == "not_allowed"
    assert (await bob.delete(f"{place}/comments/{one}")).json() == {"comments": [], "open": 0}
    assert (await bob.delete(f"{place}/comments/{one}")).status_code == 404


async def test_agents_read_comments_and_write_none(staff: StaffApp, ada: httpx.AsyncClient, place: str) -> None:
    one = (await say(ada, place, text="Check the price."))["comments"][0]["id"]
    async with aclosing(await staff.signed_in("agent", name="Sam")) as agent:
        assert (await agent.get(f"{place}/comments")).json()["open"] == 1
        assert (await agent.post(f"{place}/comments", json={"text": "Yes"})).status_code == 403
        assert (await agent.patch(f"{place}/comments/{one}", json={"resolved": True})).status_code == 403


async def test_what_is_no_comment_is_refused(ada: httpx.AsyncClient, place: str) -> None:
    other = (await ada.post("/articles", json={"title": "Other", "body": "Text."})).json()["id"]
    one = (await say(ada, place, text="Here."))["comments"][0]["id"]
    for body, code in (({"text": " \n"}, "empty_text"), ({"text": "a" * 2001}, "too_long"), ({}, "missing_field")):
        assert code_of(await ada.post(f"{place}/comments", json=body)) == code
    assert (await ada.patch(f"/articles/{other}/comments/{one}", json={"resolved": True})).status_code == 404
    assert (await ada.post("/articles/nothing/comments", json={"text": "Hello"})).status_code == 404
    assert (await ada.get("/articles/nothing/comments")).status_code == 404


async def test_comments_go_with_their_article(database: Database, ada: httpx.AsyncClient, place: str) -> None:
    await say(ada, place, text="Soon gone.")

    def remove(connection: Connection) -> int:
        connection.execute(delete(articles))
        return connection.scalar(select(func.count()).select_from(article_comments)) or 0

    assert database.write_now(remove) == 0
