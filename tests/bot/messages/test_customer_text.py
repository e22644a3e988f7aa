"""A customer's text is made safe for Rasa: whatever arrives, no command comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.customer_text import MAX_CHARACTERS, TextRefused, neutral, safe_for_rasa


@pytest.mark.parametrize(
    "text", ["/restart", "  /restart", "\n/restart", "\x00/restart", "\x1b /restart", "\u00a0/restart"]
)
def test_a_leading_slash_is_plain_text(text: str) -> None:
    assert neutral(text) == "\u2215restart"


@given(st.text(max_size=200))
def test_no_text_becomes_a_command(text: str) -> None:
    # Rasa strips the text again before it checks.
    assert not neutral(text).strip().startswith("/")


@given(st.text(max_size=200))
def test_ordinary_words_stay_unchanged(text: str) -> None:
    printable = "".join(c for c in text if c.isprintable()).strip()
    if not printable.startswith("/"):
        assert neutral(printable) == printable


def test_the_longest_text_is_accepted_and_one_more_character_is_not() -> None:
    assert safe_for_rasa("x" * MAX_CHARACTERS)
    with pytest.raises(TextRefused) as refused:
        safe_for_rasa("x" * (MAX_CHARACTERS + 1))
    assert refused.value.code == "too_long"


@pytest.mark.parametrize("text", ["", " \t\n", "\x00\x01", "\u200b\u200d\ufeff", "\u202e\u2066"])
def test_a_text_without_content_is_empty(text: str) -> None:
    with pytest.raises(TextRefused) as refused:
        safe_for_rasa(text)
    assert refused.value.code == "empty_text"
