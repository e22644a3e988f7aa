"""Follow-ups are read in their context, and messages that stand alone are left alone."""

import pytest

from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.text.context import in_context, needs_context


@pytest.mark.parametrize(
    "text",
    [
        "And how long does that take?",
        "what about abroad?",
        "how much is it",
        "why?",
        "and for e-bikes",
        "is that free?",
        "how long does it stay valid if I leave the settings alone?",
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


NORWAY = "Parcels to Norway take six days."


def title_of(said: str) -> str | None:
    return "Delivery to Norway" if said == NORWAY else None


def test_the_last_thing_said_is_read_along_and_a_long_quotation_is_not() -> None:
    earlier = ["Do you deliver to Norway?", "Parcels to Norway take six days. " * 20]
    assert in_context("and what does it cost?", earlier, title_of) == "Do you deliver to Norway? and what does it cost?"


def test_without_anything_said_before_there_is_no_context() -> None:
    assert in_context("and what does it cost?", [], title_of) is None
    assert in_context("and what does it cost?", ["hi", "ok"], title_of) is None


@pytest.mark.parametrize("after", [[], ["great"], ["great", "You're welcome! Is there anything else?"]])
def test_the_article_just_quoted_names_the_topic(after: list[str]) -> None:
    earlier = ["How long do parcels take up there?", NORWAY, *after]
    assert in_context("and the cost?", earlier, title_of) == "Delivery to Norway. and the cost?"


def test_a_new_topic_after_the_quotation_takes_its_place() -> None:
    earlier = ["Norway?", NORWAY, "The battery does not charge any more", "I am not sure about that one."]
    assert in_context("and the cost?", earlier, title_of) == "The battery does not charge any more and the cost?"


def test_a_short_message_is_read_in_context_where_nothing_answers_it_alone() -> None:
    earlier = ["Do you deliver to Norway?", NORWAY]
    text = "I'm between two addresses"
    assert in_context(text, earlier, title_of) is None
    assert in_context(text, earlier, title_of, unsure=True) == f"Delivery to Norway. {text}"
    assert (
        in_context("My parcel has lost label, address, sender, stamp and string", earlier, title_of, unsure=True)
        is None
    )


def test_the_article_is_known_by_the_passage_that_was_shown(engine: Engine, knowledge: Knowledge) -> None:
    evidence, _ = engine.evidence(knowledge, "Do you ship parcels to Norway?")
    shown = evidence.candidates[0].passage
    assert knowledge.index.title_quoted_in(shown) == "Delivery to Norway"
    assert knowledge.index.title_quoted_in(f"{shown}\n\nSomething beside it.") == "Delivery to Norway"
    assert knowledge.index.title_quoted_in("I am not sure about that one.") is None


def test_in_context_the_probability_stays_that_of_the_first_candidate(engine: Engine, knowledge: Knowledge) -> None:
    evidence, _ = engine.evidence(knowledge, "and how many days?", ["Do you ship to Norway?"])
    assert evidence.in_context
    assert evidence.candidates[0].probability == evidence.probability <= evidence.among_three


def test_a_follow_up_finds_what_it_is_about(engine: Engine, knowledge: Knowledge) -> None:
    evidence, vector = engine.evidence(knowledge, "and how many days is that?", ["Do you ship parcels to Norway?"])
    assert evidence.candidates[0].article_id == "norway"
    assert evidence.in_context
    assert (vector == engine.encode(["and how many days is that?"])[0]).all()


def test_a_new_topic_is_not_bent_towards_the_old_one(engine: Engine, knowledge: Knowledge) -> None:
    alone, _ = engine.evidence(knowledge, "How do I charge the battery of my bicycle?")
    after, _ = engine.evidence(knowledge, "How do I charge the battery of my bicycle?", ["Do you ship to Norway?"])
    assert after == alone
