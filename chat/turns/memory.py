"""What one turn stores for the next, and what a decision reads of it."""

from collections.abc import Mapping
from typing import Any

from chat.turns.replies import CHOSEN_ARTICLE
from chat.turns.turn import Turn
from knowledge_base.decision.decision import Decision, DecisionContext
from knowledge_base.decision.frustration import CALM, read_frustration
from knowledge_base.decision.sensitive import find_sensitive
from knowledge_base.text.words import words

MOST_WORDS = 5
"""A longer message asks something of its own, even if it uses the words of a topic."""

LAST_DECISION = {
    "answer": "answered",
    "tentative": "answered",
    "clarify": "clarified",
    "suggest": "clarified",
    "hand_over": "unsure",
}
"""How the dialogue is told of the previous decision, so that it understands a bare "yes" or "no"."""


def remembered(memory: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
    """Returns what the next turn must know of this decision."""
    unsure = decision.action in ("suggest", "hand_over")
    kept: dict[str, Any] = {
        "clarified_last": decision.action == "clarify",
        "guessed_last": decision.action == "tentative",
        "out_of_scope": memory.get("out_of_scope", 0) + 1 if decision.reason == "out_of_scope" else 0,
        "misunderstood": memory.get("misunderstood", 0) + 1 if unsure else 0,
        "last_decision": LAST_DECISION[decision.action],
        "others": [{"article_id": choice.article_id, "title": choice.title} for choice in decision.choices],
    }
    if decision.action in ("answer", "tentative"):
        kept["article_id"] = decision.article_id
    return kept


def choice_in_words(text: str, memory: Mapping[str, Any]) -> str | None:
    """Returns the offered topic that a short message names, as if it had been pressed; None unless it names just one.

    A message names a topic if all its words are words of the topic's title: "the battery" after "Warranty on the
    e-bike battery".
    """
    said = {word for word in words(text) if len(word) > 1}
    if memory.get("last_decision") != "clarified" or not 0 < len(said) <= MOST_WORDS:
        return None
    named = [each["article_id"] for each in memory.get("others", ()) if said <= set(words(each["title"]))]
    return CHOSEN_ARTICLE + str(named[0]) if len(named) == 1 else None


def decision_context(turn: Turn, in_scope: float | None, chosen: str | None) -> DecisionContext:
    """Returns what `decide` must know of the conversation so far."""
    memory = turn.memory
    typed = turn.choice is None  # the title of a button is not the customer's own words
    return DecisionContext(
        clarified_last=bool(memory.get("clarified_last")),
        guessed_last=bool(memory.get("guessed_last")),
        out_of_scope_before=bool(memory.get("out_of_scope")),
        unsure_last=bool(memory.get("misunderstood")),
        misunderstood=int(memory.get("misunderstood", 0)),
        low_confidence="offer" if turn.low_confidence == "offer" else "queue",
        nobody_there=turn.nobody_there,
        chosen_article_id=chosen,
        in_scope=in_scope,
        sensitive=find_sensitive(turn.text, turn.sensitive_topics) if typed else None,
        frustration=read_frustration(turn.text, turn.said_before, turn.not_helped) if typed else CALM,
    )
