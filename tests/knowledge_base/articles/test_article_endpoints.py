"""Articles over HTTP: the calls of the contract, each with its refusals, by the real policy."""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from chat.edge.policy import API
from kit.database import Database
from knowledge_base.article_lists.endpoints import article_lists_router
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.imports.plan import import_folder
from tests.fixtures.staff import StaffApp, code_of
from tests.knowledge_base.help_pages.centre import add_help_centre

ARTICLE = {"title": "Returns", "body": "Within **30** days.", "questions": ["send back", ""], "category": "Orders"}


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    app.app.include_router(article_lists_router(database, app.clock), prefix=API)
    app.app.include_router(articles_router(database, app.clock), prefix=API)
    add_help_centre(app)
    return app


@pytest.fixture
async def editor(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("editor", name="Edith")) as client:
        yield client


async def created(editor: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await editor.post("/articles", json={**ARTICLE, **changes})
    assert answer.status_code == 201, answer.text
    article: dict[str, Any] = answer.json()
    return article


async def test_an_article_lives_from_draft_to_archive(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    article = await created(editor)
    assert (article["state"], article["version"], article["questions"]) == ("draft", 1, ["send back"])
    place = f"/articles/{article['id']}"
    changed = await editor.put(place, json={"version": 1, "title": "Returns", "body": "Within 60 days."})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert changed.json()["questions"] == ["send back"]
    live = await editor.post(f"{place}/publish", json={"version": 2})
    assert (live.status_code, live.json()["state"], live.json()["published_version"]) == (200, "published", 2)
    versions = (await editor.get(f"{place}/versions")).json()["versions"]
    assert [(one["version"], one["author"], one["published"]) for one in versions] == [
        (2, "Edith", True),
        (1, "Edith", False),
    ]
    restored = await editor.post(f"{place}/versions/1/restore")
    assert (restored.json()["version"], restored.json()["body"]) == (3, "Within **30** days.")
    gone = await editor.post(f"{place}/archive")
    assert (gone.status_code, gone.json()["state"]) == (200, "archived")


async def test_two_editors_do_not_overwrite_each_other(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    article = await created(editor)
    place = f"/articles/{article['id']}"
    async with aclosing(await staff.signed_in("editor", name="Sam")) as other:
        assert (await other.put(place, json={**ARTICLE, "body": "Sam's.", "version": 1})).status_code == 200
    late = await editor.put(place, json={**ARTICLE, "body": "Edith's.", "version": 1})
    assert (late.status_code, code_of(late)) == (409, "edited_meanwhile")
    assert late.json()["error"]["updated_by"] == "Sam"
    assert code_of(await editor.post(f"{place}/publish", json={"version": 1})) == "edited_meanwhile"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"body": "x"}, 400, "missing_field"),
        ({"title": "x"}, 400, "missing_field"),
        ({"title": 7, "body": "x"}, 400, "bad_type"),
        ({"title": "x", "body": ["x"]}, 400, "bad_type"),
        ({"title": "  \u0000 ", "body": "x"}, 400, "empty_text"),
        ({"title": "x", "body": " \n "}, 400, "empty_text"),
        ({"title": "x" * 301, "body": "x"}, 400, "too_long"),
        ({"title": "x", "body": "x" * (256 * 1024 + 1)}, 413, "too_large"),
        ({"title": "x", "body": "x", "questions": "how"}, 400, "bad_type"),
        ({"title": "x", "body": "x", "locale": "../x"}, 400, "bad_type"),
        ("text", 400, "bad_json"),
    ],
)
async def test_a_wrong_article_is_refused(editor: httpx.AsyncClient, body: Any, status: int, code: str) -> None:
    answer = await editor.post("/articles", json=body)
    assert (answer.status_code, code_of(answer)) == (status, code)


async def test_a_lone_surrogate_is_refused(editor: httpx.AsyncClient) -> None:
    content = b'{"title": "x\\ud800", "body": "x"}'
    answer = await editor.post("/articles", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, code_of(answer)) == (400, "bad_unicode")


async def test_an_unknown_article_is_not_found(editor: httpx.AsyncClient) -> None:
    seen = {"version": 1}
    for answer in (
        await editor.get("/articles/none"),
        await editor.put("/articles/none", json={**ARTICLE, **seen}),
        await editor.post("/articles/none/publish", json=seen),
        await editor.post("/articles/none/archive"),
        await editor.get("/articles/none/versions"),
        await editor.post("/articles/none/versions/1/restore"),
    ):
        assert (answer.status_code, code_of(answer)) == (404, "not_found")


async def test_publishing_needs_the_version_that_was_seen(editor: httpx.AsyncClient) -> None:
    article = await created(editor)
    answer = await editor.post(f"/articles/{article['id']}/publish", json={})
    assert (answer.status_code, code_of(answer)) == (400, "missing_field")


