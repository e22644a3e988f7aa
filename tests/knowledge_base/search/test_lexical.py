"""Words as evidence: shares that mean the same everywhere, and names that survive a typing error."""

from collections import Counter

import pytest

from knowledge_base.search.lexical import LexicalIndex
from knowledge_base.text.words import terms, words

TEXTS = [
    "The Kestrel gravel bike and its tyres",
    "Error E-104 on the display of the Merlin",
    "Return a bicycle within thirty days",
]


def index() -> LexicalIndex:
    return LexicalIndex([Counter(words(text)) for text in TEXTS])


def test_a_code_finds_its_article() -> None:
    shares, known = index().scores("what does E-104 mean")
    assert shares.argmax() == 1
    assert 0 < shares[1] <= 1
    assert 0 < known <= 1


@pytest.mark.parametrize("written", ["E104", "e104", "e 104", "e_104", "E-104"])
def test_a_code_is_found_however_it_is_written(written: str) -> None:
    shares, known = index().scores(f"{written}?")
    assert shares.argmax() == 1
    assert known > 0.5


def test_a_code_is_not_taken_for_its_neighbour() -> None:
    shares, known = index().scores("E105")
    assert shares.max() == known == 0


def test_a_word_with_and_without_its_hyphen_meet() -> None:
    hyphened = LexicalIndex([Counter(words(text)) for text in ("Change your e-mail", "Change a tyre")])
    shares, _ = hyphened.scores("emails")
    assert shares[0] > shares[1]


def test_a_misspelt_name_finds_its_article() -> None:
    for wrong in ("kestrl", "kesrtel", "kestreel", "kestrol"):
        shares, _ = index().scores(f"my {wrong} is noisy")
        assert shares.argmax() == 0, wrong
        assert shares[0] > 0, wrong


def test_forms_of_a_word_meet() -> None:
    assert set(words("returned returning returns")) == set(words("return"))


def test_words_that_no_article_holds_lower_what_is_known() -> None:
    _, foreign = index().scores("quantum chromodynamics lecture")
    _, near = index().scores("return the bicycle")
    assert foreign == 0
    assert near > 0.9


def test_an_empty_knowledge_base_knows_nothing() -> None:
    shares, known = LexicalIndex([]).scores("anything")
    assert shares.shape == (0,)
    assert known == 0


def test_each_language_is_measured_by_its_own_terms() -> None:
    texts, english = (
        ["Read the meter in December", "Zählerstand im Dezember ablesen", "Umzug melden"],
        [True, False, False],
    )
    counts = [Counter(terms(text, english=each)) for text, each in zip(texts, english, strict=True)]
    mixed = LexicalIndex(counts, english)
    shares, known = mixed.scores("den Zähler ablesen")
    assert shares.argmax() == 1
    assert 0 < shares[1] <= 1
    assert known > 0.3
    assert mixed.scores("read a meter")[0].argmax() == 0
