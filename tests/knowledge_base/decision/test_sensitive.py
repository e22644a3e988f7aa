"""Sensitive topics and lost patience: found where they are, and not in ordinary questions."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from knowledge_base.decision.decision import DecisionContext, decide
from knowledge_base.decision.evidence import Evidence
from knowledge_base.decision.frustration import AT_ONCE, LOWERS_AT, Frustration, read_frustration
from knowledge_base.decision.sensitive import Sensitive, SensitiveTopic, find_sensitive
from knowledge_base.decision.sensitive_defaults import DEFAULTS
from tests.knowledge_base.conftest import ROOT
from tests.knowledge_base.decision.test_decision import contexts, evidences

NOW = datetime(2030, 1, 2, tzinfo=UTC)
DEVELOPMENT = ROOT / "training_data" / "development"


def topic(name: str, *phrases: str, active: bool = True) -> SensitiveTopic:
    return SensitiveTopic(name, name, phrases, active, "Edith", NOW)


TOPICS = [topic(name, *phrases) for name, phrases in DEFAULTS.items()]


def sentences(name: str) -> list[str]:
    rows = [json.loads(line) for line in Path(DEVELOPMENT / name).read_text(encoding="utf-8").splitlines()]
    return [row.get("question") or row["text"] for row in rows]


# Whoever wrote the development sentences knew neither list. These few name a lawyer or have lost patience, and a person
# should see them; any other that is found is found wrongly.
TOUCHES_A_TOPIC = ("My lawyer acts as my representative",)
HAS_LOST_PATIENCE = ("This is the fourth time", "I'm wasting my time with a script", "Third useless answer in a row")


@pytest.mark.parametrize("name", ["questions.jsonl", "ordinary_messages.jsonl", "person_requests.jsonl"])
def test_ordinary_messages_touch_no_topic_and_lower_no_bar(name: str) -> None:
    asked = sentences(name)
    assert len(asked) > 100
    assert {text for text in asked if find_sensitive(text, TOPICS)} == those(asked, TOUCHES_A_TOPIC)
    impatient = {text for text in asked if read_frustration(text).points >= LOWERS_AT}
    assert impatient == those(asked, HAS_LOST_PATIENCE)
    assert [text for text in asked if read_frustration(text).points >= AT_ONCE] == []


def those(asked: list[str], beginnings: tuple[str, ...]) -> set[str]:
    return {text for text in asked if text.startswith(beginnings)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("You'll hear from my LAWYER!", "Legal threats"),
        ("My lawyers will write to you", "Legal threats"),
        ("I want to kill myself", "Self-harm"),
        ("I don’t want to live any more", "Self-harm"),
        ("I'm a journalist and writing about you", "Press"),
        ("This is a subject access request", "Data protection"),
        ("My battery caught fire", "Injury and accidents"),
    ],
)
def test_the_defaults_find_what_they_are_for(text: str, found: str) -> None:
    match = find_sensitive(text, TOPICS)
    assert match is not None
    assert match.topic == found


def test_phrases_are_words_in_a_row_whatever_case_accents_and_punctuation() -> None:
    topics = [topic("t", "café fire", "threat*")]
    assert find_sensitive("A CAFE-fires here", topics) == Sensitive("t", "café fire")
    assert find_sensitive("you are threatening me", topics) == Sensitive("t", "threat*")
    for text in ("the cafe is on fire", "cafefire", "a treat", "", "?!"):
        assert find_sensitive(text, topics) is None
    assert find_sensitive("cafe fire", [topic("t", "café fire", active=False)]) is None


def test_saying_the_same_again_is_half_a_point_each_time() -> None:
    question = "where is my Heron now"
    assert read_frustration(question, ["do you sell helmets"]).points == 0
    assert read_frustration(question, ["Where is my heron now??"]).rules == {"repeated": 0.5}
    assert read_frustration(question, [question, question]).points >= AT_ONCE
    assert read_frustration("yes", ["yes", "yes"]).points == 0


def test_no_rule_hands_over_alone_and_several_do() -> None:
    assert read_frustration("", [], not_helped=9).points < AT_ONCE
    assert read_frustration("THIS IS RIDICULOUS AND USELESS").points < AT_ONCE
    shouted = read_frustration("THIS IS RIDICULOUS AND USELESS!!")
    assert shouted.rules == {"wording": 0.5, "capitals": 0.3, "marks": 0.2}
    assert shouted.points >= AT_ONCE
    assert read_frustration("this is ridiculous", not_helped=2).points >= AT_ONCE


@pytest.mark.parametrize("text", ["E-104 ON THE DISPLAY", "My SRAM AXS RD says E104 and beeps", "USB OK?", "HELLO"])
def test_names_and_codes_in_capitals_are_no_shouting(text: str) -> None:
    assert read_frustration(text).points < LOWERS_AT


@given(evidences(), contexts)
def test_a_sensitive_message_is_handed_over_whatever_the_evidence(evidence: Evidence, context: DecisionContext) -> None:
    decision = decide(evidence, None, replace(context, sensitive=Sensitive("Press", "press office")))
    assert (decision.action, decision.rule, decision.reason) == ("hand_over", "sensitive_topic", "sensitive_topic")
    assert decision.queued
    assert decision.explanation["sensitive"] == {"topic": "Press", "phrase": "press office"}


@given(evidences(), contexts)
def test_half_a_point_leaves_only_what_is_sure_and_a_whole_one_nothing(
    evidence: Evidence, context: DecisionContext
) -> None:
    calm = decide(evidence, None, context)
    losing = decide(evidence, None, replace(context, frustration=Frustration(0.5, {"wording": 0.5})))
    assert losing.action == ("answer" if calm.action == "answer" else "hand_over")
    if losing.action == "hand_over":
        assert (losing.rule, losing.reason, losing.queued) == ("losing_patience", "frustration", True)
    lost = decide(evidence, None, replace(context, frustration=Frustration(1.0, {"repeated": 1.0})))
    assert (lost.action, lost.rule, lost.reason, lost.queued) == ("hand_over", "out_of_patience", "frustration", True)
    assert lost.explanation["frustration"] == {"points": 1.0, "rules": {"repeated": 1.0}}
