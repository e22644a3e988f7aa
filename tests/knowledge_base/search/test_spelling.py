"""Misspelt words are put right, and right ones are left alone."""

import pytest

from knowledge_base.search.spelling import Spelling

WORDS = ["battery", "batteries", "refund", "charger", "password", "ghent", "card"]
RIGHT = {"bottle", "where", "lad", "word", "passport", "cord"}


def corrected(text: str) -> str:
    return Spelling(WORDS).corrected(text, RIGHT.__contains__)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("my batery is dead", "my battery is dead"),
        ("Refnd please", "refund please"),
        ("forgot my pasword?", "forgot my password?"),
        ("the chrager", "the charger"),
        ("lost my crad", "lost my card"),
    ],
)
def test_a_slip_of_the_fingers_is_put_right(written: str, meant: str) -> None:
    assert corrected(written) == meant


@pytest.mark.parametrize("text", ["where is my bottle", "a passport", "cord", "batt", "E-104", "", "吉他", "Zwickau"])
def test_words_that_are_right_or_strange_stay_as_written(text: str) -> None:
    assert corrected(text) == text


def test_two_slips_are_forgiven_in_a_long_word_alone() -> None:
    assert corrected("batttereis") == "batteries"
    assert corrected("cadr crdd") == "card crdd"


def test_without_words_nothing_is_changed() -> None:
    assert Spelling([]).corrected("batery", lambda word: False) == "batery"
