"""The figures of an article: asked for, shown, answered, thumbs, followed by a person, week by week."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, update

from kit.clock import system_clock
from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.models import decisions
from tests.chat.turns.test_outcomes import QUESTION, WANTS_A_PERSON, told
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import ASK_KNOWLEDGE, SURE, Neighbours, always, evidence

GUESS = evidence({**SURE, "probability": 0.4}, probability=0.4, among_three=0.6)
CHOICES = evidence(
    {**SURE, "article_id": "refunds", "title": "Refunds", "probability": 0.2},
    {**SURE, "probability": 0.19},
    probability=0.2,
    among_three=0.7,
)


@pytest.fixture
async def editor(chat: ServedChat, database: Database) -> Staff:
    for article_id in ("refunds", "returns"):
        content = Content(article_id.title(), "Sixty days.")
        database.write_now(editing.create, content, "Edith", system_clock(), article_id=article_id)
    return await chat.person("editor", name="Edith")


async def figures(editor: Staff, article_id: str) -> dict[str, Any]:
    found: dict[str, Any] = ok(await editor.get(f"/article-figures/{article_id}"))
    listed = ok(await editor.get("/article-figures"))
    assert found in listed["articles"]
    return found


async def test_an_article_counts_what_it_was_asked_for_and_how_that_ended(
    chat: ServedChat, neighbours: Neighbours, editor: Staff
) -> None:
    customer = await chat.customer()
    answer = (await told(customer, QUESTION))[-1]
    ok(await customer.post(f"{customer.path}/messages/{answer['seq']}/feedback", {"helpful": True}))
    neighbours.bot = always(WANTS_A_PERSON)
    await told(customer, "let me talk to somebody")  # the bot is another one only after its turn
    neighbours.bot = always(ASK_KNOWLEDGE)
    neighbours.knowledge = always(GUESS)
    await told(await chat.customer(), "perhaps this one")
    neighbours.knowledge = always(CHOICES)
    await told(await chat.customer(), "one of these")
    neighbours.knowledge = always(evidence({**SURE, "probability": 0.02}, probability=0.02, among_three=0.03))
    await told(await chat.customer(), "nothing near")
    async with customer.listen() as socket:
        await socket.until("replay.ended")
    returns, refunds = await figures(editor, "returns"), await figures(editor, "refunds")
    counted = ("asked", "shown", "answered", "helped", "did_not_help", "handed_over")
    assert [returns[name] for name in counted] == [2, 3, 1, 1, 0, 1]
    assert [refunds[name] for name in counted] == [1, 1, 0, 0, 0, 0]
    assert returns["weeks"] == [0] * 11 + [3]


async def test_the_weeks_are_told_apart_and_what_is_older_is_not_counted(
    chat: ServedChat, editor: Staff, database: Database
) -> None:
    for days in (1, 8, 8, 80, 90):
        await told(await chat.customer(), f"{QUESTION} {days}")
        database.write_now(_moved, f"{QUESTION} {days}", system_clock() - timedelta(days=days))
    assert (await figures(editor, "returns"))["weeks"] == [1, *[0] * 9, 2, 1]


async def test_a_published_change_begins_to_count_anew(chat: ServedChat, neighbours: Neighbours, editor: Staff) -> None:
    ok(await editor.post("/articles/returns/publish", {"version": 1}))
    neighbours.knowledge = always(GUESS)
    await told(await chat.customer(), "perhaps this one")
    assert (await figures(editor, "returns"))["asked_since"] == 1
    ok(await editor.put("/articles/returns", {"version": 1, "title": "Returns", "body": "Ninety days."}))
    ok(await editor.post("/articles/returns/publish", {"version": 2}))
    now = await figures(editor, "returns")
    assert (now["asked"], now["asked_since"], now["answered_since"]) == (1, 0, 0)


async def test_figures_are_for_staff_and_of_articles_that_exist(chat: ServedChat, editor: Staff) -> None:
    assert refusal(await editor.get("/article-figures/nowhere")) == (404, "not_found")
    assert refusal(await (await chat.customer()).get("/article-figures")) == (403, "not_allowed")


def _moved(connection: Connection, question: str, when: datetime) -> None:
    connection.execute(update(decisions).where(decisions.c.question == question).values(created_at=when))
