"""The run tells faults that the tests notice from faults that they do not, and leaves the tree as it was."""

import os
import sys
from pathlib import Path

import pytest

from launcher.command_error import CommandError
from launcher.mutants.hot_files import HOT_FILES
from launcher.mutants.run import Judged, measure
from tests.launcher.launched import ROOT

PRICE = "def price(count: int) -> int:\n    return count * 3\n"
TEST = "from price import price\n\n\ndef test_price() -> None:\n    assert {}\n"


def run(tree: Path, assertion: str, per_file: int = 20) -> list[Judged]:
    (tree / "price.py").write_text(PRICE, encoding="utf-8")
    (tree / "test_price.py").write_text(TEST.format(assertion), encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tree)}
    hot = {"price.py": ("test_price.py",)}
    return list(measure(tree, hot, Path(sys.executable), environment, per_file=per_file, seed=1))


def test_a_file_with_a_good_test_loses_all_its_mutants(tmp_path: Path) -> None:
    found = run(tmp_path, "price(2) == 6")
    assert [one.mutant.change for one in found if one.killed] == [
        "3  ->  4",
        "count * 3  ->  count / 3",
        "return count * 3  ->  return None",
    ]
    assert len(found) == 3
    assert (tmp_path / "price.py").read_text(encoding="utf-8") == PRICE


def test_a_fault_that_no_test_notices_is_reported_with_its_place(tmp_path: Path) -> None:
    found = run(tmp_path, "price(0) == 0")
    assert [str(one) for one in found if not one.killed] == [
        "SURVIVED  price.py:2  3  ->  4",
        "SURVIVED  price.py:2  count * 3  ->  count / 3",
    ]


def test_tests_that_fail_without_a_fault_end_the_run(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"the tests of price\.py fail without a fault"):
        run(tmp_path, "price(2) == 7")


def test_the_same_seed_chooses_the_same_mutants(tmp_path: Path) -> None:
    assert run(tmp_path, "price(2) == 6", per_file=1) == run(tmp_path, "price(2) == 6", per_file=1)


def test_every_hot_file_and_its_tests_exist() -> None:
    assert [name for path, tests in HOT_FILES.items() for name in (path, *tests) if not (ROOT / name).is_file()] == []
