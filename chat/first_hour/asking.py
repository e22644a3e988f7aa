"""A question on trial: what a customer would read now, from which article, and how sure the bot is.

It goes the whole way that a customer's message goes; only what would be stored is left out.
"""

from typing import Any

from chat.editors.try_out_endpoints import knowledge_state_of
from chat.turns.dialogue import Dialogue
from chat.turns.language import heard_language, reply_language
from chat.turns.turn import Outcome, Turn
from conversations.text import clean_text
from kit.database import Database
from kit.identifiers import new_id


async def ask(database: Database, dialogue: Dialogue, text: str, locale: str | None = None) -> dict[str, Any]:
    """`locale` stands for the widget's language. Raises BadRequest for what no customer could send."""
    version, topics = await database.read(knowledge_state_of)
    said = clean_text(text, field="q")
    memory = heard_language({}, said)
    turn = Turn(
        "first-hour",
        1,
        new_id("question"),
        said,
        memory=memory,
        knowledge_version=version,
        sensitive_topics=topics,
        language=reply_language(memory, locale),
    )
    return _described(await dialogue.think(turn))


def _described(outcome: Outcome) -> dict[str, Any]:
    decision = outcome.decision
    sources = [source for draft in outcome.drafts for source in draft.sources]
    first = sources[0] if sources else None
    return {
        "replies": [
            {"text": draft.text, "format": draft.format, "choices": [choice["title"] for choice in draft.choices]}
            for draft in outcome.drafts
        ],
        "action": decision.action if decision else "hand_over" if outcome.handoff else "reply",
        "confidence": decision.confidence if decision else None,
        "article": {"article_id": first["article_id"], "title": first["title"]} if first else None,
    }
