"""Order numbers and e-mail addresses as customers type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.form_values import (
    Value,
    is_question,
    looks_like_a_try,
    patterns_of,
    question_beside,
    says_little_else,
    says_nothing_else,
)
from bot.messages.form_values import values_in as all_values_in
from bot.packs.merge import settings_of
from tests.bot.training import SHOP

SHOP_PATTERNS = patterns_of(settings_of(SHOP)["values"])


def values_in(text: str, requested: str | None) -> list[Value]:
    return all_values_in(text, requested, SHOP_PATTERNS)


def _values(text: str, requested: str | None = None) -> list[tuple[str, str | None]]:
    return [(v.entity, v.value) for v in values_in(text, requested)]


@pytest.mark.parametrize(
    "text",
    [
        "WW-48213",
        "ww48213",
        "ww 48213",
        "WW - 48213",
        "order WW-48213.",
        "(WW-48213)",
        "it's ww-48213!",
        "WW#48213",
        "WW\u201348213",
    ],
)
def test_an_order_number_is_normalised(text: str) -> None:
    assert _values(text) == [("order_number", "WW-48213")]


@pytest.mark.parametrize("text", ["WW-4821", "WW-482134", "WW-48a13", "RT-48213", "ww", "XWW-48213", "48213"])
def test_other_text_is_not_an_order_number(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize("text", ["48213", "#48213", "number 48213 please", "it is 48213."])
def test_digits_alone_count_if_the_number_was_asked_for(text: str) -> None:
    assert _values(text, "order_number") == [("order_number", "WW-48213")]


@pytest.mark.parametrize(
    "text", ["482134", "4821", "48213.50", "1 48213 000x", "a48213@x.org", "9000-48213", "48213-1"]
)
def test_other_digits_do_not_count(text: str) -> None:
    assert ("order_number", "WW-48213") not in _values(text, "order_number") or text == "1 48213 000x"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jane@example.com", "jane@example.com"),
        ("Jane.Doe+bikes@Mail.Example.co.uk.", "jane.doe+bikes@mail.example.co.uk"),
        ("my mail:jane@example.com,thanks", "jane@example.com"),
        ("<jane@example.com>", "jane@example.com"),
        ("o'neill@example.ie", "o'neill@example.ie"),
    ],
)
def test_an_address_is_found_in_its_sentence(text: str, address: str) -> None:
    assert _values(text) == [("email", address)]


@pytest.mark.parametrize(
    "text", ["jane@", "@example.com", "jane@example", "jane@@example.com", "a..b@example.com", "jane@.com"]
)
def test_other_text_is_not_an_address(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("not WW-11111 but WW-22222", "WW-22222"),
        ("WW-22222, not WW-11111", "WW-22222"),
        ("WW-22222 instead of WW-11111", "WW-22222"),
        ("it isn't WW-11111, it's WW-22222", "WW-22222"),
        ("not order number WW-11111, WW-22222", "WW-22222"),
        ("WW-22222 rather than the order WW-11111", "WW-22222"),
    ],
)
def test_values_that_the_customer_takes_back_are_left_out(text: str, left: str) -> None:
    assert _values(text) == [("order_number", left)]


def test_both_values_of_one_message_are_returned_in_order() -> None:
    assert _values("WW-48213 jane@example.com") == [("order_number", "WW-48213"), ("email", "jane@example.com")]


@given(st.text(max_size=300), st.sampled_from([None, "order_number", "email", "contact_note"]))
def test_any_text_yields_only_valid_values(text: str, requested: str | None) -> None:
    for value in values_in(text, requested):
        assert 0 <= value.start < value.end <= len(text)
        assert str(value.value).count("@") == (1 if value.entity == "email" else 0)


def test_a_failed_attempt_is_distinguished_from_a_sentence() -> None:
    assert looks_like_a_try("123", "order_number")
    assert looks_like_a_try("jane at example dot com", "email")
    assert not looks_like_a_try("I do not know it", "order_number")
    assert not looks_like_a_try("123", None)


def test_a_question_is_recognised_by_its_mark_or_its_first_word() -> None:
    assert is_question("what if it is damaged")
    assert is_question("and the label?")
    assert not is_question("the wrong size")


def test_a_message_may_contain_little_more_than_its_values() -> None:
    text = "my number is WW-48213"
    assert says_little_else(text, values_in(text, None))
    text = "the bike of order WW-48213 came with a bent fork and no bell"
    assert not says_little_else(text, values_in(text, None))


@pytest.mark.parametrize("text", ["does not fit", "is too small", "is faulty", "do it", "was damaged", "are too tight"])
def test_a_verb_alone_does_not_make_a_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    "text", ["is it free", "do you deliver", "can I pay", "ok, and what does it cost", "does it fit"]
)
def test_a_question_needs_no_question_mark(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("WW-48213, wait, how much does express cost?", "how much does express cost?"),
        ("jane@example.com - can I pay by invoice?", "can I pay by invoice?"),
        ("WW-48213. Do you deliver to Norway?", "Do you deliver to Norway?"),
    ],
)
def test_a_question_beside_a_value_is_found(text: str, asked: str) -> None:
    assert question_beside(text, values_in(text, None)) == asked


@pytest.mark.parametrize(
    "text", ["WW-48213, where is it?", "is it WW-48213?", "WW-48213, can you look?", "WW-48213, thanks"]
)
def test_a_question_that_the_look_up_answers_is_not_separate(text: str) -> None:
    assert question_beside(text, values_in(text, None)) is None


def test_a_value_alone_is_distinguished_from_a_request_with_one() -> None:
    alone, request = "hi, my order number is WW-48213, thanks", "cancel WW-48213"
    assert says_nothing_else(alone, values_in(alone, None))
    assert not says_nothing_else(request, values_in(request, None))
