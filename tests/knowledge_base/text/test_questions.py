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
