"""What of a customer's text is stored, and what is refused with which code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.text import LONGEST, clean_text
from kit.errors import BadRequest


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "missing_field"),
        (7, "bad_type"),
        (["hello"], "bad_type"),
        ({"text": "hello"}, "bad_type"),
        ("", "empty_text"),
        ("  \n\t ", "empty_text"),
        ("\u200b\u200e\u200f\ufeff", "empty_text"),
        ("\x00\x01", "empty_text"),
        ("a\ud800b", "bad_unicode"),
        ("x" * (LONGEST + 1), "too_long"),
    ],
)
def test_what_is_no_text_is_refused_with_its_code(value: object, code: str) -> None:
    with pytest.raises(BadRequest) as refused:
        clean_text(value)
    assert refused.value.code == code


def test_too_long_names_the_limit() -> None:
    with pytest.raises(BadRequest) as refused:
        clean_text("x" * 2_001)
    assert refused.value.body()["limit"] == 2_000


@pytest.mark.parametrize(
    "text",
    ["/restart", "EXTERNAL: x", "<script>alert(1)</script>", "[x](javascript:alert(1))", "a\nb", "日本語", "👍🏽"],
)
def test_what_looks_dangerous_is_stored_word_for_word(text: str) -> None:
    assert clean_text(text) == text


def test_control_characters_are_stripped_and_line_ends_are_one_kind() -> None:
    assert clean_text("a\x00b\x1b[31m\r\nc\rd") == "ab[31m\nc\nd"


@given(st.text(max_size=2_100))
def test_a_cleaned_text_is_clean(text: str) -> None:
    try:
        once = clean_text(text)
    except BadRequest:
        return
    assert clean_text(once) == once
