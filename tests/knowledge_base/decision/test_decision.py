"""`decide` keeps its promises whatever the evidence."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.decision.decision import (
    CLARIFY_AT,
    MOST_CHOICES,
    MOST_SIBLINGS,
    TENTATIVE_AT,
    DecisionContext,
    Intent,
    decide,
)
from knowledge_base.decision.evidence import Candidate, Evidence

chances = st.floats(0, 1)


def candidate(number: int, probability: float) -> Candidate:
    return Candidate(f"article-{number}", f"Title {number}", "", "A passage.", 0.7, 0.6, 0.3, probability)


@st.composite
def evidences(draw: Any) -> Evidence:
    best, among = sorted((draw(chances), draw(chances)))
    count = draw(st.integers(0, 6))
    rest = [(among - best) / 2] * 2 + [0.0] * 4
    candidates = tuple(candidate(number, chance) for number, chance in enumerate([best, *rest][:count]))
    return Evidence(
        candidates=candidates,
        probability=best if count else 0.0,
        among_three=among if count else 0.0,
        known=draw(chances),
        threshold=draw(st.floats(0.05, 1.01)),
        calibration="c",
        siblings=draw(st.sampled_from([(), tuple(each.article_id for each in candidates[:5:2])])),
    )


contexts = st.builds(
    DecisionContext,
    clarified_last=st.booleans(),
    unsure_last=st.booleans(),
    out_of_scope_before=st.booleans(),
    low_confidence=st.sampled_from(["queue", "offer"]),
    misunderstood=st.integers(0, 4),
    in_scope=st.none() | chances,
)


@given(evidences(), contexts)
def test_it_answers_exactly_when_the_probability_reaches_the_threshold(
    evidence: Evidence, context: DecisionContext
) -> None:
    decision = decide(evidence, None, context)
    sure = bool(evidence.candidates) and evidence.probability >= evidence.threshold
    assert (decision.action == "answer") == sure


@given(evidences(), contexts)
def test_an_answer_always_has_a_source_and_a_passage(evidence: Evidence, context: DecisionContext) -> None:
    decision = decide(evidence, None, context)
    if decision.action == "answer":
        assert decision.article_id
        assert decision.passage
        assert decision.reason is None


@given(evidences(), contexts)
def test_it_never_clarifies_twice_running(evidence: Evidence, context: DecisionContext) -> None:
    assert decide(evidence, None, replace(context, clarified_last=True)).action != "clarify"


@given(evidences(), contexts)
def test_it_clarifies_between_a_few_articles(evidence: Evidence, context: DecisionContext) -> None:
    decision = decide(evidence, None, context)
    if decision.action == "clarify":
        most = MOST_SIBLINGS if decision.rule == "which_of_them" else MOST_CHOICES
        assert 2 <= len({choice.article_id for choice in decision.choices}) <= most
        assert evidence.among_three >= CLARIFY_AT or evidence.probability >= TENTATIVE_AT
    if decision.action == "answer":
        assert decision.choices == ()


@given(evidences(), contexts)
def test_a_guess_is_likely_and_a_suggestion_names_topics(evidence: Evidence, context: DecisionContext) -> None:
    decision = decide(evidence, None, context)
    if decision.action == "tentative":
        assert TENTATIVE_AT <= evidence.probability < evidence.threshold
        assert decision.passage
        assert not decision.queued
    if decision.action == "suggest":
        assert 1 <= len(decision.choices) <= 3


@given(evidences(), contexts)
def test_while_nobody_is_there_being_unsure_queues_nobody(evidence: Evidence, context: DecisionContext) -> None:
    assert not decide(evidence, None, replace(context, nobody_there=True)).queued


def test_it_asks_which_sibling_is_meant_before_it_guesses() -> None:
    family = Evidence(
        (candidate(0, 0.7), candidate(1, 0.0), candidate(2, 0.1)),
        0.7,
        0.8,
        threshold=0.9,
        siblings=("article-0", "article-2"),
    )
    asked = decide(family, None, DecisionContext())
    assert (asked.action, asked.rule) == ("clarify", "which_of_them")
    assert [choice.article_id for choice in asked.choices] == ["article-0", "article-2"]
    assert decide(family, None, DecisionContext(clarified_last=True)).action == "tentative"
    assert decide(replace(family, in_context=True), None, DecisionContext()).action == "tentative", (
        "the topic says which"
    )
    assert decide(replace(family, probability=0.95), None, DecisionContext()).action == "answer", "it is sure"


def test_a_near_second_stands_behind_a_guess() -> None:
    near = Evidence((candidate(0, 0.5), candidate(1, 0.3)), 0.5, 0.8, threshold=0.9)
    assert decide(near, None, DecisionContext()).second == near.candidates[1]
    far = Evidence((candidate(0, 0.5), candidate(1, 0.02)), 0.5, 0.52, threshold=0.9)
    assert decide(far, None, DecisionContext()).second is None


def test_a_follow_up_on_an_unconfirmed_guess_is_itself_a_guess() -> None:
    sure = Evidence((candidate(0, 0.97),), 0.97, 0.98, 0.9, 0.9, in_context=True)
    assert decide(sure, None, DecisionContext()).action == "answer"
    assert decide(sure, None, DecisionContext(guessed_last=True)).action == "tentative"
    alone = replace(sure, in_context=False)
    assert decide(alone, None, DecisionContext(guessed_last=True)).action == "answer", "it says by itself what it asks"


def test_a_second_question_is_answered_with_the_first() -> None:
    both = Evidence((candidate(0, 0.95),), 0.95, 0.96, threshold=0.9, also=candidate(7, 0.9))
    decision = decide(both, None, DecisionContext())
    assert (decision.action, decision.also) == ("answer", both.also)


@given(evidences(), contexts)
def test_a_handoff_always_names_its_reason(evidence: Evidence, context: DecisionContext) -> None:
    decision = decide(evidence, None, context)
    if decision.action == "hand_over":
        assert decision.reason in {"nothing_found", "out_of_scope", "repeated_misunderstanding"}


@given(evidences(), contexts)
def test_unsure_twice_running_calls_a_person_even_where_topics_are_offered_first(
    evidence: Evidence, context: DecisionContext
) -> None:
    decision = decide(evidence, None, replace(context, unsure_last=True, out_of_scope_before=True))
    if decision.action == "hand_over":
        assert decision.queued
    if decision.queued:
        assert decision.action in ("hand_over", "suggest")


@given(evidences(), contexts)
def test_the_same_input_gives_the_same_decision(evidence: Evidence, context: DecisionContext) -> None:
    intents = [Intent("ask_return", 0.4)]
    assert decide(evidence, intents, context) == decide(evidence, intents, context)


@given(evidences())
def test_evidence_survives_the_way_through_json(evidence: Evidence) -> None:
    assert Evidence.from_json({**asdict(evidence), "something_new": 1}) == evidence


def test_what_the_customer_chose_is_answered() -> None:
    evidence = Evidence((candidate(0, 0.4), candidate(1, 0.3)), 0.4, 0.7, threshold=0.9)
    decision = decide(evidence, None, DecisionContext(chosen_article_id="article-1", clarified_last=True))
    assert (decision.action, decision.article_id, decision.rule) == ("answer", "article-1", "customer_chose")


def test_low_confidence_queues_where_the_department_wants_it_so() -> None:
    evidence = Evidence((candidate(0, 0.2),), 0.2, 0.3, known=0.9, threshold=0.9)
    assert decide(evidence, None, DecisionContext(low_confidence="queue")).queued
    assert not decide(evidence, None, DecisionContext()).queued


def test_the_first_foreign_message_is_told_what_baton_can_do_and_the_second_queues() -> None:
    evidence = Evidence((candidate(0, 0.01),), 0.01, 0.02, known=0.1, threshold=0.9)
    first = decide(evidence, None, DecisionContext(in_scope=0.05))
    assert (first.reason, first.queued) == ("out_of_scope", False)
    assert decide(evidence, None, DecisionContext(in_scope=0.05, out_of_scope_before=True)).queued


def test_the_decision_explains_itself() -> None:
    evidence = Evidence((candidate(0, 0.95),), 0.95, 0.96, threshold=0.9, calibration="c1", knowledge_version=7)
    decision = decide(evidence, [Intent("ask", 0.8)], DecisionContext(in_scope=0.9))
    assert decision.rule == "sure_enough"
    assert decision.calibration == "c1"
    assert decision.explanation["candidates"][0]["article_id"] == "article-0"
    assert decision.explanation["intents"] == [{"name": "ask", "confidence": 0.8}]


@pytest.mark.parametrize(("answers", "wants_person", "action"), [(0.68, 0.64, "tentative"), (0.52, 0.72, "hand_over")])
def test_a_likely_request_for_a_person_gives_way_only_to_an_answer_that_is_likelier(
    answers: float, wants_person: float, action: str
) -> None:
    evidence = Evidence(candidates=(candidate(1, answers),), probability=answers, among_three=answers, threshold=0.9)
    assert decide(evidence, [Intent("ask_person", wants_person)], DecisionContext()).action == action
