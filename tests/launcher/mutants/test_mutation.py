"""A mutant is the same file with one fault, on the line that it names."""

import ast
from pathlib import Path

import pytest

from launcher.mutants.mutation import mutants_of


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants_of(source)]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("return a < b", "a < b  ->  a <= b"),
        ("return a is None", "a is None  ->  a is not None"),
        ("return a and b", "a and b  ->  a or b"),
        ("return not a", "not a  ->  a"),
        ("return a + b", "a + b  ->  a - b"),
        ("return a[1]", "1  ->  2"),
        ("return True", "True  ->  False"),
        ("return a", "return a  ->  return None"),
        ("a.clear()", "a.clear()  ->  pass"),
        ("await a()", "await a()  ->  pass"),
        ("a += b", "a += b  ->  pass"),
        ("if a: b = a", "a  ->  not a"),
        ("return a if b else c", "a if b else c  ->  c if b else a"),
    ],
)
def test_each_kind_of_fault_is_made(code: str, change: str) -> None:
    assert change in changes(f"async def f(a, b, c):\n    {code}\n")


def test_texts_annotations_decorators_and_settings_stay() -> None:
    assert changes('MOST = 14\n\n@cached(3)\ndef f(a: Literal[1]) -> Literal[2]:\n    """Text."""\n') == []


def test_the_rest_of_the_file_stays_as_it_was() -> None:
    source = 'def f(é, b):\n    # Why.\n    return "é", é < b  # so\n'
    [mutant] = [mutant for mutant in mutants_of(source) if "<=" in mutant.change]
    assert mutant.line == 3
    assert mutant.source == 'def f(é, b):\n    # Why.\n    return "é", (é <= b)  # so\n'


def test_every_mutant_of_a_real_file_can_be_read() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    mutants = mutants_of(source)
    assert mutants
    assert all(ast.parse(mutant.source) and mutant.source != source for mutant in mutants)
