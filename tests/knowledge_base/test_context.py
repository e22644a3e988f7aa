"""Follow-ups are read in their context, and messages that stand alone are left alone."""

import pytest

from knowledge_base.context import in_context, needs_context
from knowledge_base.engine import Engine, Knowledge


@pytest.mark.parametrize(
    "text",
    [
        "And how long does that take?",
        "what about abroad?",
        "how much is it",
        "why?",
        "and for e-bikes",
        "is that free?",
    ],
)
def test_what_continues_needs_its_context(text: str) -> None:
    assert needs_context(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I change the delivery address of my order?",
        "The battery of my Merlin does not charge any more",
        "Do you repair bicycles bought in another shop?",
        "I ordered a jacket and it came in the wrong colour, can I swap it?",
    ],
)
def test_what_stands_alone_does_not(text: str) -> None:
    assert not needs_context(text)


def test_the_last_thing_said_is_read_along_and_a_long_quotation_is_not() -> None:
    earlier = ["Do you deliver to Norway?", "Parcels to Norway take six days. " * 20]
    assert in_context("and what does it cost?", earlier) == "Do you deliver to Norway? and what does it cost?"


def test_without_anything_said_before_there_is_no_context() -> None:
    assert in_context("and what does it cost?", []) is None
    assert in_context("and what does it cost?", ["hi", "ok"]) is None


def test_a_follow_up_finds_what_it_is_about(engine: Engine, knowledge: Knowledge) -> None:
    evidence, vector = engine.evidence(knowledge, "and how many days is that?", ["Do you ship parcels to Norway?"])
    assert evidence.candidates[0].article_id == "norway"
    assert evidence.in_context
    assert (vector == engine.encode(["and how many days is that?"])[0]).all()


def test_a_new_topic_is_not_bent_towards_the_old_one(engine: Engine, knowledge: Knowledge) -> None:
    alone, _ = engine.evidence(knowledge, "How do I charge the battery of my bicycle?")
    after, _ = engine.evidence(knowledge, "How do I charge the battery of my bicycle?", ["Do you ship to Norway?"])
    assert after == alone
