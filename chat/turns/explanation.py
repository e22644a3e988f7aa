"""Why the bot did what it did, for staff: stored with the message, and shown in the editor's preview.

It is enough to repeat the decision: the evidence with candidates and probabilities, the threshold and its target
precision, the rule that fired, and the versions of the calibration and of the knowledge base.
"""

from collections.abc import Sequence
from typing import Any

from chat.clients.bot import BotAnswer
from knowledge_base.decision.decision import Decision, Intent
from knowledge_base.decision.evidence import Candidate, Evidence

MOST_CANDIDATES = 5
MOST_INTENTS = 3


def decision_why(decision: Decision, evidence: Evidence, intents: Sequence[Intent]) -> dict[str, Any]:
    """The explanation of a decision. Candidates have names and numbers but no text: that is in the articles."""
    explained = decision.explanation
    return {
        "rule": decision.rule,
        "action": decision.action,
        "reason": decision.reason,
        "confidence": round(decision.confidence, 4),
        "threshold": round(decision.threshold, 4),
        "promise": evidence.target_precision,
        "among_three": round(evidence.among_three, 4),
        "known": round(evidence.known, 4),
        "in_context": evidence.in_context,
        "in_scope": None if explained["in_scope"] is None else round(explained["in_scope"], 4),
        "sensitive": explained["sensitive"],
        "frustration": explained["frustration"],
        "candidates": [_candidate(candidate) for candidate in evidence.candidates[:MOST_CANDIDATES]],
        "intents": top(intents),
        "calibration": evidence.calibration,
        "knowledge_version": evidence.knowledge_version,
    }


def dialogue_why(answer: BotAnswer) -> dict[str, Any]:
    """The explanation of what the dialogue says without `knowledge`."""
    return {
        "rule": "dialogue",
        "action": "reply",
        "reason": None,
        "intents": top(answer.intents),
        "in_scope": round(answer.in_scope, 4),
        "form": answer.form,
    }


def top(intents: Sequence[Intent]) -> list[dict[str, Any]]:
    return [{"name": intent.name, "confidence": round(intent.confidence, 4)} for intent in intents[:MOST_INTENTS]]


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "article_id": candidate.article_id,
        "title": candidate.title,
        "score": round(candidate.score, 4),
        "dense": round(candidate.dense, 4),
        "lexical": round(candidate.lexical, 4),
        "probability": round(candidate.probability, 4),
    }
