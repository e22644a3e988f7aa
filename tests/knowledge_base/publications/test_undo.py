"""Undoing a publication over HTTP: what comes back, and two editors at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.articles import repository
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.publications.endpoints import publications_router
from tests.fixtures.staff import StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    for router in (publications_router(database, app.clock), articles_router(database, app.clock)):
        app.app.include_router(router, prefix=API)
    return app


@pytest.fixture
async def editor(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("editor", name="Edith")) as client:
        yield client


async def published(editor: httpx.AsyncClient, *bodies: str) -> str:
    """An article of which each of these texts was published in turn; its address."""
    article = (await editor.post("/articles", json={"title": "Returns", "body": bodies[0]})).json()
    place = f"/articles/{article['id']}"
    for version, body in enumerate(bodies, start=1):
        if version > 1:
            await editor.put(place, json={"version": version - 1, "title": "Returns", "body": body})
        answer = await editor.post(f"{place}/publish", json={"version": version})
        assert answer.status_code == 200, answer.text
    return place


async def undone(editor: httpx.AsyncClient, place: str, seen: int | None) -> httpx.Response:
    return await editor.post(f"{place}/publications/undo", json={"published_version": seen})


def read_by_customers(database: Database) -> list[str]:
    return [article.body for article in database.read_now(repository.list_published)]


async def test_each_undo_brings_back_what_was_published_before_and_the_drafts_stay(
    database: Database, editor: httpx.AsyncClient
) -> None:
    place = await published(editor, "30 days.", "60 days.", "90 days.")
    versions = database.read_now(repository.knowledge_version)
    assert (await editor.get(f"{place}/publications")).json()["undo"] == {"version": 2}
    back = (await undone(editor, place, 3)).json()
    assert (back["state"], back["published_version"], back["version"], back["body"]) == ("published", 2, 3, "90 days.")
    assert read_by_customers(database) == ["60 days."]
    assert (await undone(editor, place, 2)).json()["published_version"] == 1
    gone = (await undone(editor, place, 1)).json()
    assert (gone["state"], gone["published_version"]) == ("draft", None)
    assert read_by_customers(database) == []
    assert database.read_now(repository.knowledge_version) == versions + 3
    nothing = await undone(editor, place, None)
    assert (nothing.status_code, code_of(nothing)) == (409, "nothing_to_undo")
    again = await editor.post(f"{place}/publish", json={"version": 3})
    assert again.json()["published_version"] == 3
    history = (await editor.get(f"{place}/publications")).json()
    assert [(one["version"], one["undone_by"]) for one in history["publications"]] == [
        (3, None),
        (3, "Edith"),
        (2, "Edith"),
        (1, "Edith"),
    ]
    assert history["undo"] == {"version": None}


async def test_an_archived_article_comes_back(database: Database, editor: httpx.AsyncClient) -> None:
    place = await published(editor, "30 days.")
    await editor.post(f"{place}/archive")
    assert (await undone(editor, place, None)).json()["state"] == "published"
    assert read_by_customers(database) == ["30 days."]


async def test_of_two_editors_at_once_one_undoes_and_the_other_is_told(
    staff: StaffApp, database: Database, editor: httpx.AsyncClient
) -> None:
    place = await published(editor, "30 days.", "60 days.")
    async with aclosing(await staff.signed_in("editor", name="Boris")) as other:
        answers = await asyncio.gather(undone(editor, place, 2), undone(other, place, 2))
        assert sorted(each.status_code for each in answers) == [200, 409]
        lost = next(each for each in answers if each.status_code == 409)
        assert code_of(lost) == "edited_meanwhile"
        assert read_by_customers(database) == ["30 days."]
        await other.put(place, json={"version": 2, "title": "Returns", "body": "90 days."})
        await other.post(f"{place}/publish", json={"version": 3})
        late = await undone(editor, place, 1)
        assert (late.status_code, late.json()["error"]["published_version"]) == (409, 3)
        assert "Boris" in late.json()["error"]["message"]
        assert read_by_customers(database) == ["90 days."]


async def test_undoing_is_in_the_audit_log_and_not_for_agents(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    place = await published(editor, "30 days.", "60 days.")
    async with aclosing(await staff.signed_in("agent")) as agent:
        assert (await undone(agent, place, 2)).status_code == 403
    await undone(editor, place, 2)
    async with aclosing(await staff.signed_in("admin")) as admin:
        entries: list[dict[str, Any]] = (await admin.get("/audit")).json()["entries"]
    entry = next(each for each in entries if each["action"] == "article.publication_undone")
    assert (entry["details"], entry["actor"]["name"]) == ({"version": 2, "back_to": 1}, "Edith")
