"""The help centre beside customers: whatever an article holds, nobody else waits for it."""

import asyncio
import time
from typing import Any

import pytest

from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence, fails, repeats

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROW = "| " + " | ".join(f"**cell** {column} [x](https://x.example/{column})" for column in range(8)) + " |\n"
TABLE = "| a | b | c | d | e | f | g | h |\n|---|---|---|---|---|---|---|---|\n"
HUGE = TABLE + ROW * ((256 * 1024 - len(TABLE)) // len(ROW))


async def published(chat: ServedChat, **words: Any) -> str:
    editor = await chat.person("editor")
    article = (await editor.post("/articles", {"title": "Prices", **words})).json()
    ok(await editor.post(f"/articles/{article['id']}/publish", {"version": article["version"]}))
    return str(article["id"])


async def test_customers_are_answered_while_a_huge_page_is_made(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    customer = await chat.customer()
    article_id = await published(chat, body=HUGE)
    asked = time.monotonic()
    pages = asyncio.gather(*(chat.http.get(f"/help/{article_id}") for _ in range(4)))
    slowest, turns = 0.0, 0
    while not pages.done():
        began = time.monotonic()
        assert (await chat.anybody.get("/health")).status_code in (200, 503)
        if turns < 3:
            assert (await customer.say(f"Hello {turns}")).status_code == 201
            turns += 1
        slowest = max(slowest, time.monotonic() - began)
    answers, all_in_all = await pages, time.monotonic() - asked
    assert {page.status_code for page in answers} == {200}
    assert len({page.text for page in answers}) == 1
    assert answers[0].text.count("<tr>") > 500
    assert turns > 1, "the page was made before anybody else could ask"
    assert slowest < all_in_all / 2, "somebody waited for the page"
    began = time.monotonic()
    assert (await chat.http.get(f"/help/{article_id}")).status_code == 200
    assert time.monotonic() - began < 0.5, "it is kept"


async def test_a_page_is_made_when_its_article_is_published(chat: ServedChat) -> None:
    article_id = await published(chat, body="Within 30 days.")
    pages = chat.container.help_pages
    async with asyncio.timeout(10):
        while not len(pages.kept):
            await asyncio.sleep(0.01)
    assert "Within 30 days." in (await chat.http.get(f"/help/{article_id}")).text


async def test_the_company_decides_on_look_and_chat(chat: ServedChat) -> None:
    await published(chat, body="Within 30 days.")
    admin = await chat.person("admin")
    assert 'src="/widget.js"' in (await chat.http.get("/help")).text
    values = {"company": "Heron", "accent": "#ffee00", "help_widget": "off"}
    ok(await admin.put("/company-settings", {"version": 0, "values": values}))
    page = (await chat.http.get("/help")).text
    assert "Heron" in page
    assert "widget.js" not in page
    assert "#ffee00" in (await chat.http.get("/help.css")).text


async def test_answers_about_an_article_are_limited_by_address(serve_chat: ServeChat) -> None:
    chat = await serve_chat(article_feedback_per_hour=2)
    article_id = await published(chat, body="Within 30 days.")
    answers = [await chat.http.post(f"/api/v1/help/{article_id}/feedback", data={"helpful": "yes"}) for _ in range(3)]
    assert [each.headers["location"].partition("#")[2] for each in answers] == ["_thanks", "_thanks", "_later"]


async def test_the_search_page_finds_what_the_bot_finds(chat: ServedChat, neighbours: Neighbours) -> None:
    article_id = await published(chat, body="Within 60 days.")
    by_chance = {**SURE, "article_id": "bells", "dense": 0.2, "lexical": 0.1}
    neighbours.knowledge = always(evidence({**SURE, "article_id": article_id}, by_chance))
    page = (await chat.http.get("/help?q=send back")).text
    assert '<a href="/help/en/prices">Prices</a>' in page
    assert "You have 60 days to send it back." in page
    neighbours.knowledge = fails
    down = await chat.http.get("/help?q=send back")
    assert (down.status_code, ">Prices</a>" in down.text) == (503, True)
