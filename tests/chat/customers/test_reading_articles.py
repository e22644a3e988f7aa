"""A whole article for who reads on in the widget: what is published, as it is published, and not without measure."""

import asyncio
from typing import Any

from tests.chat.turns.test_outcomes import QUESTION, told
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence

WRITTEN = {
    "title": "Glocken",
    "body": "Vorne.\n\n## Am Plover\n\nJedes hat eine Glocke.",
    "questions": ["Gibt es eine Glocke?"],
    "category": "Teile",
    "locale": "de",
}


async def published(editor: Staff) -> str:
    article = ok(await editor.post("/articles", WRITTEN))
    ok(await editor.post(f"/articles/{article['id']}/publish", {"version": article["version"]}))
    return str(article["id"])


async def test_everybody_reads_what_is_published_and_nothing_else(chat: ServedChat) -> None:
    editor = await chat.person("editor")
    article_id = await published(editor)
    shown = {name: WRITTEN[name] for name in ("title", "body", "category", "locale")}
    assert ok(await chat.anybody.get(f"/help/{article_id}")) == {"id": article_id, **shown}

    draft = {**WRITTEN, "body": "Half a thought", "version": 1}
    ok(await editor.put(f"/articles/{article_id}", draft))
    assert ok(await chat.anybody.get(f"/help/{article_id}"))["body"] == WRITTEN["body"], "a draft is nobody's"
    ok(await editor.post(f"/articles/{article_id}/archive"))
    for unknown in (article_id, "nothing", ok(await editor.post("/articles", WRITTEN))["id"]):
        assert refusal(await chat.anybody.get(f"/help/{unknown}")) == (404, "not_found")


async def test_nothing_of_it_is_kept_so_that_an_article_taken_down_is_gone(chat: ServedChat) -> None:
    article_id = await published(await chat.person("editor"))
    answer = await chat.anybody.get(f"/help/{article_id}")
    assert answer.headers["Cache-Control"] == "no-store"


async def test_it_is_limited_for_each_address(serve_chat: ServeChat) -> None:
    chat = await serve_chat(redis_url="", articles_per_10_seconds=5)
    answers = await asyncio.gather(*(chat.anybody.get("/help/nothing") for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [404] * 5 + [429] * 3
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refusal(refused) == (429, "rate_limited")
    assert 1 <= int(refused.headers["Retry-After"]) <= 10


async def source(chat: ServedChat, neighbours: Neighbours, **candidate: Any) -> dict[str, Any]:
    neighbours.knowledge = always(evidence({**SURE, **candidate}, probability=0.97, among_three=0.98))
    messages = await told(await chat.customer(), QUESTION)
    found: dict[str, Any] = messages[-1]["sources"][0]
    return found


async def test_a_source_says_which_section_is_shown_unless_it_is_all_there_is(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    assert (await source(chat, neighbours))["section"] == "How long", "also from a `knowledge` that does not say"
    assert (await source(chat, neighbours, whole=False, section=""))["section"] == ""
    assert "section" not in await source(chat, neighbours, whole=True)
