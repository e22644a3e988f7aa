"""First steps: what an article advises while the customer waits for a person.

For a swelling battery, an article says what to do first, and a person may take minutes to answer. So the best candidate
is quoted before the handoff's text if it is probably right. Less certainty is needed than for an answer, because the
person also reads it.
"""

from collections.abc import Sequence
from dataclasses import replace

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
