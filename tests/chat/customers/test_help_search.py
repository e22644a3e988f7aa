"""Customers search the published articles before they ask: without a token, and not without measure."""

import asyncio

import pytest

from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import SURE, Neighbours, always, evidence, fails


async def test_the_nearest_articles_are_found_best_first_and_chance_hits_are_left_out(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    by_words = {**SURE, "article_id": "refunds", "title": "Refunds", "section": "", "dense": 0.1, "lexical": 0.6}
    by_chance = {**SURE, "article_id": "bells", "dense": 0.2, "lexical": 0.1}
    neighbours.knowledge = always(evidence(SURE, by_words, by_chance))
    assert ok(await chat.anybody.get("/help?q=send back")) == {
        "articles": [
            {"article_id": "returns", "title": "Returns", "section": "How long"},
            {"article_id": "refunds", "title": "Refunds", "section": ""},
        ]
    }


@pytest.mark.parametrize("q", ["", "((((", "word " * 401])
async def test_what_is_no_question_is_refused_without_asking_knowledge(
    chat: ServedChat, neighbours: Neighbours, q: str
) -> None:
    status, code = refusal(await chat.anybody.get("/help", params={"q": q}))
    assert (status, code in ("bad_query", "empty_text")) == (400, True)
    assert neighbours.knowledge_calls == []


async def test_it_says_so_when_the_search_fails(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.knowledge = fails
    assert refusal(await chat.anybody.get("/help?q=send back")) == (503, "bot_unavailable")


async def test_it_is_limited_for_each_address(serve_chat: ServeChat) -> None:
    chat = await serve_chat(redis_url="", searches_per_10_seconds=3)
    answers = await asyncio.gather(*(chat.anybody.get("/help?q=bells") for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [429] * 2
