"""What the bot says where it is not sure: as sure as it is, and in an order that reads well."""

import pytest

from chat.turns.replies import draft_of
from knowledge_base.decision.decision import Choice, Decision


@pytest.mark.parametrize(
    ("confidence", "language", "begins"),
    [
        (0.7, "en", "I think this is it:"),
        (0.31, "en", "I am not sure, but this may help:"),
        (0.31, "nl", "Ik weet het niet zeker, maar misschien helpt dit:"),
        (0.31, "sv", "Jag är inte säker, men det här kanske hjälper:"),
    ],
)
def test_a_guess_is_announced_as_likely_as_it_is(confidence: float, language: str, begins: str) -> None:
    guess = Decision("tentative", "likely_enough", title="Returns", passage="60 days.", confidence=confidence)
    assert draft_of(guess, "/help", {}, language=language).text.startswith(begins)


def test_topics_stand_directly_under_the_words_that_announce_them() -> None:
    topics = (Choice("a", "Returns"), Choice("b", "Refunds"))
    unsure = Decision("suggest", "something_near", reason="nothing_found", choices=topics)
    draft = draft_of(unsure, "/help", {}, nobody_there=True)
    assert draft.text.endswith("The nearest I have:")
    assert "Leave your e-mail address" in draft.text
    assert [choice["title"] for choice in draft.choices][:2] == ["Returns", "Refunds"]


def test_without_topics_the_way_out_stands_last() -> None:
    nothing = Decision("hand_over", "nothing_near", reason="nothing_found")
    draft = draft_of(nothing, "/help", {}, nobody_there=True)
    assert draft.text.endswith("Leave your e-mail address, and they will write to you.")
