"""A help page speaks its reader's language, and is written in the direction of its article."""

import re
from dataclasses import fields

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.articles.record import ListedArticle
from knowledge_base.help.help_page import help_index, help_page, missing_page
from knowledge_base.help.languages import LANGUAGES, direction, wished_words
from tests.fixtures.widget_words import LANGUAGES as WIDGET_LANGUAGES


def test_the_help_pages_know_the_widgets_languages() -> None:
    assert set(LANGUAGES) == set(WIDGET_LANGUAGES)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_language_has_words_of_its_own(language: str) -> None:
    for field in fields(LANGUAGES[language]):
        text = getattr(LANGUAGES[language], field.name)
        assert text.strip()
        assert text != getattr(LANGUAGES["en"], field.name), field.name


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


def test_an_article_is_in_the_direction_of_its_language() -> None:
    arabic = help_page(Article("a", "ضمان Wi-Fi", "نص", locale="ar-EG"), "Wren & Wheel")
    assert '<html lang="ar-EG" dir="rtl">' in arabic
    assert '<html lang="en" dir="ltr">' in help_page(Article("a", "Title", "Text"), "شركة")
    assert {direction(locale) for locale in ("ar", "he", "FA-ir")} == {"rtl"}
    assert {direction(locale) for locale in ("nl", "armenian")} == {"ltr"}


def test_the_list_says_the_language_of_every_article() -> None:
    listed = [ListedArticle("a", "إرجاع", "", "ar"), ListedArticle("b", "Returns", "", "en")]
    page = help_index(listed, "Wren", LANGUAGES["fr"])
    assert '<html lang="fr" dir="ltr">' in page
    assert re.search(r'<a href="/help/a" lang="ar" dir="rtl">', page)
    assert re.search(r'<a href="/help/b" lang="en" dir="ltr">', page)
    assert "Hilfe" in help_index([], "Wren", LANGUAGES["de"])


def test_a_missing_page_says_so_in_the_readers_language() -> None:
    assert "Diese Seite gibt es nicht" in missing_page("Wren", LANGUAGES["de"])
    assert 'dir="rtl"' in missing_page("Wren", LANGUAGES["ar"])


def test_a_phone_number_keeps_its_order_in_an_arabic_sentence() -> None:
    page = help_page(Article("a", "ضمان", "اتصل بنا على +44 20 7946 0018 الآن.", locale="ar"), "Wren")
    assert re.search(r'<a [^>]*href="tel:\+442079460018"[^>]* dir="auto">', page)
