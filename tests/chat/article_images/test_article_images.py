"""Pictures of articles: taken for what they are, without what cameras add, for the readers of what is published, and
kept as long as a version names them.
"""

import io
from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import pytest
from PIL import Image

from chat.article_images.endpoints import article_images_router, public_images_router
from chat.article_images.store import LARGEST_BYTES, contents_at
from chat.article_images.sweep import ArticleImageSweep
from chat.edge.policy import API
from kit.database import Database
from knowledge_base.articles.endpoints import articles_router
from knowledge_base.care.endpoints import care_router
from tests.fixtures.staff import PUBLIC_URL, StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    app.app.include_router(article_images_router(database, app.clock), prefix=API)
    app.app.include_router(articles_router(database, app.clock), prefix=API)
    app.app.include_router(care_router(database, app.clock), prefix=API)
    app.app.include_router(public_images_router(database, app.authenticator.authenticate))
    return app


@pytest.fixture
async def editor(staff: StaffApp) -> AsyncIterator[httpx.AsyncClient]:
    async with aclosing(await staff.signed_in("editor", name="Edith")) as client:
        yield client


def photograph() -> bytes:
    """A picture that says where it was taken."""
    place = Image.Exif()
    place[0x8825] = {1: "N", 2: (51.0, 3.0, 0.0)}
    place[0x010F] = "A camera"
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "JPEG", exif=place)
    return file.getvalue()


async def seen_by_anybody(staff: StaffApp, url: str) -> httpx.Response:
    async with staff.client() as anybody:
        return await anybody.get(f"{PUBLIC_URL}{url}")


async def published(editor: httpx.AsyncClient, url: str, audience: str = "everyone") -> str:
    """An article that shows the picture to this audience."""
    article = {"title": "T", "body": f"See:\n\n![teal]({url})", "audience": audience}
    made = (await editor.post("/articles", json=article)).json()
    assert (await editor.post(f"/articles/{made['id']}/publish", json={"version": 1})).status_code == 200
    return str(made["id"])


async def test_everybody_sees_a_picture_without_its_place(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    answer = await editor.post("/article-images", content=photograph())
    assert answer.status_code == 201, answer.text
    assert (answer.json()["width"], answer.json()["height"]) == (40, 30)
    await published(editor, answer.json()["url"])
    shown = await seen_by_anybody(staff, answer.json()["url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["cache-control"] == "public, max-age=31536000, s-maxage=300, immutable"
    assert shown.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "sandbox" in shown.headers["content-security-policy"]
    async with staff.client() as anybody:
        address, tag = f"{PUBLIC_URL}{answer.json()['url']}", {"If-None-Match": shown.headers["etag"]}
        assert (await anybody.get(address, headers=tag)).status_code == 304
    assert not Image.open(io.BytesIO(shown.content)).getexif()
    again = await editor.post("/article-images", content=photograph())
    assert again.json()["url"] == answer.json()["url"]


async def test_a_drafts_picture_is_for_staff_until_it_is_published(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    url = (await editor.post("/article-images", content=photograph())).json()["url"]
    refused = await seen_by_anybody(staff, url)
    assert (refused.status_code, refused.headers["cache-control"]) == (404, "no-store")
    async with staff.customer() as customer:
        assert (await customer.get(f"{PUBLIC_URL}{url}")).status_code == 404
    shown = await editor.get(f"{PUBLIC_URL}{url}")
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "private, no-cache")
    assert shown.headers["cross-origin-resource-policy"] == "same-origin"
    article_id = await published(editor, url)
    assert (await seen_by_anybody(staff, url)).status_code == 200
    assert (await editor.post(f"/articles/{article_id}/archive", json={})).status_code == 200
    assert (await seen_by_anybody(staff, url)).status_code == 404


@pytest.mark.parametrize("audience", ["signed_in", "staff"])
async def test_a_picture_has_the_readers_of_its_widest_article(
    staff: StaffApp, editor: httpx.AsyncClient, audience: str
) -> None:
    url = (await editor.post("/article-images", content=photograph())).json()["url"]
    article_id = await published(editor, url, audience)
    assert (await seen_by_anybody(staff, url)).status_code == 404
    assert (await editor.get(f"{PUBLIC_URL}{url}")).status_code == 200
    other = await published(editor, url)
    assert (await seen_by_anybody(staff, url)).status_code == 200
    await editor.patch(f"/articles/{other}/care", json={"audience": audience})
    assert (await seen_by_anybody(staff, url)).status_code == 404, "true at once"
    await editor.patch(f"/articles/{article_id}/care", json={"audience": "everyone"})
    assert (await seen_by_anybody(staff, url)).status_code == 200


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"<html><script>alert(1)</script></html>", 400, "file_refused"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", 400, "file_refused"),
        (b"%PDF-1.4", 400, "file_refused"),
        (b"", 400, "empty_file"),
        (b"\x89PNG\r\n\x1a\n<html>", 400, "bad_picture"),
        (b"\xff\xd8\xff" + b"x" * LARGEST_BYTES, 413, "too_large"),
    ],
)
async def test_what_is_no_picture_is_refused(editor: httpx.AsyncClient, content: bytes, status: int, code: str) -> None:
    answer = await editor.post("/article-images", content=content, headers={"content-type": "image/png"})
    assert (answer.status_code, code_of(answer)) == (status, code)


async def test_only_editors_upload(staff: StaffApp) -> None:
    async with aclosing(await staff.signed_in("agent")) as agent:
        assert (await agent.post("/article-images", content=photograph())).status_code == 403


@pytest.mark.parametrize("name", ["../logo.png", "0" * 32 + ".svg", "x.jpg", "0" * 32 + ".png"])
async def test_another_address_shows_nothing(staff: StaffApp, name: str) -> None:
    assert (await seen_by_anybody(staff, f"/article-images/{name}")).status_code == 404


async def test_a_picture_that_no_version_names_is_taken_away_after_a_day(
    staff: StaffApp, editor: httpx.AsyncClient
) -> None:
    sweep = ArticleImageSweep(staff.database, staff.clock)
    used = (await editor.post("/article-images", content=photograph())).json()["url"]
    buffer = io.BytesIO()
    Image.new("RGBA", (9, 9)).save(buffer, "PNG")
    unused = (await editor.post("/article-images", content=buffer.getvalue())).json()["url"]
    made = (await editor.post("/articles", json={"title": "T", "body": f"![teal]({used})"})).json()
    await editor.put(f"/articles/{made['id']}", json={"version": 1, "title": "T", "body": "Without it now."})
    assert await sweep.sweep() == 0
    staff.clock.move(days=2)
    assert await sweep.sweep() == 1
    kept = await staff.database.read(contents_at, [unused, used])
    assert set(kept) == {used}, "an older version names it"
