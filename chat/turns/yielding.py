"""When the dialogue's own reply gives way to an article.

The dialogue is sometimes unsure of what it heard: small talk, a question about the bot, a request for a person that is
only probable. An article that surely answers, and is likelier than that, is the better reply. Plain words are never
unsure: "a person, please" has a probability of 1. Danger, fraud and the law never give way.
"""

from collections.abc import Mapping
from typing import Any

from chat.clients.bot import BotAnswer
from knowledge_base.decision.evidence import Evidence

NEVER = frozenset({"sensitive_topic"})
"""Reasons for a handoff that no article outweighs."""


def gives_way(answer: BotAnswer, evidence: Evidence) -> bool:
    """Whether the best article is shown instead of what the dialogue would say."""
    if answer.form is not None or not answer.intents or not all(map(_only_talks, answer.steps)):
        return False
    likelier = evidence.probability > answer.intents[0].confidence
    return bool(evidence.candidates) and likelier and evidence.probability >= evidence.threshold


def _only_talks(step: Mapping[str, Any]) -> bool:
    effect = step.get("effect")
    return effect is None or (effect == "hand_over" and step.get("reason") not in NEVER)
