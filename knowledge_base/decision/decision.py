"""The one place that chooses between answer, tentative answer, clarify, suggest and hand over.

`decide` is pure: the same evidence, intents and context give the same decision, so a decision can be shown, explained,
repeated and tested. The rules are tried in the order they are written, and the decision names the rule that applied.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from knowledge_base.decision.evidence import Candidate, Evidence
from knowledge_base.decision.frustration import AT_ONCE, CALM, LOWERS_AT, Frustration
from knowledge_base.decision.sensitive import Sensitive

Action = Literal["answer", "tentative", "clarify", "suggest", "hand_over"]
LowConfidence = Literal["queue", "offer"]

TENTATIVE_AT = 0.25  # P(what is shown answers) from which it is shown as a guess
CLARIFY_AT = 0.55  # P(right article among the choices): below this, choosing does not help
SUGGEST_AT = 0.15  # P(right article among the nearest topics) from which they are worth showing
LEAST_CHOICE = 0.06  # a choice less probable than this is not a real alternative
MOST_CHOICES = 3
MOST_SIBLINGS = 4
SECOND_AT = 0.1  # P(the second candidate answers) from which it is shown after a guess
FOREIGN_EVIDENCE = 0.12  # P(one of three is right) below which a message may have nothing to do with the company
FOREIGN_WORDS = 0.35  # so may a message if the articles know less than this share of its words
FOREIGN_INTENT = 0.3  # P(the message has any known intent) below which the bot also calls it foreign
MISUNDERSTOOD_OFTEN = 2
LEANS_AT = 0.6  # P(they want a person) that is enough if an answer in the articles is less likely


@dataclass(frozen=True, slots=True)
class Intent:
    """What the bot took the message for; stored to explain the decision."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DecisionContext:
    """What the conversation adds to the evidence of its last message."""

    clarified_last: bool = False
    guessed_last: bool = False
    unsure_last: bool = False
    out_of_scope_before: bool = False
    low_confidence: LowConfidence = "offer"
    nobody_there: bool = False
    misunderstood: int = 0
    chosen_article_id: str | None = None
    in_scope: float | None = None
    sensitive: Sensitive | None = None
    frustration: Frustration = CALM

    @property
    def urgent(self) -> bool:
        """Whether a person is called, whatever the evidence and whatever the dialogue would say."""
        return self.sensitive is not None or self.frustration.points >= AT_ONCE


@dataclass(frozen=True, slots=True)
class Choice:
    """One alternative offered to the customer; `brief` is the part that is nearest to the question, under `section`."""

    article_id: str
    title: str
    section: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """`article_id` to `whole` are the best candidate's, whatever the action; `queued`: a person is called now.

    `second` is shown after a tentative answer, if it is nearly as likely; `also` answers the second question of a
    message that asks two.
    """

    action: Action
    rule: str
    reason: str | None = None
    queued: bool = False
    article_id: str | None = None
    title: str | None = None
    section: str | None = None
    passage: str | None = None
    whole: bool = False
    confidence: float = 0.0
    threshold: float = 1.01
    choices: tuple[Choice, ...] = ()
    second: Candidate | None = None
    also: Candidate | None = None
    calibration: str | None = None
    explanation: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def decide(evidence: Evidence, intents: Sequence[Intent] | None, context: DecisionContext) -> Decision:
    """Never clarifies twice in a row, never answers without a candidate.

    If no agent is available, a bot that is only unsure queues nobody: it goes on helping.
    """

    def call_person(rule: str, reason: str) -> Decision:
        return _decision("hand_over", rule, evidence, intents, context, reason=reason, queued=True)

    if context.sensitive is not None:
        return call_person("sensitive_topic", "sensitive_topic")
    chosen = _candidate(evidence, context.chosen_article_id)
    if chosen is not None:
        return _decision("answer", "customer_chose", evidence, intents, context, candidate=chosen)
    if context.frustration.points >= AT_ONCE:
        return call_person("out_of_patience", "frustration")
    if evidence.candidates and evidence.probability >= evidence.threshold and not _on_a_guess(evidence, context):
        return _decision("answer", "sure_enough", evidence, intents, context)
    if _leans_to_a_person(intents, evidence):
        return call_person("leans_to_a_person", "asked_for_person")
    if context.frustration.points >= LOWERS_AT:
        return call_person("losing_patience", "frustration")
    siblings = _siblings(evidence)
    if siblings and not context.clarified_last:
        return _decision("clarify", "which_of_them", evidence, intents, context, choices=siblings)
    if evidence.candidates and evidence.probability >= TENTATIVE_AT:
        others, second = _others(evidence), _nearly_as_likely(evidence)
        return _decision("tentative", "likely_enough", evidence, intents, context, choices=others, second=second)
    choices = _alternatives(evidence)
    if len(choices) > 1 and not context.clarified_last and evidence.among_three >= CLARIFY_AT:
        return _decision("clarify", "one_of_these", evidence, intents, context, choices=choices)
    return _unsure(evidence, intents, context)


