"""What an article says to do now, for a message that a person is called for at once.

Of a battery that swells an article knows what comes first; whoever is called may need minutes. So the best candidate
is quoted before the words of the handoff, if it is likely to be meant. Less certainty is enough than for an answer:
the person who is called reads it, too.
"""

from collections.abc import Sequence
from dataclasses import replace

from knowledge_base.decision.decision import Decision, DecisionContext, Intent, decide
from knowledge_base.decision.evidence import Evidence

LIKELY_ENOUGH = 0.3
"""P(the best candidate is the right one) from which it is shown."""


def first_steps(
    evidence: Evidence, intents: Sequence[Intent] | None, context: DecisionContext, reason: str
) -> Decision | None:
    """The handoff as a decision that quotes the best candidate; None where no article is likely to be meant."""
    best = evidence.candidates[0] if evidence.candidates else None
    if best is None or best.probability < LIKELY_ENOUGH:
        return None
    quoted = decide(evidence, intents, replace(context, chosen_article_id=best.article_id))
    return replace(quoted, action="hand_over", rule="first_steps", reason=reason, queued=True)
