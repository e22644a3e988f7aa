"""Articles whose source names no language get that of their words, so their pages and replies are in the right one."""

from pathlib import Path

from knowledge_base.imports.found import Draft
from knowledge_base.imports.reading import read_files
from tests.knowledge_base.imports import harbour_coffee
from tests.knowledge_base.imports.made_files import archive

DUTCH = {
    "parkeren.md": "# Parkeren\n\nParkeren op de kade kost € 1,80 per uur, na 20.00 uur is het gratis.\n",
    "stoken.md": "# Stoken in opdracht\n\nHeb je thuis een werkstuk gemaakt, dan stoken wij het voor je.\n",
    "docenten.md": "# Docenten\n\nLotte Kramer, Idris Bouazza, Wim Terpstra\n",
    "clay.md": "---\nlocale: en-GB\n---\n# Clay\n\nDe klei en het glazuur zijn loodvrij en geschikt voor servies.\n",
    "visit.md": "# Visit us\n\nFrom the station it is a walk of twelve minutes. The bus stops at our door.\n",
    "page.html": "<main><h1>Ziek</h1><p>Ben je ziek, kom dan niet, en meld je af voor de les van vandaag.</p></main>",
}


def languages(folder: Path, files: dict[str, str]) -> dict[str, str]:
    (folder / "help.zip").write_bytes(archive({path: text.encode() for path, text in files.items()}))
    found = read_files([("help.zip", folder / "help.zip")])
    return {Path(one.path).name: one.content.locale for one in found if isinstance(one, Draft)}


def test_an_article_is_in_the_language_that_its_source_says_or_that_its_words_are_in(tmp_path: Path) -> None:
    assert languages(tmp_path, DUTCH) == {
        "parkeren.md": "nl",
        "stoken.md": "nl",
        "docenten.md": "nl",  # names alone say nothing: it is in the language of the others
        "clay.md": "en-GB",
        "visit.md": "en",
        "page.html": "nl",
    }


def test_english_articles_stay_english(tmp_path: Path) -> None:
    made = {path: text.decode() for path, text in harbour_coffee.as_markdown().items()}
    assert set(languages(tmp_path, made).values()) == {"en"}
    assert languages(tmp_path, {"number.md": "# 4711\n\n0570 555 012\n"}) == {"number.md": "en"}