def _unsure(evidence: Evidence, intents: Sequence[Intent] | None, context: DecisionContext) -> Decision:
    def unsure(action: Action, rule: str, reason: str, *, queued: bool) -> Decision:
        queued = queued and not context.nobody_there
        choices = _nearest(evidence) if evidence.among_three >= SUGGEST_AT else ()
        return _decision(action, rule, evidence, intents, context, reason=reason, queued=queued, choices=choices)

    if context.misunderstood >= MISUNDERSTOOD_OFTEN:
        return unsure("hand_over", "misunderstood_again", "repeated_misunderstanding", queued=True)
    if _foreign(evidence, context):
        return unsure("hand_over", "nothing_to_do_with_us", "out_of_scope", queued=context.out_of_scope_before)
    queued = context.low_confidence == "queue"
    if evidence.candidates and evidence.among_three >= SUGGEST_AT:
        return unsure("suggest", "something_near", "nothing_found", queued=queued)
    return unsure("hand_over", "nothing_near", "nothing_found", queued=queued or context.unsure_last)


def _on_a_guess(evidence: Evidence, context: DecisionContext) -> bool:
    """A follow-up on a guess that nobody has confirmed is no surer than the guess."""
    return evidence.in_context and context.guessed_last


def _leans_to_a_person(intents: Sequence[Intent] | None, evidence: Evidence) -> bool:
    """`ask_person` has its own recogniser: its probability counts at any place among the intents.

    A guess that is likelier is shown instead: a person is offered under it.
    """
    enough = max(LEANS_AT, evidence.probability)
    return any(intent.name == "ask_person" and intent.confidence >= enough for intent in intents or ())


def _candidate(evidence: Evidence, article_id: str | None) -> Candidate | None:
    return next((found for found in evidence.candidates if found.article_id == article_id), None)


def _alternatives(evidence: Evidence) -> tuple[Choice, ...]:
    """The candidates that a customer could really mean, as choices."""
    real = [found for found in evidence.candidates[:MOST_CHOICES] if found.probability >= LEAST_CHOICE]
    return tuple(Choice(found.article_id, found.title) for found in real)


def _siblings(evidence: Evidence) -> tuple[Choice, ...]:
    """The articles of the best one's family, if the question fits each of them alike and a follow-up does not tell."""
    unsure = evidence.probability < TENTATIVE_AT and evidence.among_three < CLARIFY_AT
    if evidence.in_context or evidence.also is not None or unsure:
        return ()
    family = [found for found in evidence.candidates if found.article_id in evidence.siblings]
    return tuple(Choice(found.article_id, found.title) for found in family[:MOST_SIBLINGS]) if len(family) > 1 else ()


def _nearest(evidence: Evidence) -> tuple[Choice, ...]:
    nearest = evidence.candidates[:MOST_CHOICES]
    return tuple(Choice(found.article_id, found.title, found.section, found.brief) for found in nearest)


def _others(evidence: Evidence) -> tuple[Choice, ...]:
    """What the customer may have meant instead of the best candidate."""
    real = [found for found in evidence.candidates[1:MOST_CHOICES] if found.probability >= LEAST_CHOICE]
    return tuple(Choice(found.article_id, found.title) for found in real)


def _nearly_as_likely(evidence: Evidence) -> Candidate | None:
    rivals = evidence.candidates[1:2] if evidence.also is None else ()
    return rivals[0] if rivals and rivals[0].probability >= SECOND_AT else None


def _foreign(evidence: Evidence, context: DecisionContext) -> bool:
    """Both must agree: the bot's training, if it was asked, and the articles."""
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
    second: Candidate | None = None,
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
        whole=best.whole if best else False,
        confidence=candidate.probability if candidate else evidence.probability,
        threshold=evidence.threshold,
        choices=choices,
        second=second,
        also=evidence.also if action in ("answer", "tentative") and candidate is None else None,
        calibration=evidence.calibration,
        explanation={
            "among_three": evidence.among_three,
            "known": evidence.known,
            "in_context": evidence.in_context,
            "in_scope": context.in_scope,
            "sensitive": asdict(context.sensitive) if context.sensitive else None,
            "frustration": context.frustration.to_json() if context.frustration.points else None,
            "promise": evidence.target_precision,
            "knowledge_version": evidence.knowledge_version,
            "candidates": [
                {"article_id": c.article_id, "title": c.title, "score": c.score, "probability": c.probability}
                for c in evidence.candidates[:5]
            ],
            "intents": [asdict(intent) for intent in (intents or ())[:3]],
        },
    )
