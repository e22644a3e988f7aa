"""Which parts of a customer's text are stored, and which texts are refused with which code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.text import LONGEST, clean_line, clean_optional_text, clean_text
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
def test_an_invalid_text_is_refused_with_its_code(value: object, code: str) -> None:
    with pytest.raises(BadRequest) as refused:
        clean_text(value)
    assert refused.value.code == code


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(BadRequest) as refused:
        clean_text("x" * 2_001)
    assert refused.value.body()["limit"] == 2_000


@pytest.mark.parametrize(
    "text",
    ["/restart", "EXTERNAL: x", "<script>alert(1)</script>", "[x](javascript:alert(1))", "a\nb", "日本語", "👍🏽"],
)
def test_text_that_looks_dangerous_is_stored_unchanged(text: str) -> None:
    assert clean_text(text) == text


def test_control_characters_are_removed_and_line_ends_normalized() -> None:
    assert clean_text("a\x00b\x1b[31m\r\nc\rd") == "ab[31m\nc\nd"


@given(st.text(max_size=2_100))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    try:
        once = clean_text(text)
    except BadRequest:
        return
    assert clean_text(once) == once


@pytest.mark.parametrize(("value", "stored"), [(None, None), ("", None), (" \u200b", None), (" hello ", "hello")])
def test_an_optional_text_is_stored_only_if_there_is_something_to_show(value: object, stored: str | None) -> None:
    assert clean_optional_text(value, field="note") == stored


def test_a_line_keeps_single_blanks_and_is_refused_with_characters_that_cannot_be_shown() -> None:
    assert clean_line("  Ines  de \n Wit ", field="name", longest=50) == "Ines de Wit"
    for value, code in (("Ines\u202e", "bad_unicode"), (None, "missing_field"), (7, "bad_type")):
        with pytest.raises(BadRequest) as refused:
            clean_line(value, field="name", longest=50)
        assert refused.value.code == code
