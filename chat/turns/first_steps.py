"""First steps: what an article advises while the customer waits for a person.

For a swelling battery, an article says what to do first, and a person may take minutes to answer. So the best candidate
is quoted before the handoff's text if it is probably right. Less certainty is needed than for an answer, because the
person also reads it.

An article may also come instead of what the dialogue would say. The dialogue is sometimes unsure of what it heard:
small talk, a question about the bot, a request for a person that is only probable. An article that surely answers, and
is likelier than that, is the better reply. Plain words are never unsure: "a person, please" has a probability of 1.
Danger, fraud and the law never give way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chat.clients.bot import BotAnswer
from knowledge_base.decision.decision import Decision, DecisionContext, Intent, decide
from knowledge_base.decision.evidence import Evidence

LIKELY_ENOUGH = 0.3
"""The least probability at which the best candidate is quoted."""


def first_steps(
    evidence: Evidence, intents: Sequence[Intent] | None, context: DecisionContext, reason: str
) -> Decision | None:
    """Returns the handoff as a decision that quotes the best candidate. None if no article is probably right."""
    best = evidence.candidates[0] if evidence.candidates else None
    if best is None or best.probability < LIKELY_ENOUGH:
        return None
    quoted = decide(evidence, intents, replace(context, chosen_article_id=best.article_id))
    return replace(quoted, action="hand_over", rule="first_steps", reason=reason, queued=True)


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
