"""The topic of a conversation and the customer's frustration, recorded with each turn for routing.

Routing reads it when a person is asked for (`handoff/queue/needs.py`). A topic is a name: the intent that the bot
understood, or the category of the article that answers or nearly answers. A wrong topic costs little (an agent with
another skill), so less certainty is needed than for an answer.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from chat.turns.turn import Outcome, Turn
from knowledge_base.articles import repository as articles
from knowledge_base.decision.frustration import read_frustration

SURE_ENOUGH = 0.3
"""The minimum certainty of an intent or of an article."""

NO_TOPICS = frozenset(
    {
        *("abuse", "affirm", "ask_person", "capabilities", "deny", "goodbye", "greet", "inform", "inform_wrong"),
        *("is_bot", "nlu_fallback", "not_helped", "out_of_scope", "smalltalk", "stop", "thanks"),
        *("okay", "pardon", "hold_on", "telling", "react", "a_number", "lacks_it"),
        *("correct", "other_order"),
    }
)
"""Intents that say nothing about the topic."""


def remember_topics(connection: Connection, turn: Turn, outcome: Outcome) -> dict[str, Any]:
    """The topic and frustration after this turn. A turn without a topic keeps the previous one."""
    topics = [*_intent(outcome), *_category(connection, outcome)]
    remembered = {**outcome.memory, "frustration": _frustration(turn)}
    return {**remembered, "topics": topics} if topics else remembered


def _intent(outcome: Outcome) -> Iterator[str]:
    for intent in outcome.intents[:1]:
        if intent.confidence >= SURE_ENOUGH and intent.name not in NO_TOPICS:
            yield intent.name


def _category(connection: Connection, outcome: Outcome) -> Iterator[str]:
    decision = outcome.decision
    if decision is None or decision.article_id is None:
        return
    if decision.action in ("answer", "tentative") or decision.confidence >= SURE_ENOUGH:
        category = articles.find_category(connection, decision.article_id)
        if category:
            yield category


def _frustration(turn: Turn) -> float:
    typed = turn.choice is None  # the title of a button is not the customer's own words
    return read_frustration(turn.text, turn.said_before, turn.not_helped).points if typed else 0.0
