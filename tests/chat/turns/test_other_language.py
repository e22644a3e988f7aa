"""An answer in another language than the customer's says so, in theirs."""

import pytest

from chat.turns.replies import draft_of
from chat.wording.catalogue import words_in
from knowledge_base.decision.decision import Action, Decision

ENGLISH = "You can send it back **within 30 days**. The label is in your account, under Orders."
GERMAN = "Sie können alles **innerhalb von 30 Tagen** zurückschicken. Das Etikett finden Sie in Ihrem Konto."


def read(passage: str, language: str, action: Action = "answer") -> str:
    decision = Decision(action, "r", article_id="a", title="Returns", passage=passage)
    return draft_of(decision, "/help", {}, language=language).text


@pytest.mark.parametrize("action", ["answer", "tentative"])
def test_an_article_in_another_language_is_announced(action: Action) -> None:
    text = read(ENGLISH, "de", action)
    assert words_in("de")("other_language") in text
    assert text.endswith(ENGLISH)


@pytest.mark.parametrize(("passage", "language"), [(ENGLISH, "en"), (GERMAN, "de")])
def test_an_article_in_the_same_language_is_not(passage: str, language: str) -> None:
    assert read(passage, language) == passage


def test_a_text_that_is_too_short_to_say_is_not() -> None:
    assert read("€ 7.90", "de") == "€ 7.90"
