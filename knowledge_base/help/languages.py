"""The help pages' own words, in the widget's twelve languages, and which language a page is in.

An article's page is in the article's language. The list of articles and the page for a missing article are in the
language that the reader's browser asks for.
"""

import re
from dataclasses import dataclass
from typing import Literal

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})
_MOST_WISHES = 20
_WISH = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4})\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?\Z")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a help page says besides the articles."""

    language: str
    help: str
    empty: str
    missing: str
    missing_why: str


_ALL = (
    PageWords(
        "en",
        "Help",
        "There are no articles yet.",
        "This page does not exist",
        "The article may have been moved or taken down.",
    ),
    PageWords(
        "nl",
        "Hulp",
        "Er zijn nog geen artikelen.",
        "Deze pagina bestaat niet",
        "Het artikel is misschien verplaatst of verwijderd.",
    ),
    PageWords(
        "de",
        "Hilfe",
        "Es gibt noch keine Artikel.",
        "Diese Seite gibt es nicht",
        "Der Artikel wurde vielleicht verschoben oder entfernt.",
    ),
    PageWords(
        "fr",
        "Aide",
        "Il n’y a pas encore d’articles.",
        "Cette page n’existe pas",
        "L’article a peut-être été déplacé ou retiré.",
    ),
    PageWords(
        "es",
        "Ayuda",
        "Todavía no hay artículos.",
        "Esta página no existe",
        "Es posible que el artículo se haya movido o retirado.",
    ),
    PageWords(
        "it",
        "Assistenza",
        "Non ci sono ancora articoli.",
        "Questa pagina non esiste",
        "L’articolo potrebbe essere stato spostato o rimosso.",
    ),
    PageWords(
        "pt",
        "Ajuda",
        "Ainda não há artigos.",
        "Esta página não existe",
        "O artigo pode ter sido movido ou removido.",
    ),
    PageWords(
        "pl",
        "Pomoc",
        "Nie ma jeszcze żadnych artykułów.",
        "Ta strona nie istnieje",
        "Artykuł mógł zostać przeniesiony lub usunięty.",
    ),
    PageWords(
        "sv",
        "Hjälp",
        "Det finns inga artiklar än.",
        "Sidan finns inte",
        "Artikeln kan ha flyttats eller tagits bort.",
    ),
    PageWords(
        "da",
        "Hjælp",
        "Der er ingen artikler endnu.",
        "Denne side findes ikke",
        "Artiklen er måske flyttet eller fjernet.",
    ),
    PageWords(
        "tr",
        "Yardım",
        "Henüz makale yok.",
        "Bu sayfa mevcut değil",
        "Makale taşınmış veya kaldırılmış olabilir.",
    ),
    PageWords(
        "ar",
        "المساعدة",
        "لا توجد مقالات بعد.",
        "هذه الصفحة غير موجودة",
        "ربما نُقلت المقالة أو أُزيلت.",
    ),
)
LANGUAGES = {words.language: words for words in _ALL}


def direction(locale: str) -> Literal["ltr", "rtl"]:
    """In which direction the language is written."""
    return "rtl" if _primary(locale) in _RIGHT_TO_LEFT else "ltr"


def wished_words(accept_language: str | None) -> PageWords:
    """The words for the header `Accept-Language`: the reader's first wish for which there are words."""
    wishes = [found for wish in (accept_language or "").split(",")[:_MOST_WISHES] if (found := _WISH.match(wish))]
    best_first = sorted(wishes, key=lambda wish: -_quality(wish))
    known = (_primary(wish.group(1)) for wish in best_first if _quality(wish) > 0)
    return next((LANGUAGES[language] for language in known if language in LANGUAGES), LANGUAGES["en"])


def _quality(wish: re.Match[str]) -> float:
    return float(wish.group(2) or 1)


def _primary(locale: str) -> str:
    return locale.split("-")[0].lower()
