"""The one place that chooses between answer, clarify and hand over.

`decide` is pure: the same evidence, intents and context give the same decision, so a decision can be shown, explained,
repeated and tested. The rules are tried in the order in which they stand, and the decision names the one that fired.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from knowledge_base.decision.evidence import Candidate, Evidence
from knowledge_base.decision.frustration import AT_ONCE, CALM, LOWERS_AT, Frustration
from knowledge_base.decision.sensitive import Sensitive

Action = Literal["answer", "clarify", "hand_over"]
LowConfidence = Literal["queue", "offer"]

CLARIFY_AT = 0.7  # P(right article among the choices): below that, choosing settles nothing
LEAST_CHOICE = 0.015  # a choice less probable than this is not a real alternative
MOST_CHOICES = 3
CONTRADICTORY_AT = 0.5  # P(one of three is right) at which "several candidates" says more than "nothing found"
FOREIGN_EVIDENCE = 0.12  # P(one of three is right) below which a message may be foreign to the company
FOREIGN_WORDS = 0.35  # and so may one of whose words the articles know less than this share
FOREIGN_INTENT = 0.3  # P(the message belongs to any intent) below which the bot calls it foreign too
MISUNDERSTOOD_OFTEN = 2
LEANS_AT = 0.6  # P(a wish for a person) that is enough where the articles hold no answer anyway


@dataclass(frozen=True, slots=True)
class Intent:
    """What the bot took the message for; carried along to explain the decision."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """What the conversation adds to the evidence of its last message."""

    clarified_last: bool = False
    unsure_last: bool = False
    out_of_scope_before: bool = False
    low_confidence: LowConfidence = "queue"
    misunderstood: int = 0
    chosen_article_id: str | None = None
    in_scope: float | None = None
    sensitive: Sensitive | None = None
    frustration: Frustration = CALM

    @property
    def urgent(self) -> bool:
        """Whether a person is called whatever the evidence, and whatever the dialogue would say."""
        return self.sensitive is not None or self.frustration.points >= AT_ONCE


@dataclass(frozen=True, slots=True)
class Choice:
    """One alternative offered back to the customer."""

    article_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Decision:
    """`article_id` and `passage` are the best candidate's whatever the action; `queued`: a person is called now."""

    action: Action
    rule: str
    reason: str | None = None
    queued: bool = False
    article_id: str | None = None
    title: str | None = None
    section: str | None = None
    passage: str | None = None
    confidence: float = 0.0
    threshold: float = 1.01
    choices: tuple[Choice, ...] = ()
    calibration: str | None = None
    explanation: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def decide(evidence: Evidence, intents: Sequence[Intent] | None, context: DecisionContext) -> Decision:
    """Answer, clarify or hand over; never clarifies twice running, never answers without a candidate."""

    def call_person(rule: str, reason: str) -> Decision:
        return _decision("hand_over", rule, evidence, intents, context, reason=reason, queued=True)

    if context.sensitive is not None:
        return call_person("sensitive_topic", "sensitive_topic")
    chosen = _candidate(evidence, context.chosen_article_id)
    if chosen is not None:
        return _decision("answer", "customer_chose", evidence, intents, context, candidate=chosen)
    if context.frustration.points >= AT_ONCE:
        return call_person("out_of_patience", "frustration")
    if evidence.candidates and evidence.probability >= evidence.threshold:
        return _decision("answer", "sure_enough", evidence, intents, context)
    if _leans_to_a_person(intents):
        return call_person("leans_to_a_person", "asked_for_person")
    if context.frustration.points >= LOWERS_AT:
        return call_person("losing_patience", "frustration")
    choices = _alternatives(evidence)
    if len(choices) > 1 and not context.clarified_last and evidence.among_three >= CLARIFY_AT:
        return _decision("clarify", "one_of_these", evidence, intents, context, choices=choices)
    return _handed_over(evidence, intents, context, bool(len(choices) > 1))


def _handed_over(
    evidence: Evidence, intents: Sequence[Intent] | None, context: DecisionContext, rivals: bool
) -> Decision:
    def hand_over(rule: str, reason: str, *, queued: bool) -> Decision:
        return _decision("hand_over", rule, evidence, intents, context, reason=reason, queued=queued)

    if context.misunderstood >= MISUNDERSTOOD_OFTEN:
        return hand_over("misunderstood_again", "repeated_misunderstanding", queued=True)
    if _foreign(evidence, context):
        return hand_over("nothing_to_do_with_us", "out_of_scope", queued=context.out_of_scope_before)
    queued = context.low_confidence == "queue" or context.unsure_last
    if rivals and evidence.among_three >= CONTRADICTORY_AT:
        return hand_over("several_could_answer", "contradictory", queued=queued)
    return hand_over("not_sure_enough", "nothing_found", queued=queued)


def _leans_to_a_person(intents: Sequence[Intent] | None) -> bool:
    """`ask_person` has a recogniser of its own: its probability counts wherever it stands among the intents."""
    return any(intent.name == "ask_person" and intent.confidence >= LEANS_AT for intent in intents or ())


def _candidate(evidence: Evidence, article_id: str | None) -> Candidate | None:
    return next((found for found in evidence.candidates if found.article_id == article_id), None)


def _alternatives(evidence: Evidence) -> tuple[Choice, ...]:
    """The candidates that a customer could really mean, as choices."""
    real = [found for found in evidence.candidates[:MOST_CHOICES] if found.probability >= LEAST_CHOICE]
    return tuple(Choice(found.article_id, found.title) for found in real)


def _foreign(evidence: Evidence, context: DecisionContext) -> bool:
    """Both must say so: what the bot was trained on, where it was asked, and what the articles hold."""
    if evidence.among_three >= FOREIGN_EVIDENCE:
        return False
    if context.in_scope is not None:
        return context.in_scope < FOREIGN_INTENT
    return evidence.known < FOREIGN_WORDS


def _decision(
    action: Action,
    rule: str,
    evidence: Evidence,
    intents: Sequence[Intent] | None,
    context: DecisionContext,
    *,
    candidate: Candidate | None = None,
    reason: str | None = None,
    queued: bool = False,
    choices: tuple[Choice, ...] = (),
) -> Decision:
    best = candidate or (evidence.candidates[0] if evidence.candidates else None)
    return Decision(
        action=action,
        rule=rule,
        reason=reason,
        queued=queued,
        article_id=best.article_id if best else None,
        title=best.title if best else None,
        section=best.section if best else None,
        passage=best.passage if best else None,
        confidence=candidate.probability if candidate else evidence.probability,
        threshold=evidence.threshold,
        choices=choices,
        calibration=evidence.calibration,
        explanation={
            "among_three": evidence.among_three,
            "known": evidence.known,
            "in_context": evidence.in_context,
            "in_scope": context.in_scope,
            "sensitive": asdict(context.sensitive) if context.sensitive else None,
            "frustration": context.frustration.to_json() if context.frustration.points else None,
            "promise": evidence.promise,
            "knowledge_version": evidence.knowledge_version,
            "candidates": [
                {"article_id": c.article_id, "title": c.title, "score": c.score, "probability": c.probability}
                for c in evidence.candidates[:5]
            ],
            "intents": [asdict(intent) for intent in (intents or ())[:3]],
        },
    )
