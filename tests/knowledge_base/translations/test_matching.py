"""The part of a translation that says what was shown of the original: found by the place of headings, or not at all."""

import pytest

from knowledge_base.articles.article import Article
from knowledge_base.search.passages import Passage, passages_of
from knowledge_base.translations.matching import matching_part

RETURNS = """You can return nearly everything.

## How long

Thirty days, counted from delivery.

## What it costs

The label is free within the country.

### From abroad

You pay the carrier yourself.

## What cannot come back

Opened inner tubes and vouchers.
"""

RÜCKGABE = """Fast alles kann zurück.

## Wie lange

Dreißig Tage ab der Lieferung.

## Was es kostet

Das Etikett ist im Inland kostenlos.

### Aus dem Ausland

Sie zahlen den Versand selbst.

## Was nicht zurückgeht

Geöffnete Schläuche und Gutscheine.
"""

PRICES = """Prices for two sizes.

## Small

| Place | Price |
|---|---|
| Home | €4 |
| Shop | €0 |

## Large

Only to the shop, for €9.
"""

TARIEVEN = """Prijzen voor twee maten.

## Klein

| Plaats | Prijs |
|---|---|
| Thuis | € 4 |
| Winkel | € 0 |

## Groot

Alleen naar de winkel, voor € 9.
"""

LONG = " ".join(f"Satz {number} steht hier und sagt ein wenig." for number in range(40))


def part(original: str, translation: str, *numbers: int) -> str | None:
    """What is shown of the translation for these passages of the original."""
    source = Article("a", "Original", original)
    shown: list[Passage] = [passages_of(source)[number] for number in numbers]
    text = "\n\n".join(f"**{each.section}**\n\n{each.text}" if each.section else each.text for each in shown)
    found = matching_part(source, text, shown[0].section, Article("b", "Übersetzung", translation))
    return found.text if found else None


@pytest.mark.parametrize(
    ("original", "translation", "shown", "reads", "not_reads"),
    [
        (RETURNS, RÜCKGABE, [1], "Dreißig Tage", "Etikett"),
        (RETURNS, RÜCKGABE, [2], "im Inland kostenlos", "selbst"),
        (RETURNS, RÜCKGABE, [3], "Sie zahlen den Versand selbst", "Gutscheine"),
        (RETURNS, RÜCKGABE, [4, 0], "Geöffnete Schläuche", "Etikett"),
        (RÜCKGABE, RETURNS, [1], "Thirty days", "label"),
        (PRICES, TARIEVEN, [1], "€ 0", "€ 9"),
        (TARIEVEN, PRICES, [2], "for €9", "€4"),
    ],
)
def test_the_same_place_among_the_headings_says_the_same(
    original: str, translation: str, shown: list[int], reads: str, not_reads: str
) -> None:
    text = part(original, translation, *shown)
    assert text is not None
    assert reads in text
    assert not_reads not in text


def test_the_heading_is_the_translations_and_the_likeliest_part_comes_first() -> None:
    assert part(RETURNS, RÜCKGABE, 4, 0) == (
        "**Was nicht zurückgeht**\n\nGeöffnete Schläuche und Gutscheine.\n\nFast alles kann zurück."
    )


def test_a_short_translation_with_other_headings_is_shown_whole() -> None:
    assert part(RETURNS, "Dreißig Tage. Das Etikett ist kostenlos.", 1) == "Dreißig Tage. Das Etikett ist kostenlos."


def test_nothing_is_chosen_from_a_long_one_with_other_headings() -> None:
    assert part(RETURNS, f"{LONG}\n\n## Ende\n\nKurz.", 1) is None
    assert part(RETURNS, "", 1) is None


def test_a_long_section_is_not_cut_by_chance() -> None:
    english = " ".join(f"Sentence {number} stands here and says a little." for number in range(40))
    assert part(f"{english}\n\n## End\n\nShort.", f"{LONG}\n\n## Ende\n\nKurz.", 1) is None
    shorter = " ".join(LONG.split(". ")[:18])
    assert part(f"{english}\n\n## End\n\nShort.", f"{shorter}\n\n## Ende\n\nKurz.", 1) == shorter
    assert part(f"{english}\n\n## End\n\nShort.", f"{LONG}\n\n## Ende\n\nKurz.", -1) == "**Ende**\n\nKurz."


def test_marks_and_links_in_headings_do_no_harm() -> None:
    english = "## Send **it** back\n\nThirty days.\n\n## [Costs](/help/x) `now`\n\nNothing."
    german = "## Zurück*senden*\n\nDreißig Tage.\n\n## Kosten\n\nNichts."
    assert part(english, german, 0) == "**Zurücksenden**\n\nDreißig Tage."
    assert part(english, german, 1) == "**Kosten**\n\nNichts."


def test_a_table_that_was_cut_to_some_rows_is_shown_whole() -> None:
    rows = "".join(f"| Land {number} | €{number} |\n" for number in range(14))
    table = f"## Abroad\n\n| Place | Price |\n|---|---|\n{rows}\n\n## Else\n\nNothing."
    original, translated = Article("a", "Prices", table), Article("b", "Preise", table.replace("Abroad", "Ausland"))
    found = matching_part(original, "**Abroad**\n\n| Land 3 | €3 |", "Abroad", translated)
    assert found is not None
    assert "Ausland" in found.text
    assert "€13" in found.text