async def test_lists_are_paged_without_gap_or_repeat(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    ids = []
    for number in range(5):
        ids.append((await created(editor, title=f"Article {number}"))["id"])
        staff.clock.move(seconds=number % 2)
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await editor.get("/articles", params={"limit": 2, "cursor": cursor})).json()
        seen += [article["id"] for article in page["articles"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(ids)
    assert "body" not in page["articles"][0]


async def test_lists_are_filtered_by_words_and_state(editor: httpx.AsyncClient) -> None:
    wanted = await created(editor, title="Tubeless tyres")
    await created(editor, title="Lights")
    await editor.post(f"/articles/{wanted['id']}/publish", json={"version": 1})
    for params in ({"q": "tubeless"}, {"state": "published"}, {"q": "TYRES", "state": "published"}):
        found = (await editor.get("/articles", params=params)).json()["articles"]
        assert [article["id"] for article in found] == [wanted["id"]]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"state": "lost"}, "bad_query"),
        ({"q": "x" * 201}, "bad_query"),
        ({"limit": 0}, "bad_query"),
        ({"limit": 1001}, "bad_query"),
        ({"cursor": "%%%"}, "bad_cursor"),
        ({"cursor": "MjAzMA=="}, "bad_cursor"),
    ],
)
async def test_a_wrong_list_query_is_refused(editor: httpx.AsyncClient, params: dict[str, str], code: str) -> None:
    answer = await editor.get("/articles", params=params)
    assert (answer.status_code, code_of(answer)) == (400, code)


async def test_agents_read_and_do_not_write(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    article = await created(editor)
    place = f"/articles/{article['id']}"
    async with aclosing(await staff.signed_in("agent")) as agent:
        assert (await agent.get("/articles")).status_code == 200
        assert (await agent.get(place)).status_code == 200
        for refused in (
            await agent.post("/articles", json=ARTICLE),
            await agent.put(place, json={**ARTICLE, "version": 1}),
            await agent.post(f"{place}/publish", json={"version": 1}),
            await agent.post(f"{place}/archive"),
        ):
            assert (refused.status_code, code_of(refused)) == (403, "not_allowed")
    async with staff.client() as stranger:
        assert (await stranger.get("/articles")).status_code == 401


async def test_the_help_page_shows_what_is_published_and_nothing_else(
    staff: StaffApp, editor: httpx.AsyncClient
) -> None:
    article = await created(editor, body="Within **30** days. <script>alert(1)</script>")
    place = f"https://baton.example/help/{article['id']}"
    async with staff.client() as public:
        assert (await public.get(place)).status_code == 404
        await editor.post(f"/articles/{article['id']}/publish", json={"version": 1})
        await editor.put(f"/articles/{article['id']}", json={**ARTICLE, "body": "A secret draft.", "version": 1})
        page = await public.get(place)
        assert page.status_code == 200
        assert "<strong>30</strong>" in page.text
        assert "secret" not in page.text
        assert "<script>alert" not in page.text
        assert (await public.get("https://baton.example/help.css")).status_code == 200
        missing = await public.get("https://baton.example/help/none", headers={"Accept-Language": "de-AT, en;q=0.5"})
        assert (missing.status_code, "Diese Seite gibt es nicht" in missing.text) == (404, True)
        assert "Accept-Language" in missing.headers["Vary"]


async def test_the_list_of_help_pages_links_what_is_published_under_its_category(
    staff: StaffApp, editor: httpx.AsyncClient
) -> None:
    place = "https://baton.example/help"
    async with staff.client() as public:
        assert "no articles yet" in (await public.get(place)).text
        assert "لا توجد مقالات" in (await public.get(place, headers={"Accept-Language": "ar-EG"})).text
        for title, category in (("Ölwechsel & <Pflege>", "Care"), ("Wheels", "Care"), ("Hidden", "")):
            await created(editor, title=title, category=category, questions=[])
        articles = {each["title"]: each["id"] for each in (await editor.get("/articles")).json()["articles"]}
        for title in ("Wheels", "Ölwechsel & <Pflege>"):
            await editor.post(f"/articles/{articles[title]}/publish", json={"version": 1})
        page = (await public.get(place)).text
        assert page.count("<h2>Care</h2>") == 1
        assert "Ölwechsel &amp; &lt;Pflege&gt;" in page
        assert "Hidden" not in page
        assert 'href="/help/en/wheels"' in page


async def test_what_a_file_may_bring_the_editor_saves(
    staff: StaffApp, editor: httpx.AsyncClient, database: Database, tmp_path: Path
) -> None:
    """Both ways in have one set of limits: at each of them, an article comes in as a file and is saved as a form."""
    questions = [f"{number}{'q' * (300 - len(str(number)))}" for number in range(50)]
    most = {"title": "t" * 300, "category": "c" * 100, "locale": "deu-12345678", "questions": questions}
    for number, article_id in enumerate(["é" * 64, "a.b_c-d", "7"]):
        front = "".join(f"{name}: {json.dumps(value)}\n" for name, value in {"id": article_id, **most}.items())
        text = f"\ufeff---\n{front}---\n{'b' * 256 * 1024}".replace("\n", "\r\n")
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8", newline="")
    database.write_now(import_folder, tmp_path, "Import", staff.clock())
    for article in (await editor.get("/articles")).json()["articles"]:
        place = f"/articles/{quote(article['id'])}"
        opened = (await editor.get(place)).json()
        saved = await editor.put(place, json={name: opened[name] for name in (*most, "body", "version")})
        assert (saved.status_code, saved.json().get("version")) == (200, 1), saved.text
        assert (await staff.client().get(f"https://baton.example/help/{quote(article['id'])}")).status_code == 200
