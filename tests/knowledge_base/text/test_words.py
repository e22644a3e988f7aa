"""The terms that lexical search counts: words of English, pieces of words of every other language."""

from knowledge_base.text.words import terms, words


def shared(one: str, other: str) -> set[str]:
    return set(terms(one, english=False)) & set(terms(other, english=False))


def test_english_is_counted_by_words() -> None:
    assert terms("Returns of the bicycle", english=True) == words("Returns of the bicycle")


def test_parts_of_compounds_meet() -> None:
    assert shared("Zählerstand", "der Zähler")
    assert shared("opzegtermijn", "opzeggen")


def test_bent_words_meet() -> None:
    assert shared("remboursement", "rembourser")
    assert shared("devolución", "devolver")


def test_a_typing_error_leaves_pieces_that_meet() -> None:
    assert shared("Rechnug", "Rechnung")


def test_short_words_and_numbers_are_whole() -> None:
    assert terms("3 G", english=False) == ["~3", "~g"]


def test_scripts_without_spaces_give_short_pieces() -> None:
    assert shared("返品の期限", "返品したい")


def test_no_piece_is_mistaken_for_a_word() -> None:
    assert not set(terms("card", english=False)) & set(terms("card", english=True))
