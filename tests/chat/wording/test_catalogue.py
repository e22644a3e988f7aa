"""Every text exists in every language that the bot speaks, with the same placeholders."""

import re

import pytest

from chat.turns.replies import REASONS
from chat.wording.catalogue import FALLBACK, SHORT_FOR, words_in

FULL = ("en", "nl", "de", "fr", "es")
SHORT = (
    *("it", "pt", "pl", "sv", "da", "no", "fi", "cs", "sk", "hu", "ro", "bg", "el", "tr", "ru", "uk", "ar", "he"),
    *("fa", "hi", "zh", "ja", "ko", "th", "vi", "id"),
)
PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", [*FULL, *SHORT])
def test_every_key_has_a_text_with_its_placeholders(language: str) -> None:
    english, words = words_in(FALLBACK), words_in(language)
    assert words.language == language
    assert set(words.texts) == set(english.texts)
    for key, text in words.texts.items():
        assert text.strip(), key
        expected = set() if language in SHORT and key in SHORT_FOR else set(PLACEHOLDER.findall(english.texts[key]))
        assert set(PLACEHOLDER.findall(text)) == expected, key


@pytest.mark.parametrize("language", [*FULL[1:], *SHORT])
def test_a_text_is_not_left_in_english(language: str) -> None:
    english = words_in(FALLBACK).texts
    assert [key for key, text in words_in(language).texts.items() if text == english[key]] == []


def test_an_unknown_language_is_answered_in_english() -> None:
    assert words_in("mi").language == FALLBACK


def test_every_reason_for_a_handoff_has_a_text() -> None:
    assert set(words_in(FALLBACK).texts) >= REASONS
