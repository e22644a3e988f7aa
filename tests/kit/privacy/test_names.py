"""Known names are masked wherever they stand as words, and nothing else is."""

import pytest

from kit.privacy.names import without_names


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Can Mara change her bike?", ["Mara Janssens"], "Can [name] change her bike?"),
        ("mara janssens here, where is it?", ["Mara Janssens"], "[name] here, where is it?"),
        ("It is for O'Brien-Janssens.", ["Mara Janssens", "O'Brien"], "It is for O'[name]."),
        ("Maras bike, and a marathon", ["Mara"], "Maras bike, and a marathon"),
        ("Is al open de whole day?", ["Al de Boer"], "Is al open de whole day?"),
        ("Jürgen fragt", ["JÜRGEN"], "[name] fragt"),
        ("Nobody is named", [], "Nobody is named"),
    ],
)
def test_known_names_are_masked_as_whole_words(text: str, names: list[str], expected: str) -> None:
    assert without_names(text, names) == expected
