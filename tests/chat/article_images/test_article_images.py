"""Pictures of articles: taken for what they are, without what cameras add, public, and kept as long as a version names
them.
"""

import io
from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import pytest
from PIL import Image

from chat.article_images.endpoints import article_images_router, public_images_router
from chat.article_images.store import LARGEST_BYTES
from chat.article_images.sweep import ArticleImageSweep
from chat.edge.policy import API
from kit.database import Database
from knowledge_base.articles.endpoints import articles_router
from tests.fixtures.staff import PUBLIC_URL, StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    app = StaffApp(database)
    app.app.include_router(article_images_router(database, app.clock), prefix=API)
    app.app.include_router(articles_router(database, app.clock), prefix=API)
    app.app.include_router(public_images_router(database))
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


async def test_everybody_sees_a_picture_without_its_place(staff: StaffApp, editor: httpx.AsyncClient) -> None:
    answer = await editor.post("/article-images", content=photograph())
    assert answer.status_code == 201, answer.text
    assert (answer.json()["width"], answer.json()["height"]) == (40, 30)
    shown = await seen_by_anybody(staff, answer.json()["url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert not Image.open(io.BytesIO(shown.content)).getexif()
    again = await editor.post("/article-images", content=photograph())
    assert again.json()["url"] == answer.json()["url"]


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
    assert (await seen_by_anybody(staff, unused)).status_code == 404
    assert (await seen_by_anybody(staff, used)).status_code == 200, "an older version names it"
