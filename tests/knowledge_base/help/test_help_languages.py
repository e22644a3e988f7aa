"""A help page speaks its reader's language, and is written in the direction of its article."""

import re
from dataclasses import fields
from datetime import UTC, datetime

import pytest

from knowledge_base.help.languages import LANGUAGES, direction, language_name, wished_locale, wished_words
from tests.fixtures.widget_words import LANGUAGES as WIDGET_LANGUAGES

SAME = {"date", "no"}
"""Fields that some languages write as English does."""


def test_the_help_pages_know_the_widgets_languages() -> None:
    assert set(LANGUAGES) == set(WIDGET_LANGUAGES)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_language_has_words_of_its_own(language: str) -> None:
    for field in fields(LANGUAGES[language]):
        own, english = (getattr(LANGUAGES[each], field.name) for each in (language, "en"))
        assert own
        assert own != english or field.name in SAME, field.name
        if isinstance(own, str):
            assert sorted(re.findall(r"{\w+}", own)) == sorted(re.findall(r"{\w+}", english)), field.name


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en;q=0.5, nl-BE;q=0.7", "nl"),
        ("ja, pl;q=0.4", "pl"),
        ("fr;q=0, es;q=0.1", "es"),
        ("*", "en"),
        ("ja", "en"),
        ("", "en"),
        (None, "en"),
        (";;q=,de;q=x,-,é," * 5000, "en"),
    ],
)
def test_the_readers_first_known_wish_counts(header: str | None, language: str) -> None:
    assert wished_words(header).language == language


def test_the_direction_is_that_of_the_language() -> None:
    assert {direction(locale) for locale in ("ar", "he", "FA-ir")} == {"rtl"}
    assert {direction(locale) for locale in ("nl", "armenian")} == {"ltr"}


@pytest.mark.parametrize(
    ("header", "locales", "locale"),
    [
        ("de-AT, en;q=0.5", ["en", "de"], "de"),
        ("pt-br", ["pt", "pt-BR"], "pt-BR"),
        ("ja", ["en"], None),
        (None, ["en"], None),
    ],
)
def test_the_reader_gets_the_articles_that_they_can_read(
    header: str | None, locales: list[str], locale: str | None
) -> None:
    assert wished_locale(header, locales) == locale


def test_dates_are_written_as_in_the_language() -> None:
    moment = datetime(2030, 3, 1, tzinfo=UTC)
    said = {language: LANGUAGES[language].day(moment) for language in ("en", "de", "fr", "es", "ar")}
    assert said == {
        "en": "1 March 2030",
        "de": "1. März 2030",
        "fr": "1er mars 2030",
        "es": "1 de marzo de 2030",
        "ar": "1 مارس 2030",
    }
    assert language_name("pt-BR") == "Português (BR)"
