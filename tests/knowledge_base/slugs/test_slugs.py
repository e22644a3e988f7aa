"""Titles become readable addresses, and an address once given stays with its article."""

from datetime import UTC, datetime

import pytest

from kit.database import Database
from knowledge_base.articles import service
from knowledge_base.articles.record import ArticleRecord, Content
from knowledge_base.help_site.repository import load_site
from knowledge_base.slugs.slug import LONGEST_SLUG, slug_of

NOW = datetime(2030, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "locale", "slug"),
    [
        ("Is the first service free?", "en", "is-the-first-service-free"),
        ("Wie läuft die Rückgabe – Größe?", "de-AT", "wie-laeuft-die-rueckgabe-groesse"),
        ("Återköp på nätet", "sv", "aterkop-pa-natet"),
        ("L’article n'existe pas", "fr", "larticle-nexiste-pas"),
        ("İptal ve IŞIK", "tr", "iptal-ve-isik"),
        ("Łódź & Kraków", "pl", "lodz-krakow"),
        ("هل يمكنني إلغاء الحجز؟", "ar", "هل-يمكنني-إلغاء-الحجز"),
        ("../../etc/passwd", "en", "etc-passwd"),
        ("<script>", "en", "script"),
        ("???", "en", ""),
    ],
)
def test_a_title_becomes_an_address(title: str, locale: str, slug: str) -> None:
    assert slug_of(title, locale) == slug


def test_a_long_title_is_cut_between_words() -> None:
    slug = slug_of("word " * 60, "en")
    assert len(slug) <= LONGEST_SLUG
    assert set(slug.split("-")) == {"word"}
    assert len(slug_of("x" * 300, "en")) == LONGEST_SLUG


def published(database: Database, article_id: str, title: str, locale: str = "en") -> ArticleRecord:
    content = Content(title, "Text.", locale=locale)
    record = database.write_now(service.create, content, "Edith", NOW, article_id=article_id)
    return database.write_now(service.publish, article_id, record.version, "Edith", NOW)


def renamed(database: Database, record: ArticleRecord, title: str, locale: str = "en") -> ArticleRecord:
    content = Content(title, "Text.", locale=locale)
    changed = database.write_now(service.update, record.id, record.version, content, "Edith", NOW)
    return database.write_now(service.publish, record.id, changed.version, "Edith", NOW)


def test_one_title_twice_gives_two_addresses_and_languages_do_not_meet(database: Database) -> None:
    for article_id, locale in (("a", "en"), ("b", "en"), ("c", "nl")):
        published(database, article_id, "Wi-Fi", locale)
    site = database.read_now(load_site)
    assert [each.path for each in site.articles.values()] == ["/help/en/wi-fi", "/help/en/wi-fi-2", "/help/nl/wi-fi"]


def test_an_article_keeps_every_address_that_it_ever_had(database: Database) -> None:
    first = published(database, "a", "Returns")
    second = renamed(database, first, "Sending it back")
    other = published(database, "b", "Returns")
    site = database.read_now(load_site)
    assert site.articles["a"].slug == "sending-it-back"
    assert site.articles[other.id].slug == "returns-2"
    assert site.addresses["en", "returns"] == "a"
    renamed(database, second, "Returns")
    assert database.read_now(load_site).articles["a"].slug == "returns"


def test_a_title_without_letters_takes_the_articles_identifier(database: Database) -> None:
    published(database, "a.b", "???")
    assert database.read_now(load_site).articles["a.b"].path == "/help/en/a-b"
