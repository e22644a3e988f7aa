"""Pages are sent once, small, and whoever asks for the head alone gets it."""

import httpx
import pytest

from tests.knowledge_base.help_pages.centre import HelpCentre
from tests.knowledge_base.help_pages.conftest import Publish

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PATHS = ["/help", "/help/en/", "/help/en/returns", "/help.css", "/help.svg", "/robots.txt", "/sitemap.xml"]


async def test_a_browser_that_has_the_page_gets_none(reader: httpx.AsyncClient, publish: Publish) -> None:
    article = await publish()
    first = await reader.get("/help/en/returns")
    assert first.headers["cache-control"] == "public, no-cache"
    again = await reader.get("/help/en/returns", headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    await publish(article, body="Within 60 days.")
    changed = await reader.get("/help/en/returns", headers={"If-None-Match": first.headers["etag"]})
    assert (changed.status_code, "60 days" in changed.text) == (200, True)


async def test_an_edit_and_a_new_look_are_on_the_next_page(
    reader: httpx.AsyncClient, centre: HelpCentre, publish: Publish
) -> None:
    article = await publish()
    assert "30" in (await reader.get("/help/en/returns")).text
    await publish(article, body="Within 60 days.")
    assert "60" in (await reader.get("/help/en/returns")).text
    centre.look = type(centre.look)(address=centre.look.address, company="Heron")
    assert "Heron" in (await reader.get("/help/en/returns")).text


@pytest.mark.parametrize("path", PATHS)
async def test_a_head_is_answered_like_the_page(reader: httpx.AsyncClient, publish: Publish, path: str) -> None:
    await publish()
    page, head = await reader.get(path), await reader.head(path)
    assert head.status_code == page.status_code == 200
    assert head.headers.get("etag") == page.headers.get("etag")
    assert head.headers["content-length"] == page.headers["content-length"]
    assert (await reader.head("/help/en/nothing")).status_code == 404


async def test_pages_are_packed_for_who_takes_it(reader: httpx.AsyncClient, publish: Publish) -> None:
    await publish(body="Many words. " * 500)
    packed = await reader.get("/help/en/returns", headers={"Accept-Encoding": "br, gzip;q=0.8"})
    plain = await reader.get("/help/en/returns", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert "Accept-Encoding" in packed.headers["vary"]


async def test_a_usual_page_with_its_style_is_under_fifty_kilobytes(
    reader: httpx.AsyncClient, publish: Publish
) -> None:
    for number in range(20):
        await publish(title=f"An article about something {number}", category=f"Category {number % 10}")
    style = len((await reader.get("/help.css")).content)
    for path in ("/help", "/help/en/an-article-about-something-7", "/help/en/topics/category-3"):
        assert len((await reader.get(path)).content) + style < 50 * 1024, path
