"""A help centre with an editor."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.articles.endpoints import articles_router
from tests.fixtures.staff import StaffApp
from tests.knowledge_base.help_pages.centre import HelpCentre, add_help_centre

Publish = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    app.app.include_router(articles_router(database, app.clock), prefix=API)
    return app


@pytest.fixture
async def centre(staff: StaffApp) -> AsyncIterator[HelpCentre]:
    centre = add_help_centre(staff)
    yield centre
    await centre.pages.stop()


@pytest.fixture
async def editor(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("editor", name="Edith")) as client:
        yield client


@pytest.fixture
def publish(editor: httpx.AsyncClient) -> Publish:
    """Publishes an article, or with `article` new words for it."""

    async def publish_one(article: dict[str, Any] | None = None, **words: Any) -> dict[str, Any]:
        given = {"title": "Returns", "body": "Within **30** days.", **words}
        if article is None:
            saved = (await editor.post("/articles", json=given)).json()
        else:
            given = {"title": article["title"], "body": article["body"], **words, "version": article["version"]}
            saved = (await editor.put(f"/articles/{article['id']}", json=given)).json()
        answer = await editor.post(f"/articles/{saved['id']}/publish", json={"version": saved["version"]})
        assert answer.status_code == 200, answer.text
        live: dict[str, Any] = answer.json()
        return live

    return publish_one


@pytest.fixture
async def reader(staff: StaffApp, centre: HelpCentre) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at the installation's address; it follows no redirect by itself."""
    transport = httpx.ASGITransport(staff.app)
    async with httpx.AsyncClient(transport=transport, base_url="https://baton.example") as client:
        yield client
