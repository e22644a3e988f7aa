"""What an article may have saved: only settled conversations count, each once, by the median of what agents take."""

from typing import Any

import pytest

from chat.article_savings.repository import agents_seconds, settled_shares
from chat.article_savings.savings import savings
from chat.turns.runner import commit_turn, load_turn
from chat.turns.turn import Outcome
from conversations.conversation import BOT, Draft
from kit.clock import system_clock
from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.record import Content
from knowledge_base.decision.decision import Decision
from tests.chat.reports.desk import EXPLANATION, Desk
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.story import MovableClock


@pytest.fixture
def desk(database: Database, clock: MovableClock) -> Desk:
    return Desk(database, clock)


def answered(desk: Desk, *article_ids: str, action: Any = "answer") -> str:
    """A conversation that the bot answered with these articles."""
    conversation = desk.arrives()
    for article_id in article_ids:
        desk.asks(conversation)
        turn = desk.database.read_now(load_turn, conversation, desk.clock())
        assert turn is not None
        decision = Decision(action, "test", article_id=article_id, explanation=EXPLANATION)
        outcome = Outcome([Draft(BOT, "This.")], None, {}, decision=decision, decided=0)
        assert desk.database.write_now(commit_turn, turn, outcome, desk.clock())
    return conversation


def test_only_conversations_that_the_bot_settled_count(desk: Desk, clock: MovableClock) -> None:
    ended = [answered(desk, "returns"), answered(desk, "returns", "returns"), answered(desk, "returns", "refunds")]
    guess, complained, helped_by_agent = (
        answered(desk, "returns", action="tentative"),
        answered(desk, "returns"),
        answered(desk, "returns"),
    )
    answered(desk, "returns")  # still open
    answered(desk, "refunds")
    desk.said(complained, "did_not_help")
    desk.wants_person(helped_by_agent)
    ines = desk.agent("Ines")
    desk.accepts(ines, helped_by_agent)
    desk.replies(ines, helped_by_agent)
    clock.move(minutes=3)
    desk.replies(ines, helped_by_agent)
    for each in (*ended, guess, complained, helped_by_agent):
        desk.leaves(each)
    desk.report("service")  # counts the facts
    found = desk.database.read_now(settled_shares, "returns", clock())
    assert sorted(found) == [1, 1, 2]
    assert len(list(desk.database.read_now(agents_seconds, clock()))) == 1
    clock.move(hours=24 * 7 * 13)
    assert desk.database.read_now(settled_shares, "returns", clock()) == []


def test_the_minutes_are_settled_conversations_times_the_median() -> None:
    found = savings([1, 1, 2], [60, 120, 3_600, *[120] * 17])
    assert (found.settled, found.conversation_minutes, found.minutes) == (2.5, 2.0, 5)


def test_with_few_conversations_of_agents_nothing_is_claimed() -> None:
    found = savings([1, 1], [60] * 19)
    assert (found.settled, found.agents_conversations) == (2.0, 19)
    assert (found.conversation_minutes, found.minutes) == (None, None)


async def test_an_editor_reads_it_for_an_article(chat: ServedChat, database: Database) -> None:
    editor = await chat.person("editor")
    database.write_now(editing.create, Content("Returns", "Sixty days."), "Edith", system_clock(), article_id="returns")
    found = ok(await editor.get("/article-figures/returns/savings"))
    nothing = {"settled": 0.0, "agents_conversations": 0, "conversation_minutes": None, "minutes": None}
    assert found == {"weeks": 12, **nothing}
    assert refusal(await editor.get("/article-figures/nowhere/savings")) == (404, "not_found")
