"""The questions of a message: two are told apart, one is found in a story, and a statement asks nothing."""

import pytest

from knowledge_base.text.questions import is_long, questions_in


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Where is the workshop, and how much is a puncture?", ["Where is the workshop", "how much is a puncture?"]),
        ("How long is the warranty? Is the motor covered?", ["How long is the warranty?", "Is the motor covered?"]),
        ("my wheel is broken. what does a new wheel cost", ["what does a new wheel cost"]),
        ("Wie lange dauert die Lieferung und was kostet der Versand?", None),
        (
            "Two things: where's your workshop exactly, and what do you take for a puncture?",
            ["where's your workshop exactly", "what do you take for a puncture?"],
        ),
        (
            "How do I book a test ride in Ghent, how much does a weekend loan cost?",
            ["How do I book a test ride in Ghent", "how much does a weekend loan cost?"],
        ),
        ("How do I book a test ride, is it free?", ["How do I book a test ride, is it free?"]),
        ("Do I return it to Eastgate, where I got it?", ["Do I return it to Eastgate, where I got it?"]),
        (
            "does my old card still work? also till when is Eastgate open on Thursday",
            ["does my old card still work?", "also till when is Eastgate open on Thursday"],
        ),
        ("I bought bread and butter", []),
        ("Why?", []),
    ],
)
def test_questions_are_told_apart(said: str, asked: list[str] | None) -> None:
    found = questions_in(said)
    assert len(found) == 2 if asked is None else found == asked


def test_a_story_is_long_and_a_question_is_not() -> None:
    assert is_long("word " * 60)
    assert not is_long("How long does delivery take to Norway?")
