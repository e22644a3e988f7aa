"""Two editors with one article open know of each other, and of what the other has saved."""

from contextlib import aclosing

import httpx
import pytest

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.editors.endpoints import editors_router
from tests.fixtures.staff import StaffApp


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    app.app.include_router(articles_router(database, app.clock), prefix=API)
    app.app.include_router(editors_router(database, app.clock), prefix=API)
    return app


async def ben_of(staff: StaffApp) -> httpx.AsyncClient:
    return await staff.signed_in("editor", name="Ben")


async def test_two_who_have_an_article_open_hear_of_each_other(staff: StaffApp) -> None:
    async with aclosing(await staff.signed_in("editor", name="Ada")) as ada, aclosing(await ben_of(staff)) as ben:
        article = (await ada.post("/articles", json={"title": "Returns", "body": "30 days."})).json()
        place = f"/articles/{article['id']}"
        alone = (await ada.put(f"{place}/editing", json={"changing": True})).json()
        assert (alone["others"], alone["version"]) == ([], 1)
        assert (await ben.put(f"{place}/editing", json={})).json()["others"] == [{"name": "Ada", "changing": True}]
        await ben.post(f"{place}/publish", json={"version": 1})
        told = (await ada.put(f"{place}/editing", json={"changing": False})).json()
        assert (told["others"], told["published_version"], told["updated_by"]) == (
            [{"name": "Ben", "changing": False}],
            1,
            "Ben",
        )
        await ben.delete(f"{place}/editing")
        assert (await ada.put(f"{place}/editing", json={})).json()["others"] == []


async def test_a_page_that_was_closed_without_a_word_is_forgotten(staff: StaffApp) -> None:
    async with aclosing(await staff.signed_in("editor", name="Ada")) as ada, aclosing(await ben_of(staff)) as ben:
        article = (await ada.post("/articles", json={"title": "Returns", "body": "30 days."})).json()
        await ada.put(f"/articles/{article['id']}/editing", json={})
        staff.clock.move(minutes=1)
        assert (await ben.put(f"/articles/{article['id']}/editing", json={})).json()["others"] == []
    async with aclosing(await staff.signed_in("editor", name="Cem")) as cem:
        assert (await cem.put("/articles/nothing/editing", json={})).status_code == 404
